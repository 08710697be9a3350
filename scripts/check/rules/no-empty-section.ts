import type { Heading, RootContent } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { chapterRule } from '../rule.ts'

/**
 * A heading must have text under it, before the next heading of its level.
 *
 * Source: practice gate 10 (no empty section); WCAG 2.1, 2.4.6.
 *
 * @example clean
 *   ```md
 *   # Cramps
 *
 *   ## Stretch
 *
 *   Sit down.
 *   ```
 *
 * @example
 *   ```md
 *   ## Stretch
 *
 *   ## Rest
 *
 *   Lie down.
 *   ```
 *   1:1-1:11: Unexpected empty section "Stretch", expected text under the heading
 */
export const noEmptySection = chapterRule('no-empty-section', (page, report) => {
  walk(page.tree.children)

  function walk(nodes: readonly RootContent[]): void {
    const kept = nodes.filter(({ type }) => !passedOver.has(type))
    for (const [index, node] of kept.entries()) {
      if (node.type === 'containerDirective') walk(node.children)
      if (node.type !== 'heading' || !textOf(node).trim()) continue
      // A heading of code or links names an entry, and says all there is to say.
      if (isCode(node)) continue
      const next = kept[index + 1]
      if (next && (next.type !== 'heading' || next.depth > node.depth)) continue
      // A title alone is a chapter that somebody has begun: reading it is not a fault of structure.
      if (!next && node.depth === 1 && index === 0) continue
      report({
        at: node.position,
        reason: `Unexpected empty section "${textOf(node)}", expected text under the heading`,
        note: 'Write the section, or take its heading out.',
      })
    }
  }
})

function isCode(heading: Heading): boolean {
  return (
    heading.children.some(({ type }) => type === 'inlineCode' || type === 'link') ||
    /^[\w.$]*[\w.$]\(.*\)$/.test(textOf(heading))
  )
}

const passedOver = new Set(['thematicBreak', 'definition', 'footnoteDefinition', 'yaml'])
