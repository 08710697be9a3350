import { chapterRule } from '../rule.ts'

/**
 * A character that nobody sees must not stand in the text: it can hide words, turn their order
 * round ("take 05 mg" for "take 50 mg"), or break a search.
 *
 * Joiners stay allowed where a script or an emoji needs them, and direction marks in a text whose
 * language runs from right to left.
 *
 * A soft hyphen is told gently: it shows a place where a word may be divided, hides nothing from the
 * checks of remedies, and yet keeps a search from finding the word.
 *
 * Source: Unicode Technical Reports 36 and 55; CVE-2021-42574.
 *
 * @example clean
 *   ```md
 *   می‌خواهم. Call your midwife.
 *   ```
 *
 * @example
 *   ```md
 *   Call your mid{U+200B}wife.
 *   ```
 *   1:14-1:15: Unexpected invisible character U+200B, expected none
 *
 * @example
 *   ```md
 *   Call your mid{U+00AD}wife.
 *   ```
 *   1:14-1:15: Unexpected soft hyphen in a word, expected none
 */
export const noHiddenCharacter = chapterRule('no-hidden-character', (page, report) => {
  const rightToLeft = /^(ar|fa|he|ps|sd|ug|ur|yi)\b/.test(page.language)
  for (const match of page.text.matchAll(hidden)) {
    const [met] = match
    const { index } = match
    if (/[\u200C\u200D]/.test(met) && joins(page.text, index)) continue
    if (rightToLeft && /[\u200E\u200F\u061C]/.test(met)) continue
    if (met === '\u00AD') {
      report({
        at: page.at(index, index + met.length),
        severity: 'warning',
        reason: 'Unexpected soft hyphen in a word, expected none',
        note: 'It came along with copied text. Delete it, so that the word can be searched for: the press divides no words.',
      })
      continue
    }
    const code = met.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
    report({
      at: page.at(index, index + met.length),
      reason: `Unexpected invisible character U+${code}, expected none`,
      note: 'Delete it: put the cursor behind it and press Backspace once, or type the word anew.',
    })
  }
})

const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]|[\u{E0000}-\u{E007F}]/gu

/** A joiner between two emoji, or next to letters of a script that joins. */
function joins(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 2), index)
  const after = text.slice(index + 1, index + 3)
  const joining =
    /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Sinhala}\p{Extended_Pictographic}\p{Emoji_Modifier}]|\uFE0F/u
  return joining.test(before) && (joining.test(after) || /[♀♂⚕]/u.test(after))
}
