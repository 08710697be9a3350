import type { Heading } from 'mdast'
import { chapterRule } from '../rule.ts'

/**
 * A heading must be one step below the one it belongs to: a skipped step breaks the contents and the
 * way a screen reader walks through the text.
 *
 * Source: WCAG 2.1, 1.3.1 and technique G141.
 *
 * @example clean
 *   ```md
 *   # Cramps
 *
 *   ## Stretch
 *
 *   ### Calf
 *
 *   ## Rest
 *   ```
 *
 * @example
 *   ```md
 *   # Cramps
 *
 *   ### Calf
 *   ```
 *   3:1-3:9: Unexpected heading of level 3 below level 1, expected level 2
 */
export const headingOrder = chapterRule('heading-order', (page, report) => {
  let above: Heading | undefined
  for (const { node } of page.blocks) {
    if (node.type !== 'heading') continue
    if (above && node.depth > above.depth + 1) {
      const expected = '#'.repeat(above.depth + 1)
      report({
        at: node.position,
        reason: `Unexpected heading of level ${node.depth} below level ${above.depth}, expected level ${above.depth + 1}`,
        expected: [expected],
        note: `Begin the heading with \`${expected}\`, or add the heading that is missing above it.`,
      })
    }
    above = node
  }
})
