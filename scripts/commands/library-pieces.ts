import type { Read } from '../check/duplicates/corpus.ts'
import type { Sets } from '../check/duplicates/join.ts'
import { type LibraryNumbers, numberer, numbersOf } from '../check/duplicates/library-numbers.ts'
import type { LibraryFile } from './library-file.ts'

/** The passages of an index, as {@link LibraryFile} has them. */
export type LibraryPassages = Pick<LibraryFile, 'numbers' | 'written' | 'ends'>

/** An index put together from stretches of the one before and from passages that were read. */
export interface LibraryPieces {
  /** Takes over passages of the index before. */
  readonly keep: (from: number, end: number) => void
  readonly add: (reads: readonly Read[]) => void
  /** All that was taken, in that order. The same passages give the same bytes, however they came in. */
  readonly all: () => LibraryPassages
}

/** Passages `from` to `end` of an index. */
interface Piece extends LibraryPassages {
  readonly from: number
  readonly end: number
}

/** Begins an index, for stretches of the one before. */
export function libraryPieces(before?: LibraryPassages): LibraryPieces {
  const names = [...(before?.numbers.names ?? [])]
  const stemNames = [...(before?.numbers.stemNames ?? [])]
  const [single, stem] = [numberer(names), numberer(stemNames)]
  const pieces: Piece[] = []
  return {
    keep: (from, end) => {
      if (!before) return
      const last = pieces.at(-1)
      const goesOn = last?.numbers === before.numbers && last.end === from
      if (goesOn) pieces.pop()
      pieces.push({ ...before, from: goesOn ? last.from : from, end })
    },
    add: reads => {
      const lines = reads.map(({ passage }) => Buffer.from(JSON.stringify(passage)))
      const ends = new Float64Array(reads.length + 1)
      for (const [at, line] of lines.entries()) ends[at + 1] = ends[at]! + line.length
      const numbers = numbersOf(reads, names, stemNames, single, stem)
      pieces.push({ numbers, written: Buffer.concat(lines), ends, from: 0, end: reads.length })
    },
    all: () => {
      const lists = (of: (numbers: LibraryNumbers) => Sets) =>
        joined(pieces.map(({ numbers, from, end }) => ({ ...of(numbers), from, end })))
      const singles = renumbered(
        lists(numbers => numbers.singles),
        names,
      )
      const stems = renumbered(
        lists(numbers => numbers.stems),
        stemNames,
      )
      const [tenths, written] = [
        pieces.map(({ numbers: { singles, tenths }, from, end }) =>
          tenths.subarray(singles.offsets[from], singles.offsets[end]),
        ),
        pieces.map(({ written, ends, from, end }) => written.subarray(ends[from], ends[end])),
      ].map(parts => Buffer.concat(parts))
      const places = pieces.map(({ numbers: { pairs }, from, end }) =>
        pairs.places.subarray(pairs.offsets[from], pairs.offsets[end]),
      )
      const all = new Uint16Array(places.reduce((sum, { length }) => sum + length, 0))
      let end = 0
      for (const part of places) {
        all.set(part, end)
        end += part.length
      }
      const starts = pieces.map(({ numbers, from, end }) => ({
        offsets: numbers.pairs.offsets,
        from,
        end,
      }))
      return {
        numbers: {
          singles: singles.sets,
          tenths: tenths!,
          pairs: { places: all, offsets: Int32Array.from(offsetsOf(starts)) },
          stems: stems.sets,
          names: singles.names,
          stemNames: stems.names,
        },
        written: written!,
        ends: offsetsOf(pieces.map(({ ends, from, end }) => ({ offsets: ends, from, end }))),
      }
    },
  }
}

/** Stretches of lists that begin where `offsets` says. */
interface Stretch {
  readonly offsets: Int32Array | Float64Array
  readonly from: number
  readonly end: number
}

/** Where the lists of these stretches begin, once they follow each other, and where the last ends. */
function offsetsOf(stretches: readonly Stretch[]): Float64Array {
  const made = new Float64Array(stretches.reduce((sum, { from, end }) => sum + end - from, 1))
  let list = 0
  for (const { offsets, from, end } of stretches) {
    const shift = made[list]! - offsets[from]!
    for (let at = from + 1; at <= end; at++) made[++list] = offsets[at]! + shift
  }
  return made
}

function joined(parts: readonly (Sets & Stretch)[]): Sets {
  const offsets = Int32Array.from(offsetsOf(parts))
  const tokens = new Int32Array(offsets.at(-1)!)
  let at = 0
  for (const { tokens: own, offsets, from, end } of parts) {
    tokens.set(own.subarray(offsets[from], offsets[end]), at)
    at += offsets[end]! - offsets[from]!
  }
  return { tokens, offsets }
}

/** The names that are still met, in the order in which they are. */
function renumbered({ tokens, offsets }: Sets, names: readonly string[]) {
  const numbers = new Int32Array(names.length).fill(-1)
  const met: string[] = []
  const own = tokens.map(token => {
    if (numbers[token]! < 0) numbers[token] = met.push(names[token]!) - 1
    return numbers[token]!
  })
  return { sets: { tokens: own, offsets }, names: met }
}
