import { chapterRule } from '../rule.ts'
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

/** The language whose small words are met most, if they are plainly more than the declared one's. */
function languageOf(all: readonly string[], declared: string): readonly string[] | undefined {
  if (all.length < 15 || !small.has(declared)) return undefined
  let best = declared
  let most = 0
  let own = 0
  for (const [language, set] of small) {
    const count = all.reduce((sum, word) => sum + (set.has(word) ? 1 : 0), 0)
    if (language === declared) own = count
    else if (count > most) [best, most] = [language, count]
  }
  return most >= 4 && most > own * 2 && most * 6 >= all.length ? [best] : [declared]
}

const small: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    en: 'the and of to in is it you that was for on are with as be this have from or by not but what all were when your can there an which their if will do how about',
    fr: 'le la les et des une est dans pour que qui sur au aux ne pas avec ce cette vous nous elle elles sont du par plus mais ou leur',
    de: 'der die das und ist nicht ein eine einen mit zu den von sie auf für dem im werden wird auch sich bei oder aber kann haben',
    es: 'el los las una que del por con para se es su como más pero al lo está son muy si sus sin sobre también usted',
    it: 'il gli una che di non per con sono della delle dei nel si più anche come alla dal questo essere suo ma può',
    pt: 'os as um uma que não para com são do da dos das em ao mais como por você ou também se pode seu sua muito',
    nl: 'de het een van en dat niet zijn met voor op te aan er ook maar bij naar wordt kan deze dit uw heeft worden',
    pl: 'nie się na jest że do przez jak dla lub oraz od po może są który która które przy także tym ich bez',
    ro: 'și în cu pe este la nu care din pentru sunt mai sau să ale prin după fi poate acest',
  }).map(([language, list]) => [language, new Set(list.split(' '))]),
)
