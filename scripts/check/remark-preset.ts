import { directiveToMarkdown } from 'mdast-util-directive'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import type { Data, Preset, Processor } from 'unified'
import { dialect } from '../read/markdown.ts'
import { houseStyle } from './house-style.ts'

/**
 * The chapter rules of the house as a preset for remark: `remark-cli`, and editors with a remark
 * language server, show the findings while somebody types.
 *
 * Each rule can be turned off or weighed by its name, as in remark: use the plugin again with
 * `false` or `['error', { styleSheet, clinic }]`. Rules on the whole manuscript need the press.
 */
const remarkPreset: Preset = {
  plugins: [
    [remarkFrontmatter, ['yaml']],
    [remarkGfm, { singleTilde: false }],
    dialect,
    writesDirectives,
    ...houseStyle.flatMap(({ rule, severity }) =>
      rule.scope === 'chapter' ? [[rule.plugin, [severity === 'error' ? 'error' : 'warn']]] : [],
    ),
  ] as NonNullable<Preset['plugins']>,
}

/** remark writes back what it has read, boxes too. */
function writesDirectives(this: Processor): void {
  const data = this.data() as Data & { toMarkdownExtensions?: unknown[] }
  data.toMarkdownExtensions = [...(data.toMarkdownExtensions ?? []), directiveToMarkdown()]
}

export default remarkPreset
