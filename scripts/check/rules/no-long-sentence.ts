import { chapterRule } from '../rule.ts'
import { sentences } from '../text/sentences.ts'
import { wordsIn } from '../text/words.ts'

/**
 * A sentence must be short enough to be understood in one go.
 *
 * `sentence-words` in the style sheet sets the limit; without it 25 words.
 *
 * Source: GOV.UK content design (sentences over 25 words are hard); NHS, use short sentences.
 *
 * @example clean
 *   ```md
 *   Sit down. Straighten your knee.
 *   ```
 *
 * @example
 *   ```md
 *   Sit down, straighten your knee and push your heel away.
 *   ```
 *   ```yaml style-sheet.yaml
 *   sentence-words: "8"
 *   ```
 *   1:1-1:56: Unexpected sentence of 10 words, expected at most 8
 */
export const noLongSentence = chapterRule('no-long-sentence', (page, report) => {
  const most = page.styleSheet['sentence-words'] ?? 25
  for (const block of page.blocks) {
    if (block.text.length < most * 2) continue
    for (const { text, start, end } of sentences(block)) {
      const count = wordsIn(text).length
      if (count <= most) continue
      report({
        at: block.at(start, end),
        reason: `Unexpected sentence of ${count} words, expected at most ${most}`,
        note: 'Make two sentences of it, or a list.',
      })
    }
  }
})
