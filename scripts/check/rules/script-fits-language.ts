import { chapterRule } from '../rule.ts'
import { isLatin, scriptOf } from '../text/script.ts'

/**
 * Most letters of a chapter must be of a script that its language is written in: a chapter in
 * Arabic that names no language is set in the clinic's, from left to right.
 *
 * Source: WCAG 2.1, 3.1.1; W3C, Structural markup and right-to-left text in HTML.
 *
 * @example clean
 *   ```md
 *   ---
 *   language: ar
 *   ---
 *
 *   اشربي الماء.
 *   ```
 *
 * @example
 *   ```md
 *   # الماء
 *
 *   اشربي الماء.
 *   ```
 *   1:1-1:8: Unexpected Arabic letters in a chapter in `en`, expected the language that it is written in
 *
 * @example
 *   ```md
 *   ---
 *   language: he
 *   ---
 *
 *   Drink water.
 *   ```
 *   1:1-3:4: Unexpected Latin letters in a chapter in `he`, expected the language that it is written in
 */
export const scriptFitsLanguage = chapterRule('script-fits-language', (page, report) => {
  const { kind, language, blocks, tree } = page
  if (kind !== 'chapter') return
  const text = blocks.map(block => block.text).join('\n')
  const base = language.split('-', 1)[0] ?? 'en'
  const script = scriptOf(text)
  const wrong = script
    ? !script.languages.includes(base)
    : fromTheRight.test(language) && isLatin(text)
  if (!wrong) return
  const likely = script?.languages[0] ?? 'en'
  report({
    at: tree.children[0]?.position,
    reason: `Unexpected ${script?.name ?? 'Latin'} letters in a chapter in \`${language}\`, expected the language that it is written in`,
    note: `Write it into the front matter, as in \`language: ${likely}\`: the side on which lines begin, and the voice that reads them aloud, go by it.`,
  })
})

/** Languages from right to left, unless their tag names Latin letters (`ar-Latn`). */
const fromTheRight = /^(?:ar|fa|he|ps|ur|yi)\b(?!.*-Latn)/i
