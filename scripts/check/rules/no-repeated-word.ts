import { chapterRule } from '../rule.ts'
import { words } from '../text/words.ts'

/**
 * A word must not stand twice in a row, nor a noun lean on itself ("drink this drink").
 *
 * Source: practice section 5 (leftovers of machine translation); the idea of retext-repeated-words.
 *
 * @example clean
 *   ```md
 *   She had had a cramp. Go step by step. More and more people walk. Use it when you use it.
 *   ```
 *
 * @example
 *   ```md
 *   Call the the midwife.
 *   ```
 *   1:6-1:13: Unexpected repeated word "the the", expected it once
 *
 * @example
 *   ```md
 *   She should not drink this drink.
 *   ```
 *   1:16-1:32: Unexpected word that leans on itself "drink this drink", expected another word
 */
export const noRepeatedWord = chapterRule('no-repeated-word', (page, report) => {
  for (const block of page.blocks) {
    if (block.kind === 'cell') continue
    const all = words(block)
    for (const [index, word] of all.entries()) {
      const next = all[index + 1]
      if (next?.lower === word.lower && block.text.slice(word.end, next.start) === ' ') {
        if (allowed.has(word.lower) || !/^\p{L}{2,}$/u.test(word.text)) continue
        // "Baden Baden", "JSON json": names and codes repeat as they like.
        if (word.text !== word.lower && next.text !== next.lower) continue
        report({
          at: block.at(word.start, next.end),
          reason: `Unexpected repeated word "${word.text} ${next.text}", expected it once`,
          note: 'Delete one of the two.',
        })
      }
      const third = all[index + 2]
      if (!next || !third || !/^(?:this|suddenly|quickly|\p{Ll}+ly)$/u.test(next.lower)) continue
      if (block.text.slice(word.end, third.start) !== ` ${next.text} `) continue
      if (word.lower.length < 4 || stem(word.lower) !== stem(third.lower)) continue
      const met = block.text.slice(word.start, third.end)
      report({
        at: block.at(word.start, third.end),
        reason: `Unexpected word that leans on itself "${met}", expected another word`,
        note: 'Say what is meant with two different words.',
      })
    }
  }
})

const allowed = new Set([
  'had',
  'that',
  'is',
  'very',
  'really',
  'bye',
  'ha',
  'no',
  'blah',
  'so',
  'far',
  'long',
])

const stem = (word: string) => word.replace(/(?:s|ed|ing)$/, '').replace(/e$/, '')
