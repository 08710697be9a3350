/** What each code of a font says: the letters by the code's number. */
export type ToUnicode = ReadonlyMap<number, string>

/** Reads a ToUnicode CMap (ISO 32000-1, 9.10.3): `bfchar` and `bfrange`, the latter in both forms. */
export function toUnicode(cmap: string): ToUnicode {
  const letters = new Map<number, string>()
  for (const [, kind, body = ''] of cmap.matchAll(/begin(bfchar|bfrange)([\s\S]*?)end\1/g)) {
    if (kind === 'bfchar') {
      for (const [, code = '', text = ''] of body.matchAll(/<([^>]*)>\s*<([^>]*)>/g)) {
        letters.set(Number.parseInt(code, 16), utf16(text))
      }
      continue
    }
    const ranges = /<([^>]*)>\s*<([^>]*)>\s*(?:<([^>]*)>|\[([^\]]*)\])/g
    for (const [, from = '', to = '', text, list] of body.matchAll(ranges)) {
      const first = Number.parseInt(from, 16)
      const last = Number.parseInt(to, 16)
      const each = [...(list ?? '').matchAll(/<([^>]*)>/g)].map(([, met = '']) => utf16(met))
      for (let code = first; code <= last; code += 1) {
        letters.set(
          code,
          text === undefined ? (each[code - first] ?? '') : raised(text, code - first),
        )
      }
    }
  }
  return letters
}

/** UTF-16 in hexadecimal digits as text. */
export function utf16(hex: string): string {
  const units = hex.replace(/\s+/g, '').match(/.{4}/g) ?? []
  return String.fromCharCode(...units.map(unit => Number.parseInt(unit, 16)))
}

/** The text whose last character is `by` further on. */
function raised(hex: string, by: number): string {
  const text = [...utf16(hex)]
  const last = text.pop()?.codePointAt(0) ?? 0
  return text.join('') + String.fromCodePoint(last + by)
}
