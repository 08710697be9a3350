import type { Root } from 'mdast'
import { directiveFromMarkdown } from 'mdast-util-directive'
import { directive } from 'micromark-extension-directive'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { type Data, type Processor, unified } from 'unified'

/**
 * The press's Markdown: CommonMark, GFM and block directives.
 *
 * Directives in running text are left out, because they eat prose ("ratio 1:2", "10:30am"), and a
 * single tilde is a range, not a deletion ("5~10 ml").
 */
export function dialect(this: Processor): void {
  const data = this.data() as Data & {
    micromarkExtensions?: unknown[]
    fromMarkdownExtensions?: unknown[]
  }
  const { flow } = directive()
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { flow }]
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), directiveFromMarkdown()]
}

const parser = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ['yaml'])
  .use(remarkGfm, { singleTilde: false })
  .use(dialect)
  .freeze()

/** Parses Markdown; every text parses, so there is no error to give. */
export function parseMarkdown(text: string): Root {
  return parser.parse(text)
}
