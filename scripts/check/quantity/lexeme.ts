/** A word, a written number or a mark of running text; `[start, end)` in UTF-16 units. */
export interface Lexeme {
  readonly kind: 'number' | 'word' | 'mark'
  /** As written. */
  readonly text: string
  /** In small letters, for look-ups. */
  readonly key: string
  readonly start: number
  readonly end: number
  /** No space stands between this and the lexeme before. */
  readonly joined: boolean
}

const pattern =
  /(?<number>(?:(?<![\p{L}\p{Nd}])[.,](?=\p{Nd}))?\p{Nd}+(?:[.,\u00a0\u202f\u2009'’٫٬]\p{Nd}+)*)|(?<word>(?:\p{L}[\p{L}\p{M}\p{Nd}]*|µ\p{L}+)(?:['’]\p{L}+)*)|[^\s\p{Nd}\p{L}]/gu

/** Splits running text into words, numbers and marks in one pass. */
export function lexemes(text: string): readonly Lexeme[] {
  const found: Lexeme[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    const written = match[0]
    const kind = match.groups?.number ? 'number' : match.groups?.word ? 'word' : 'mark'
    const key = kind === 'word' ? written.toLowerCase() : written
    found.push({
      kind,
      text: written,
      key,
      start: match.index,
      end: match.index + written.length,
      joined: match.index === end && end > 0,
    })
    end = match.index + written.length
  }
  return found
}
