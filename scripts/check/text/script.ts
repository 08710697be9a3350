/** A script that is not Latin, with the languages it writes, the likeliest first. */
export interface Script {
  readonly name: string
  readonly letters: RegExp
  readonly languages: readonly string[]
}

const script = (name: string, letters: RegExp, languages: string): Script => ({
  name,
  letters,
  languages: languages.split(' '),
})

const scripts: readonly Script[] = [
  script('Cyrillic', /\p{Script=Cyrillic}/gu, 'ru uk bg be sr mk kk ky mn tg uz az bs'),
  script('Arabic', /\p{Script=Arabic}/gu, 'ar fa ur ps ku ckb sd ug pa ks ms prs'),
  script('Hebrew', /\p{Script=Hebrew}/gu, 'he yi lad'),
  script('Greek', /\p{Script=Greek}/gu, 'el grc'),
  script('Devanagari', /\p{Script=Devanagari}/gu, 'hi mr ne sa kok mai'),
  script('Bengali', /\p{Script=Bengali}/gu, 'bn as'),
  script('Gurmukhi', /\p{Script=Gurmukhi}/gu, 'pa'),
  script('Tamil', /\p{Script=Tamil}/gu, 'ta'),
  script('Thai', /\p{Script=Thai}/gu, 'th'),
  script('Hangul', /\p{Script=Hangul}/gu, 'ko'),
  script('Japanese', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'),
  script('Chinese', /\p{Script=Han}/gu, 'zh ja yue'),
]

/** The script of more than half of a text's letters; undefined for Latin and for a mixture. */
export function scriptOf(text: string): Script | undefined {
  if (!/[\u0370-\u{3FFFF}]/u.test(text)) return undefined
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return scripts.find(one => (text.match(one.letters)?.length ?? 0) * 2 > letters)
}

/** True where most letters are Latin. */
export function isLatin(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return (text.match(/\p{Script=Latin}/gu)?.length ?? 0) * 2 > letters
}
