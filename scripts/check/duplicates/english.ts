import { shippedBytes, shippedText } from '../../read/shipped.ts'

/**
 * Frequencies in steps of a quarter of a natural logarithm: step 0 is every word of a text. A word
 * past the last step is as rare as one that nobody has counted.
 */
export const commonness = {
  steps: 64,
  stepOf: (frequency: number) => Math.max(0, Math.round(-4 * Math.log(frequency))),
  frequencyOf: (step: number) => Math.exp(-step / 4),
} as const

/** Numbers in a word's vector. */
export const dimensions = 64

/** The words of English, by stem. */
export interface English {
  /** The part that a stem makes up of a text on health; 0 where nobody has counted it. */
  readonly frequency: (stem: string) => number
  /**
   * What a stem means, as a direction of length 1: words that stand in the same surroundings point the
   * same way, opposites among them. Nothing for a word that is not known.
   */
  readonly meaning: (stem: string) => Float64Array | undefined
}

let read: English | undefined

/**
 * The tables of English words that ship: how common they are and what stands near what.
 *
 * Made by `scripts/bench/english-words.ts` from GloVe 6B (Pennington, Socher and Manning, 2014; Public
 * Domain Dedication and License 1.0) and from the handbook of this repository.
 */
export function english(): English {
  if (read) return read
  const rows = new Map<string, number>()
  /** By step, the first row after it. */
  const ends: number[] = []
  for (const line of shippedText('check/duplicates/english-words.txt').split('\n')) {
    if (line !== '') for (const stem of line.split(' ')) rows.set(stem, rows.size)
    ends.push(rows.size)
  }
  let bytes: Int8Array | undefined
  const meanings = new Map<string, Float64Array | undefined>()
  const meaningAt = (row: number) => {
    bytes ??= new Int8Array(shippedBytes('check/duplicates/english-vectors.bin'))
    const own = bytes.subarray(row * dimensions, (row + 1) * dimensions)
    return own.some(value => value !== 0) ? direction(Float64Array.from(own)) : undefined
  }
  read = {
    frequency: stem => {
      const row = rows.get(stem)
      return row === undefined ? 0 : commonness.frequencyOf(ends.findIndex(end => row < end))
    },
    meaning: stem => {
      const row = rows.get(stem)
      if (row === undefined) return undefined
      if (!meanings.has(stem)) meanings.set(stem, meaningAt(row))
      return meanings.get(stem)
    },
  }
  return read
}

/** The same direction, of length 1; nothing where there is none. */
export function direction(sum: Float64Array): Float64Array | undefined {
  let square = 0
  for (const value of sum) square += value * value
  if (square === 0) return undefined
  const length = Math.sqrt(square)
  return sum.map(value => value / length)
}
