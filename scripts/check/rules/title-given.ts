import type { Nodes } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { eachChapterRule } from '../rule.ts'

/**
 * A chapter must have a title, in its front matter or as its first heading; without one the file's
 * name is printed.
 *
 * Source: practice section 3 (every leaflet carries a title); WCAG 2.1, 2.4.2.
 *
 * @example clean
 *   ```md
 *   # Cramps
 *   ```
 *
 * @example
 *   ```md
 *   Stretch the calf.
 *   ```
 *   Missing title, expected one; "Example" is taken from the file's name
 */
export const titleGiven = eachChapterRule(
  'title-given',
  'set',
  ({ file, title, matter, source }, report) => {
    if (matter.title) return
    if (source.children.some(node => node.type === 'heading' && textOf(node as Nodes).trim()))
      return
    report({
      file,
      reason: `Missing title, expected one; "${title}" is taken from the file's name`,
      note: 'Begin the file with `# ` and the title, or write `title:` into the front matter.',
    })
  },
)
