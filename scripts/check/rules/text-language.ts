import { chapterRule } from '../rule.ts'
import { languageOf } from '../text/language.ts'
import { scriptOf } from '../text/script.ts'
import { words } from '../text/words.ts'

/**
 * A text must be in the language that its front matter names: screen readers and hyphenation go by
 * it.
 *
 * It goes by the small words of a paragraph of 15 words or more, and by its script; it knows
 * English, French, German, Spanish, Italian, Portuguese, Dutch, Polish and Romanian, and
 * languages with a script of their own.
 *
 * Source: WCAG 2.1, 3.1.1 and 3.1.2.
 *
 * @example clean
 *   ```md
 *   The womb grows with the baby, and it presses on the vessels of the pelvis in the last weeks.
 *   ```
 *
 * @example
 *   ```md
 *   ---
 *   language: en-GB
 *   ---
 *
 *   Les crampes sont dans la jambe et le pied, et elles ne sont pas dangereuses pour les femmes.
 *   ```
 *   5:1-5:93: Unexpected language of the paragraph (fr), expected en-GB
 */
export const textLanguage = chapterRule('text-language', (page, report) => {
  // A chapter all in another script is told once, by `script-fits-language`.
  const whole = scriptOf(page.blocks.map(({ text }) => text).join('\n'))
  const declared = page.language.split('-', 1)[0] ?? 'en'
  for (const block of page.blocks) {
    if (block.kind !== 'paragraph' || block.text.length < 60) continue
    const met =
      scriptOf(block.text)?.languages ??
      languageOf(
        words(block).map(({ lower }) => lower),
        declared,
      )
    if (met && met === whole?.languages) continue
    if (!met || met.includes(declared)) continue
    report({
      at: block.node.position,
      reason: `Unexpected language of the paragraph (${met[0]}), expected ${page.language}`,
      note: 'Mend `language` in the front matter, or move the paragraph to the edition of its language.',
    })
  }
})
