import { inflateSync } from 'node:zlib'

/** Character maps by platform and encoding, the fullest first (OpenType, `cmap`). */
const fullest = ['3.10', '0.6', '0.4', '3.1', '0.3', '0.2', '0.1', '0.0']

/**
 * The characters that a font can set, as code points; none where it has no map of Unicode.
 *
 * Reads the one table that tells them: opening the whole font takes many times as long.
 *
 * @param woff a font in the Web Open Font Format 1.0.
 */
export function characterMap(woff: Uint8Array): ReadonlySet<number> {
  const table = tableOf(woff, 'cmap')
  const points = new Set<number>()
  if (!table) return points
  const places = new Map<string, number>()
  for (let index = 0; index < table.getUint16(2); index += 1) {
    const at = 4 + 8 * index
    places.set(`${table.getUint16(at)}.${table.getUint16(at + 2)}`, table.getUint32(at + 4))
  }
  const name = fullest.find(each => places.has(each))
  const at = name === undefined ? undefined : places.get(name)
  if (at === undefined) return points
  for (const [first, last] of ranges(table, at)) {
    for (let point = first; point <= last; point += 1) points.add(point)
  }
  return points
}

function* ranges(table: DataView, at: number): Generator<readonly [first: number, last: number]> {
  const format = table.getUint16(at)
  if (format === 4) {
    const twice = table.getUint16(at + 6)
    for (let segment = 0; segment < twice; segment += 2) {
      yield [table.getUint16(at + 16 + twice + segment), table.getUint16(at + 14 + segment)]
    }
  } else if (format === 12) {
    for (let group = 0; group < table.getUint32(at + 12); group += 1) {
      const place = at + 16 + 12 * group
      yield [table.getUint32(place), table.getUint32(place + 4)]
    }
  } else
    throw new Error(`Unexpected format ${format} of a font's map of characters, expected 4 or 12`)
}

/** A table of a font, unpacked. */
function tableOf(woff: Uint8Array, name: string): DataView | undefined {
  const view = new DataView(woff.buffer, woff.byteOffset, woff.byteLength)
  for (let index = 0; index < view.getUint16(12); index += 1) {
    const at = 44 + 20 * index
    if (Buffer.from(woff.subarray(at, at + 4)).toString('latin1') !== name) continue
    const [offset, packed, whole] = [4, 8, 12].map(each => view.getUint32(at + each)) as [
      number,
      number,
      number,
    ]
    const bytes = woff.subarray(offset, offset + packed)
    const table = packed < whole ? inflateSync(bytes) : bytes
    return new DataView(table.buffer, table.byteOffset, table.byteLength)
  }
  return undefined
}
