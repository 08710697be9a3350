import type { Read } from './corpus.ts'
import type { Sets } from './join.ts'
import { pairTable } from './pair-table.ts'
import type { Frequencies } from './vectors.ts'

/** The passages of a library as numbers in flat arrays: all that it takes to sort out who may repeat whom. */
export interface LibraryNumbers {
  /** By passage, its words and concepts, as places in `names`. */
  readonly singles: Sets
  /** By place in `singles.tokens`: the weight of the way that it was met, in tenths. */
  readonly tenths: Uint8Array
  /** By passage, its things said together: two places in its list of singles after each other. */
  readonly pairs: { readonly places: Uint16Array; readonly offsets: Int32Array }
  /** By passage, its stems, as places in `stemNames`. */
  readonly stems: Sets
  readonly names: readonly string[]
  readonly stemNames: readonly string[]
}

/** Numbers for names, in the order in which they are first met. */
export function numberer(names: string[]): (name: string) => number {
  const numbers = new Map(names.map((name, number) => [name, number]))
  return name => {
    const known = numbers.get(name)
    if (known !== undefined) return known
    numbers.set(name, names.length)
    return names.push(name) - 1
  }
}

/** These passages as numbers; names that are new are added. */
export function numbersOf(
  reads: readonly Read[],
  names: string[],
  stemNames: string[],
  single: (name: string) => number,
  stem: (name: string) => number,
): LibraryNumbers {
  const features = reads.map(read => read.features)
  const offsets = (length: (index: number) => number) => {
    const made = new Int32Array(reads.length + 1)
    for (const index of reads.keys()) made[index + 1] = made[index]! + length(index)
    return made
  }
  for (const { singles } of features) {
    if (singles.size > 0x10000) throw new RangeError('a passage of more than 65,536 other words')
  }
  return {
    singles: {
      tokens: Int32Array.from(features.flatMap(({ singles }) => [...singles.keys()].map(single))),
      offsets: offsets(index => features[index]!.singles.size),
    },
    tenths: Uint8Array.from(
      features.flatMap(({ singles }) => [...singles.values()].map(each => Math.round(10 * each))),
    ),
    pairs: {
      places: Uint16Array.from(features.flatMap(({ pairs }) => pairs)),
      offsets: offsets(index => features[index]!.pairs.length),
    },
    stems: {
      tokens: Int32Array.from(reads.flatMap(({ stems }) => stems.map(stem))),
      offsets: offsets(index => reads[index]!.stems.length),
    },
    names,
    stemNames,
  }
}

/** By number: how many passages have it. */
export function countsOf({ tokens }: Sets, names: number): Int32Array {
  const counts = new Int32Array(names)
  for (const token of tokens) counts[token]!++
  return counts
}

/** Calls with each pair of one passage, as numbers of singles. */
export function eachPair(
  { singles, pairs: { places, offsets } }: LibraryNumbers,
  passage: number,
  call: (one: number, other: number) => void,
): void {
  const from = singles.offsets[passage]!
  for (let at = offsets[passage]!; at < offsets[passage + 1]!; at += 2) {
    call(singles.tokens[from + places[at]!]!, singles.tokens[from + places[at + 1]!]!)
  }
}

/** How many passages of the library have each of the features of these. */
export function frequenciesIn(all: LibraryNumbers, some: readonly number[]): Frequencies {
  const { singles, pairs, names } = all
  const passages = singles.offsets.length - 1
  const counts = countsOf(singles, names.length)
  let most = 0
  for (const passage of some) most += (pairs.offsets[passage + 1]! - pairs.offsets[passage]!) / 2
  const table = pairTable(most)
  const paired = new Uint8Array(names.length)
  for (const passage of some) {
    eachPair(all, passage, (one, other) => {
      table.number(one, other)
      paired[one] = 1
      paired[other] = 1
    })
  }
  const pairCounts = new Int32Array(table.size())
  for (let passage = 0; passage < passages; passage++) {
    eachPair(all, passage, (one, other) => {
      if (!paired[one] || !paired[other]) return
      const pair = table.find(one, other)
      if (pair >= 0) pairCounts[pair]!++
    })
  }
  const numbers = new Map<string, number>()
  for (const passage of some) {
    for (let at = singles.offsets[passage]!; at < singles.offsets[passage + 1]!; at++) {
      numbers.set(names[singles.tokens[at]!]!, singles.tokens[at]!)
    }
  }
  return {
    passages,
    single: name => counts[numbers.get(name)!]!,
    pair: (one, other) => pairCounts[table.find(numbers.get(one)!, numbers.get(other)!)]!,
  }
}
