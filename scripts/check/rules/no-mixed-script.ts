import { chapterRule } from '../rule.ts'

/**
 * A word must be of one script: a Cyrillic "а" in "mаgnesium" looks right, and no search or check
 * finds the word.
 *
 * Whole words in another script are met too, where the language of the text is written in Latin
 * letters.
 *
 * Source: Unicode Technical Standard 39, mixed-script detection; practice section 5 (Cyrillic).
 *
 * @example clean
 *   ```md
 *   Take 5 μg of β-carotene. Café.
 *   ```
 *
 * @example
 *   ```md
 *   Take m{U+0430}gnesium.
 *   ```
 *   1:6-1:15: Unexpected letters of two scripts in "mаgnesium" (а), expected one
 *
 * @example
 *   ```md
 *   The herb {U+0442}{U+0440}{U+0430}{U+0432}{U+0430} grows here.
 *   ```
 *   1:10-1:15: Unexpected Cyrillic word "трава", expected the language of the text (en)
 */
export const noMixedScript = chapterRule('no-mixed-script', (page, report) => {
  if (!foreign.test(page.text)) return
  const latin = !/^(?:be|bg|el|mk|mn|ru|sr|tg|uk|kk|ky)\b/.test(page.language)
  for (const block of page.blocks) {
    for (const { 0: word, index } of block.text.matchAll(/[\p{L}\p{M}]+/gu)) {
      if (!foreign.test(word)) continue
      const at = block.at(index, index + word.length)
      const letters = [...word].filter(letter => foreign.test(letter))
      if (/\p{Script=Latin}/u.test(word)) {
        // "μg" and "pKα": a Greek letter is a sign of its own in science.
        if (!/\p{Script=Cyrillic}/u.test(word) && letters.length === 1) continue
        report({
          at,
          reason: `Unexpected letters of two scripts in "${word}" (${[...new Set(letters)].join(', ')}), expected one`,
          note: 'Type the word anew.',
        })
      } else if (latin && /\p{Script=Cyrillic}{2,}/u.test(word)) {
        report({
          at,
          severity: 'warning',
          reason: `Unexpected Cyrillic word "${word}", expected the language of the text (${page.language})`,
          note: 'Have it translated, or take it out.',
        })
      }
    }
  }
})

const foreign = /[\p{Script=Cyrillic}\p{Script=Greek}]/u
