import type { List, RootContent } from 'mdast'
import { chapterRule } from '../rule.ts'

/**
 * The steps of one section must count on: a second list that starts at 1 again, with only a
 * paragraph between, is one list torn apart, or items numbered that are no steps.
 *
 * Source: practice gate 10 (ingredients numbered as steps); PEMAT-P, explicit steps.
 *
 * @example clean
 *   ```md
 *   1. Sit down.
 *   2. Hold your foot.
 *
 *   ## Then
 *
 *   1. Walk.
 *   2. Rest.
 *   ```
 *
 * @example
 *   ```md
 *   1. Sit down.
 *   2. Hold your foot.
 *
 *   Then go on.
 *
 *   1. Walk.
 *   2. Rest.
 *   ```
 *   6:1-6:3: Unexpected second list that starts at 1 in this section, expected it to count on, or a heading
 */
export const noRestartedList = chapterRule('no-restarted-list', (page, report) => {
  walk(page.tree.children)

  function walk(nodes: readonly RootContent[]): void {
    let first: List | undefined
    for (const node of nodes) {
      if (node.type === 'heading' || node.type === 'thematicBreak') first = undefined
      if (node.type === 'containerDirective' || node.type === 'blockquote') walk(node.children)
      if (node.type !== 'list' || !node.ordered) continue
      const place = node.position
      if (first && (node.start ?? 1) === 1 && node.children.length > 1 && place) {
        report({
          at: {
            start: place.start,
            end: { line: place.start.line, column: place.start.column + 2 },
          },
          reason:
            'Unexpected second list that starts at 1 in this section, expected it to count on, or a heading',
          note: 'Steps: go on counting. No steps: use bullets. A new procedure: give it a heading.',
          ...(first.position && {
            cause: {
              file: page.file,
              start: first.position.start,
              reason: 'first list of the section',
            },
          }),
        })
      }
      if (node.children.length > 1) first = node
    }
  }
})
