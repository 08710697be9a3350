/** A word of running text; `[start, end)` in UTF-16 units. */
export interface Word {
  /** Small letters, compatible forms folded (NFKC), without accents on apostrophes. */
  readonly key: string
  readonly start: number
  readonly end: number
}

const spaced = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)?/gu
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const plain = /^[A-Za-z0-9]+$/
const segmenters = new Map<string, Intl.Segmenter>()

/** The words of a text; a script that sets no spaces is divided by the language's own dictionary. */
export function wordsOf(text: string, language: string): readonly Word[] {
  if (unspaced.test(text)) return segmented(text, language)
  const words: Word[] = []
  for (const { 0: written, index } of text.matchAll(spaced)) {
    words.push({ key: folded(written), start: index, end: index + written.length })
  }
  return words
}

function segmented(text: string, language: string): readonly Word[] {
  let segmenter = segmenters.get(language)
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language, { granularity: 'word' })
    segmenters.set(language, segmenter)
  }
  const words: Word[] = []
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    if (isWordLike) words.push({ key: folded(segment), start: index, end: index + segment.length })
  }
  return words
}

function folded(word: string): string {
  // Most words are plain letters, and folding those the long way takes half of the reading.
  if (plain.test(word)) return word.toLowerCase()
  const key = word.normalize('NFKC').toLowerCase()
  return key.replace(/['’]s$/, '').replaceAll('’', "'")
}
