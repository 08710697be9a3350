import { isStream, type Ref, type Value } from '../object.ts'
import { type Pdf, packed, unpacked } from '../pdf.ts'

/**
 * Gives a character to each glyph that a font's table maps to U+0000 (ISO 14289-1, 7.21.7;
 * Matterhorn 31-028). Such a glyph is a part of a letter, a dot of Arabic for one: the letter
 * itself stands beside it as `ActualText`, so it gets one that joins and shows nothing, U+2060.
 */
export function letters(pdf: Pdf, fonts: Iterable<Ref>): void {
  for (const font of fonts) {
    const table: Value | undefined = pdf.dict(font).get('ToUnicode')
    const stream = pdf.get(table)
    if (!isStream(stream) || typeof table !== 'object' || table === null || !('number' in table))
      continue
    const map = unpacked(stream).toString('latin1')
    if (!/ <0000>$/m.test(map)) continue
    const mended = map.replace(/^(<[0-9A-F]+> )<0000>$/gim, '$1<2060>')
    pdf.set(table, packed(Buffer.from(mended, 'latin1'), stream.dict))
  }
}
