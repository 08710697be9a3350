import { chapterRule } from '../rule.ts'
import { sentences } from '../text/sentences.ts'

/**
 * A paragraph behind a gap must not open with a word that points back: where a heading was lost, a
 * gap is left, and "This" or "such a" names nothing.
 *
 * A gap is two empty lines or more, or a line of dashes, between two paragraphs.
 *
 * Source: practice gate 10 (orphan "this").
 *
 * @example clean
 *   ```md
 *   Nettle is a plant.
 *
 *   This plant stings.
 *
 *   ## Valerian
 *
 *   This is a root.
 *   ```
 *
 * @example
 *   ```md
 *   Take it once a day.
 *
 *
 *   This is the richest source of iron.
 *   ```
 *   1:20-4:1: Unexpected gap before "This", expected the heading that names it
 */
export const noLostHeading = chapterRule('no-lost-heading', (page, report) => {
  if (!page.language.startsWith('en')) return
  const { children } = page.tree
  for (const [index, node] of children.entries()) {
    const before = children[index - 1]
    if (node.type !== 'paragraph' || !before?.position || !node.position) continue
    if (before.type !== 'paragraph' && before.type !== 'list') continue
    const gap = node.position.start.line - before.position.end.line - 1
    if (gap < 2) continue
    const block = page.blocks.find(block => block.node === node)
    const first = block && sentences(block)[0]
    const met =
      first &&
      (/^(?:This|That|These|Those|It|They|Such)\b(?! way\b)/.exec(first.text) ??
        /\bsuch an?\b/i.exec(first.text))
    if (!met) continue
    report({
      at: { start: before.position.end, end: node.position.start },
      reason: `Unexpected gap before "${met[0]}", expected the heading that names it`,
      note: 'A heading seems to be lost here. Find it in the source; without it nobody knows what is meant.',
    })
  }
})
