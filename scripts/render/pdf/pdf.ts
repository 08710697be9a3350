import { deflateSync, inflateSync } from 'node:zlib'
import { isKeyword, lexer, PdfSyntaxError } from './lexer.ts'
import {
  type Dict,
  isDict,
  isName,
  isRef,
  isStream,
  type Ref,
  type Stream,
  type Value,
} from './object.ts'
import { written } from './write.ts'

/**
 * A PDF in the hand: its objects are read when they are asked for, may be changed in place, and
 * are written anew by {@link Pdf.save}; those that nobody asked for are copied as they stand.
 */
export interface Pdf {
  readonly trailer: Dict
  /** What a value is, or what it points to. */
  get(value: Value | undefined): Value
  /** The dictionary that a value is or points to; a stream's own; empty where there is none. */
  dict(value: Value | undefined): Dict
  /** The items of the array that a value is or points to; a single value, or pointer, is one item. */
  list(value: Value | undefined): readonly Value[]
  /** Takes in another object. */
  add(value: Value): Ref
  /** Puts another object in the place of one. */
  set(ref: Ref, value: Value): void
  /** Leaves an object out of what is saved. */
  remove(ref: Ref): void
  /** The pages in their order. */
  pages(): readonly Ref[]
  /** The whole file; `version` as in its first line. */
  save(version?: string): Uint8Array
}

/** One object of the file: where it stands, and what it is once it has been read. */
interface Slot {
  /** Bytes of the file, `12 0 obj` to `endobj`; none where the object is new. */
  readonly start: number
  readonly end: number
  value?: Value
}

/**
 * Opens a PDF as browsers write it: one plain table of objects, no generations, no encryption.
 * Throws a {@link PdfSyntaxError} where it is anything else.
 */
export function openPdf(file: Uint8Array): Pdf {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const source = bytes.toString('latin1')
  const { offsets, trailer } = table(source)
  const slots = new Map<number, Slot>()
  const inOrder = [...offsets].sort(([, a], [, b]) => a - b)
  const tableAt = source.lastIndexOf('xref', source.lastIndexOf('trailer'))
  inOrder.forEach(([number, start], index) => {
    slots.set(number, { start, end: inOrder[index + 1]?.[1] ?? tableAt })
  })
  let last = 0
  for (const number of offsets.keys()) last = Math.max(last, number)
  const free: number[] = []
  let used = 0

  function object(number: number): Value {
    const slot = slots.get(number)
    if (!slot) return null
    if (slot.value === undefined) slot.value = readObject(number, slot)
    return slot.value
  }

  function readObject(number: number, { start, end }: Slot): Value {
    const head = `${number} 0 obj`
    if (!source.startsWith(head, start))
      throw new PdfSyntaxError(`Met no object ${number} at byte ${start}, where the table has it.`)
    const reading = lexer(source, start + head.length)
    const value = reading.next()
    if (value === undefined || isKeyword(value))
      throw new PdfSyntaxError(`Met no value in object ${number}, at byte ${start}.`)
    if (!isDict(value) || !value.has('Length')) return value
    const after = reading.next()
    if (!isKeyword(after) || after.word !== 'stream') return value
    const from = reading.at + (source.startsWith('\r\n', reading.at) ? 2 : 1)
    const length = get(value.get('Length'))
    if (typeof length !== 'number' || from + length > end)
      throw new PdfSyntaxError(`Met a stream without its length in object ${number}.`)
    return { kind: 'stream', dict: value, packed: bytes.subarray(from, from + length) }
  }

  function get(value: Value | undefined): Value {
    let met = value ?? null
    while (isRef(met)) met = object(met.number)
    return met
  }

  const pdf: Pdf = {
    trailer,
    get,
    dict(value) {
      const met = get(value)
      return isDict(met) ? met : isStream(met) ? met.dict : new Map()
    },
    list(value) {
      const met = get(value)
      return Array.isArray(met) ? met : met === null ? [] : [value ?? null]
    },
    add(value) {
      // Numbers that fell free are used again, so that the table has few holes.
      const number = free[used] ?? last + 1
      if (used < free.length) used += 1
      else last = number
      slots.set(number, { start: 0, end: 0, value })
      return { kind: 'ref', number }
    },
    set({ number }, value) {
      slots.set(number, { start: 0, end: 0, value })
    },
    remove({ number }) {
      if (slots.delete(number)) free.push(number)
    },
    pages() {
      const found: Ref[] = []
      const walk = (node: Value | undefined) => {
        const kids = pdf.dict(node).get('Kids')
        if (kids !== undefined) for (const kid of pdf.list(kids)) walk(kid)
        else if (isRef(node)) found.push(node)
      }
      walk(pdf.dict(trailer.get('Root')).get('Pages'))
      return found
    },
    save(version) {
      return assembled(bytes, slots, trailer, version)
    },
  }
  return pdf
}

