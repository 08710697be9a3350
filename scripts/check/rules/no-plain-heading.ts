import type { RootContent } from 'mdast'
import { chapterRule } from '../rule.ts'
import { isPlainHeading } from '../text/heading-of.ts'

/**
 * A line that serves as a heading must be marked as one, with `#`, or it comes into no contents and
 * a screen reader passes over it.
 *
 * It is met in a chapter that has no headings at all and where at least three such lines stand.
 *
 * Source: WCAG 2.1, 1.3.1 and failure F2.
 *
 * @example clean
 *   ```md
 *   ## Stretch
 *
 *   Sit down.
 *
 *   Dr A. Brown
 *
 *   Midwife
 *   ```
 *
 * @example
 *   ```md
 *   Stretch
 *
 *   Sit down.
 *
 *   Rest
 *
 *   Lie down.
 *
 *   Which doctor helps?
 *
 *   Ask your midwife.
 *   ```
 *   1:1-1:8: Unexpected plain line "Stretch" and 2 more like it in a chapter without headings, expected headings
 */
export const noPlainHeading = chapterRule('no-plain-heading', (page, report) => {
  const headings = page.blocks.filter(
    ({ kind, node }) => kind === 'heading' && 'depth' in node && node.depth > 1,
  )
  if (headings.length > 0) return
  const { children } = page.tree
  const met = page.blocks.filter(block => {
    const next = children[children.indexOf(block.node as RootContent) + 1]
    return isPlainHeading(block) && (next?.type === 'paragraph' || next?.type === 'list')
  })
  const [first] = met
  if (!first || met.length < 3) return
  report({
    at: first.node.position,
    reason: `Unexpected plain line "${first.text}" and ${met.length - 1} more like it in a chapter without headings, expected headings`,
    note: 'Begin each line that is a heading with `## `.',
  })
})
