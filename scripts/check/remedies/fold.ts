/** A word as it is compared: its spelling, and its base form where that is another word. */
export interface Folded {
  readonly word: string
  /** Singular of a Latin word, stem of a Cyrillic one. */
  readonly base: string | undefined
}

/** Words of a text: letters, digits, marks and what may hide between them. */
export const wordPattern =
  /[\p{L}\p{M}\p{N}\u00ad\u200b-\u200d\u2060\ufeff]+(?:['’ʼ][\p{L}\p{M}]+)*/gu

/** Letters of the Cyrillic alphabet that look like Latin ones: "cаlcium" with one of them. */
const lookalikes: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  е: 'e',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
  ј: 'j',
}

/** British and American, old and new: each spelling on the left is compared as the one right. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/liquor(?=ic)/g, 'licor'],
  [/sulph/g, 'sulf'],
  [/haem/g, 'hem'],
  [/naem/g, 'nem'],
  [/oe(?=str|d[ei]m|soph)/g, 'e'],
  [/^foet/g, 'fet'],
  [/aluminium/g, 'aluminum'],
  [/is(?=(?:e[ds]?|ing|ation|er)$)/g, 'iz'],
  [/ill(?=iz(?:er|e[ds]?|ing)$)/g, 'il'],
  [/yoghurt/g, 'yogurt'],
  [/colour/g, 'color'],
  [/fibre/g, 'fiber'],
  [/^camomile/g, 'chamomile'],
  [/^gingko/g, 'ginkgo'],
  [/homoeo/g, 'homeo'],
  [/^mould/g, 'mold'],
]

/** Whose it is makes no other name: "your toes", "her toes", "the toes". */
const owners = new Set(['the', 'your', 'her', 'his', 'their', 'my', 'our'])

/** The form in which a word is looked up. */
export function fold(raw: string): Folded {
  let word = raw.toLowerCase()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is plain ASCII
  if (!/^[\x00-\x7f]*$/.test(word)) {
    word = word
      .normalize('NFKD')
      .replace(/[’ʼ]/g, "'")
      .replace(/[\p{M}\u00ad\u200b-\u200d\u2060\ufeff]/gu, '')
    if (/[a-z]/.test(word)) word = word.replace(/[\u0400-\u04ff]/g, one => lookalikes[one] ?? one)
  }
  word = word.replace(/'s?$/, '').replace(/'/g, '')
  if (owners.has(word)) return { word: 'the', base: undefined }
  if (/[\u0400-\u04ff]/.test(word)) return { word, base: differing(word, stem(word)) }
  if (word.length > 4) for (const [from, to] of spellings) word = word.replace(from, to)
  return { word, base: differing(word, singular(word)) }
}

function differing(word: string, base: string): string | undefined {
  return base === word ? undefined : base
}

/** The singular of an English plural; a word that is no plural comes back as it is. */
export function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word
  if (/ies$/.test(word)) return word.length > 5 ? `${word.slice(0, -3)}y` : word.slice(0, -1)
  if (/(?:ch|sh|x|ss|zz)es$/.test(word)) return word.slice(0, -2)
  return word.slice(0, -1)
}

/** A Russian word without its case ending. */
function stem(word: string): string {
  if (word.length < 4) return word
  const bare = word.replace(
    /(?:иями|ами|ями|иях|ого|его|ому|ему|ыми|ими|ои|еи|ом|ем|ам|ям|ах|ях|ою|ею|ыи|ии|ая|яя|ое|ее|ые|ие|ых|их|ую|юю|ия|ию|а|я|о|е|ы|и|у|ю|ь)$/,
    '',
  )
  return bare.length >= 3 ? bare : word
}