/** The bytes of a stream, unpacked. */
export function unpacked({ dict, packed }: Stream): Buffer {
  const filter = dict.get('Filter')
  if (filter === undefined) return Buffer.from(packed)
  if (filter !== '/FlateDecode' || dict.has('DecodeParms'))
    throw new PdfSyntaxError(
      `Met a stream packed by ${isName(filter) ? filter : 'several filters'}.`,
    )
  return inflateSync(packed)
}

/** A stream of these bytes, packed; the other entries are kept. */
export function packed(bytes: Uint8Array, entries: Dict = new Map()): Stream {
  // A higher level makes content a tenth smaller and takes twice as long.
  const small = deflateSync(bytes, { level: 3 })
  const dict: Dict = new Map(entries)
  dict.set('Filter', '/FlateDecode')
  dict.set('Length', small.length)
  return { kind: 'stream', dict, packed: small }
}

function table(source: string): { offsets: ReadonlyMap<number, number>; trailer: Dict } {
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(source.slice(-2048))?.[1] ?? -1)
  if (!source.startsWith('xref', start))
    throw new PdfSyntaxError('Met no plain table of objects at the end of the file.')
  const reading = lexer(source, start + 4)
  const offsets = new Map<number, number>()
  for (;;) {
    const first = reading.next()
    if (isKeyword(first) && first.word === 'trailer') break
    const count = reading.next()
    if (typeof first !== 'number' || typeof count !== 'number')
      throw new PdfSyntaxError('Met a broken table of objects.')
    // Each line has 20 bytes: ten digits, a space, five digits, a space, `n` or `f`, the line end.
    const lines = source.indexOf('\n', reading.at) + 1
    for (let index = 0; index < count; index += 1) {
      const line = lines + index * 20
      if (source[line + 17] === 'n')
        offsets.set(first + index, Number(source.slice(line, line + 10)))
    }
    reading.at = lines + count * 20
  }
  const trailer = reading.next()
  if (isKeyword(trailer) || !isDict(trailer) || trailer.has('Prev') || trailer.has('Encrypt'))
    throw new PdfSyntaxError('Met a file that was changed or locked after it was printed.')
  return { offsets, trailer }
}

function assembled(
  bytes: Buffer,
  slots: ReadonlyMap<number, Slot>,
  trailer: Dict,
  version: string | undefined,
): Buffer {
  const pieces: Uint8Array[] = []
  let pending = ''
  let length = 0
  const put = (text: string) => {
    pending += text
    length += text.length
  }
  const putBytes = (more: Uint8Array) => {
    if (pending) pieces.push(Buffer.from(pending, 'latin1'))
    pending = ''
    pieces.push(more)
    length += more.length
  }
  // Bytes above 127 in the second line say that the file is no text.
  put(`%PDF-${version ?? bytes.toString('latin1', 5, 8)}\n%\u00e2\u00e3\u00cf\u00d3\n`)
  const places = new Map<number, number>()
  for (const [number, { start, end, value }] of slots) {
    places.set(number, length)
    if (value === undefined) {
      putBytes(bytes.subarray(start, end))
      continue
    }
    if (isStream(value)) {
      put(`${number} 0 obj\n${written(value.dict)} stream\n`)
      putBytes(value.packed)
      put('\nendstream\nendobj\n')
    } else put(`${number} 0 obj\n${written(value)}\nendobj\n`)
  }
  let size = 1
  for (const number of places.keys()) size = Math.max(size, number + 1)
  const tableAt = length
  const lines = Array.from({ length: size }, (_, number) => {
    const place = places.get(number)
    if (place !== undefined) return `${String(place).padStart(10, '0')} 00000 n \n`
    return '0000000000 65535 f \n'
  })
  trailer.set('Size', size)
  put(
    `xref\n0 ${size}\n${lines.join('')}trailer\n${written(trailer)}\nstartxref\n${tableAt}\n%%EOF\n`,
  )
  putBytes(new Uint8Array())
  return Buffer.concat(pieces, length)
}
