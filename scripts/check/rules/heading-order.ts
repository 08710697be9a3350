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
  const met: { node: Heading; above: number }[] = []
  for (const { node } of page.blocks) {
    if (node.type !== 'heading') continue
    if (above && node.depth > above.depth + 1) met.push({ node, above: above.depth })
    above = node
  }
  // One habit of an author is one finding, not one for each heading.
  const [first] = met
  if (!first) return
  const right = first.above + 1
  const more = met.length > 1 ? ` (and ${met.length - 1} more in this chapter)` : ''
  report({
    at: first.node.position,
    reason: `Unexpected heading of level ${first.node.depth} below level ${first.above}, expected level ${right}${more}`,
    expected: ['#'.repeat(right)],
    note: `Begin the heading with \`${'#'.repeat(right)}\`, or add the heading that is missing above it.`,
  })
})
