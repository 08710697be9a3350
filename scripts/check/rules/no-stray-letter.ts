import { chapterRule } from '../rule.ts'

/**
 * A single letter or a sigh must not stand among the words: "U healthy person", "muscles ah
 * experienced" are what a machine left of a preposition or an ending.
 *
 * Source: practice section 5 (leftovers "ah", "U healthy").
 *
 * @example clean
 *   ```md
 *   Vitamin D and T cells. Oh, that hurts. X rays in plan B.
 *   ```
 *
 * @example
 *   ```md
 *   U healthy person this never happens.
 *   ```
 *   1:1-1:2: Unexpected "U" among the words, expected none or the word that it is left of
 */
export const noStrayLetter = chapterRule('no-stray-letter', (page, report) => {
  if (!page.language.startsWith('en')) return
  for (const block of page.blocks) {
    if (block.kind !== 'paragraph') continue
    for (const match of block.text.matchAll(stray)) {
      const word = match[1] ?? match[2] ?? ''
      const start = match.index + match[0].indexOf(word)
      report({
        at: block.at(start, start + word.length),
        reason: `Unexpected "${word}" among the words, expected none or the word that it is left of`,
        note: 'Compare with the source, and write the sentence anew.',
      })
    }
  }
})

const stray =
  /(?:^|[.!?] )([FGHJLMOPQSUVW]) \p{Ll}{3,}|(?<=\p{Ll} )(ah|oh|uh|eh|oi|yu|ya|iy|oy|om|ov|uyu|ogo)(?= \p{Ll})/gu
