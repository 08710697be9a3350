import { randomUUID } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { endianness } from 'node:os'
import { crc32 } from 'node:zlib'
import type { LibraryNumbers } from '../check/duplicates/library-numbers.ts'

/** A text of the library: a hash of its passages, and how many of them are compared. */
export interface HeldText {
  readonly key: string
  readonly hash: string
  readonly count: number
}

/** What the file of an index holds. */
export interface LibraryFile {
  /** Hash of the glossaries that the passages were read by. */
  readonly words: string
  /** Their passages follow each other. */
  readonly texts: readonly HeldText[]
  readonly numbers: LibraryNumbers
  /** The passages as JSON, one after the other, and where each begins and the last ends. */
  readonly written: Buffer
  readonly ends: Float64Array
}

/** The form of the file; one of another form is made anew. */
const form = 'imprimatur library 3'

/** The first line of the file, filled up with spaces to a fixed length; parts in this order follow. */
interface Head {
  readonly form: string
  /** Byte order of the numbers. */
  readonly order: string
  /** Lengths of the parts in bytes; each begins at a multiple of eight. */
  readonly parts: readonly number[]
  /** CRC-32 of the above and of all that follows. */
  readonly sum: number
}
const headLength = 512

/** A file that is not used as an index. */
export interface UnusableLibrary {
  /** Why, to follow the name of the file. */
  readonly unusable: string
  /** Nothing says that it ever was an index. */
  readonly isForeign?: true
}

/** Reads the file of an index: nothing where there is none, a reason where it cannot be trusted. */
export async function openedLibrary(
  file: string,
): Promise<LibraryFile | UnusableLibrary | undefined> {
  let bytes: Buffer
  try {
    bytes = await readFile(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const head = headOf(bytes)
  if (head?.form !== form) {
    const unusable = 'is no index of this version'
    return bytes.length === 0
      ? { unusable }
      : { unusable: `${unusable} (it is now \`${file}.old\`)`, isForeign: true }
  }
  if (!Array.isArray(head.parts)) return { unusable: 'does not hold what was written into it' }
  if (head.order !== endianness()) return { unusable: 'was made on another kind of machine' }
  const length = head.parts.reduce((sum, part) => sum + padded(part), headLength)
  if (bytes.length !== length) {
    return { unusable: `has ${bytes.length} bytes, expected ${length}` }
  }
  if (sumOf(head, [bytes.subarray(headLength)]) !== head.sum) {
    return { unusable: 'does not hold what was written into it' }
  }
  return unpacked(bytes, head.parts)
}

function sumOf({ form, order, parts }: Omit<Head, 'sum'>, all: readonly Buffer[]): number {
  return all.reduce((sum, bytes) => crc32(bytes, sum), crc32(`${form} ${order} ${parts.join()}`))
}

function headOf(bytes: Buffer): Head | undefined {
  try {
    return JSON.parse(bytes.toString('latin1', 0, headLength)) as Head
  } catch {
    return undefined
  }
}

interface Named {
  readonly words: string
  readonly texts: readonly HeldText[]
  readonly names: readonly string[]
  readonly stemNames: readonly string[]
}

function unpacked(bytes: Buffer, parts: readonly number[]): LibraryFile {
  // Numbers are read where they stand: a buffer of a large file begins at a multiple of eight.
  const whole = bytes.byteOffset % 8 === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer)
  let at = headLength
  const starts = parts.map(length => {
    const start = whole.byteOffset + at
    at += padded(length)
    return start
  })
  const ints = (part: number) => new Int32Array(whole.buffer, starts[part], parts[part]! / 4)
  const bytesOf = (part: number) => Buffer.from(whole.buffer, starts[part], parts[part])
  const { words, texts, names, stemNames } = JSON.parse(bytesOf(0).toString('utf8')) as Named
  return {
    words,
    texts,
    numbers: {
      singles: { tokens: ints(1), offsets: ints(2) },
      tenths: bytesOf(3),
      pairs: {
        places: new Uint16Array(whole.buffer, starts[4], parts[4]! / 2),
        offsets: ints(5),
      },
      stems: { tokens: ints(6), offsets: ints(7) },
      names,
      stemNames,
    },
    ends: new Float64Array(whole.buffer, starts[8], parts[8]! / 8),
    written: bytesOf(9),
  }
}

function padded(length: number): number {
  return Math.ceil(length / 8) * 8
}

/** Writes the file beside its place, then puts it there at once. */
export async function keepLibrary(file: string, library: LibraryFile): Promise<void> {
  const { words, texts, numbers, ends, written } = library
  const { singles, tenths, pairs, stems, names, stemNames } = numbers
  const named: Named = { words, texts, names, stemNames }
  const parts: readonly NodeJS.ArrayBufferView[] = [
    Buffer.from(JSON.stringify(named)),
    ...[singles.tokens, singles.offsets, tenths, pairs.places, pairs.offsets],
    ...[stems.tokens, stems.offsets, ends, written],
  ]
  const filled = parts.flatMap(part => {
    const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength)
    return [bytes, Buffer.alloc(padded(bytes.length) - bytes.length)]
  })
  const described = { form, order: endianness(), parts: parts.map(part => part.byteLength) }
  const head: Head = { ...described, sum: sumOf(described, filled) }
  const beside = `${file}.${randomUUID()}.part`
  try {
    const handle = await open(beside, 'wx')
    try {
      await handle.writeFile(`${JSON.stringify(head).padEnd(headLength - 1)}\n`)
      for (const bytes of filled) if (bytes.length > 0) await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}
