import type { FootnoteDefinition, Nodes } from 'mdast'
import { visit } from 'unist-util-visit'
import { chapterRule } from '../rule.ts'

/**
 * A footnote must have its mark in the text, and a mark its footnote.
 *
 * Source: practice gate 12 (every claim has its source record).
 *
 * @example clean
 *   ```md
 *   Stretch.[^1]
 *
 *   [^1]: NHS.
 *   ```
 *
 * @example
 *   ```md
 *   Stretch.[^1]
 *   ```
 *   1:9-1:13: Missing footnote for `[^1]`
 *
 * @example
 *   ```md
 *   Stretch.
 *
 *   [^1]: NHS.
 *   ```
 *   3:1-3:11: Unexpected footnote `[^1]` that nothing points at, expected its mark in the text
 *
 * @example
 *   ```md
 *   Stretch.[^1]
 *
 *   [^1]: NHS.
 *
 *   [^1]: HSE.
 *   ```
 *   5:1-5:11: Unexpected second footnote `[^1]`, expected one
 */
export const footnotesMatch = chapterRule('footnotes-match', (page, report) => {
  if (!page.text.includes('[^')) return
  const used = new Set<string>()
  const defined = new Map<string, FootnoteDefinition>()
  visit(page.tree as Nodes, node => {
    if (node.type === 'footnoteReference') used.add(node.identifier)
    else if (node.type === 'footnoteDefinition') {
      const first = defined.get(node.identifier)
      if (!first) defined.set(node.identifier, node)
      else {
        report({
          at: node.position,
          reason: `Unexpected second footnote \`[^${node.label}]\`, expected one`,
          note: 'Give it another name, or join the two.',
          ...(first.position && {
            cause: { file: page.file, start: first.position.start, reason: 'first given here' },
          }),
        })
      }
    }
  })
  for (const [identifier, node] of defined) {
    if (used.has(identifier)) continue
    report({
      at: node.position,
      reason: `Unexpected footnote \`[^${node.label}]\` that nothing points at, expected its mark in the text`,
      note: `Put \`[^${node.label}]\` behind the sentence that it belongs to, or take the footnote out.`,
    })
  }
  for (const block of page.blocks) {
    for (const { 0: met, index } of block.text.matchAll(/\[\^[^\]\s]+\]/g)) {
      report({
        at: block.at(index, index + met.length),
        reason: `Missing footnote for \`${met}\``,
        note: `Write \`${met}: …\` on a line of its own at the end of the chapter.`,
      })
    }
  }
})
