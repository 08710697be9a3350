import type { RootContent } from 'mdast'
import { chapterRule } from '../rule.ts'
import { isForeign } from '../text/language.ts'
import { sentences } from '../text/sentences.ts'
import { words } from '../text/words.ts'

/**
 * A sentence must be whole: not cut off at its end, not split by a stray full stop, and without a
 * hole where a link or a word was lost ("accompanied by and.").
 *
 * Source: practice section 5 (leftovers of scraping and machine translation).
 *
 * @example clean
 *   ```md
 *   Cramps come with sickness and thirst. Take e.g. a walk
 *
 *   - in the park
 *
 *   See example.com. npm runs it.
 *
 *   Rufen Sie bei Blutungen Ihre Hebamme an.
 *   ```
 *
 * @example
 *   ```md
 *   It is accompanied by and. Then it goes.
 *   ```
 *   1:19-1:26: Unexpected "by and.", expected a word in its place
 *
 * @example
 *   ```md
 *   You need a certain amount every day. useful substances.
 *   ```
 *   1:33-1:44: Unexpected small letter after the full stop in "day. useful", expected one sentence or a capital
 *
 * @example
 *   ```md
 *   The womb grows. In this time it presses on the vessels of the pelvis
 *
 *   There are many reasons.
 *   ```
 *   1:63-1:69: Unexpected end of the paragraph at "pelvis", expected a whole sentence with its full stop
 */
export const noCutSentence = chapterRule('no-cut-sentence', (page, report) => {
  if (!page.language.startsWith('en')) return
  for (const [index, block] of page.blocks.entries()) {
    if (block.kind !== 'paragraph') continue
    // "Rufen Sie uns an." is whole.
    if (isForeign(words(block).map(({ lower }) => lower))) continue
    const { text } = block
    const hole = holes.exec(text)
    if (hole) {
      report({
        at: block.at(hole.index, hole.index + hole[0].length),
        reason: `Unexpected "${hole[0]}", expected a word in its place`,
        note: 'A word or a link was lost here. Find it in the source, or write the sentence anew.',
      })
    }
    for (const { 0: met, index: at } of text.matchAll(split)) {
      if (known.test(text.slice(Math.max(0, at - 12), at + met.indexOf('.') + 1))) continue
      report({
        at: block.at(at, at + met.length),
        reason: `Unexpected small letter after the full stop in "${met}", expected one sentence or a capital`,
        note: 'Take the full stop out, or begin the sentence with a capital.',
      })
    }
    if (isCut(block.text, sentences(block).length, words(block).length) && endsHere(index)) {
      const end = text.trimEnd().length
      const last = words(block).at(-1)!
      report({
        at: block.at(last.start, end),
        reason: `Unexpected end of the paragraph at "${last.text}", expected a whole sentence with its full stop`,
        note: 'Words may be lost at the end. Compare with the source, then close the sentence.',
      })
    }
  }

  /** Nothing that goes on with the sentence follows: a list, a picture, code, a box. */
  function endsHere(index: number): boolean {
    const block = page.blocks[index]!
    if (block.item || block.boxes.length > 0 || block.parents.length > 1) return false
    const siblings = page.tree.children
    const next = siblings[siblings.indexOf(block.node as RootContent) + 1]
    return !next || next.type === 'paragraph' || next.type === 'heading'
  }
})

/** Two sentences or a long one, and then no stop. */
function isCut(text: string, sentences: number, count: number): boolean {
  return (sentences > 1 || count > 25) && /[\p{Ll},]\s*$/u.test(text) && !text.includes('\n')
}

const holes =
  /\b(?:by|of|with|from|into|between|the|an?|and|or) (?:and|or)\s*[.,;!?](?!\.)|\b(?:the|an|and|or|of the|with the|by the|from the|every|our|your|their)\s*[.!?](?=\s|$)(?!\.)|\b(?:the|an?) (?:and|or|of|is|are|was|were|by|with)\b(?=\s\p{Ll})(?<!\b[Aa]n? or)/u

const split = /(?<![.\w@/-])\p{Ll}{3,}\. \p{Ll}{3,}(?![\p{L}.:/(])/gu
const known =
  /\b(?:etc|vs|approx|incl|excl|esp|resp|tbsp|tsp|min|max|dept|est|ref|refs|fig|figs|sec|inc|ltd)\.$/i
