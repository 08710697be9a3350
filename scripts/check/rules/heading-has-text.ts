import type { Nodes } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { chapterRule } from '../rule.ts'

/**
 * A heading must have words: an empty one leaves a hole in the contents.
 *
 * Source: WCAG 2.1, 2.4.6 (headings describe topic or purpose).
 *
 * @example clean
 *   ```md
 *   ## Stretch
 *
 *   ## ![Stretch](stretch.png)
 *   ```
 *
 * @example
 *   ```md
 *   ##
 *
 *   Sit down.
 *   ```
 *   1:1-1:3: Unexpected heading without words, expected a heading that says what follows
 */
export const headingHasText = chapterRule('heading-has-text', (page, report) => {
  for (const { kind, node } of page.blocks) {
    if (kind !== 'heading' || textOf(node).trim() || shows(node)) continue
    report({
      at: node.position,
      reason: 'Unexpected heading without words, expected a heading that says what follows',
      note: 'Write the heading, or delete the `#` marks.',
    })
  }
})

/** True for a heading that is a picture with a description, or that HTML fills. */
function shows(node: Nodes): boolean {
  let found = false
  visit(node, child => {
    if (
      child.type === 'html' ||
      (child.type === 'image' && child.alt) ||
      child.type === 'imageReference'
    )
      found = true
  })
  return found
}
