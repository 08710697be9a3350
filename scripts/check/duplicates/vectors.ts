import { type Features, together } from './features.ts'
import { hashOf } from './hash.ts'
import { pairTable } from './pair-table.ts'

/** Passages as weighted features in flat arrays, for scoring all pairs. */
export interface Vectors {
  readonly features: Int32Array
  readonly weights: Float64Array
  readonly offsets: Int32Array
  readonly lengths: Float64Array
  /** By feature: the word or concept; nothing for two things said together. */
  readonly names: readonly (string | undefined)[]
  /** Weight of a word that two passages alone have. */
  readonly rarest: number
  /** By feature: how many passages have it, of the library where these are some of one. */
  readonly frequency: Int32Array
  /** By feature: what it weighs where it is met in full. */
  readonly rarities: Float64Array
}

/** How many passages of a library have a feature. */
export interface Frequencies {
  readonly passages: number
  readonly single: (name: string) => number
  readonly pair: (one: string, other: string) => number
}

/** What a feature weighs that so many of the passages have. */
export function rarityAmong(passages: number): (many: number) => number {
  return many => Math.log((passages + 1) / (many + 0.5))
}

/**
 * Weighs features by how rare they are among these passages.
 *
 * Features are numbered from the weightiest to the lightest, so that every passage lists its own in
 * that order. One that a single passage has is shared with nobody: it counts in the passage's
 * length and is not kept. With `among`, these are some passages of a library, and weigh what they
 * weigh in it.
 */
export function vectors(all: readonly Features[], among?: Frequencies): Vectors {
  const met = counted(all, among)
  const rarity = rarityAmong(among?.passages ?? all.length)
  const byId = Float64Array.from(met.counts, rarity)
  const { order, rank } = ranked(met, byId)
  const frequency = Int32Array.from(order, id => met.counts[id]!)
  const rarities = Float64Array.from(order, id => byId[id]!)

  const offsets = new Int32Array(all.length + 1)
  const lengths = new Float64Array(all.length)
  let total = 0
  for (const id of met.ids) if (rank[id]! >= 0) total++
  const features = new Int32Array(total)
  const weights = new Float64Array(total)
  const weightOf = new Float64Array(order.length)
  let [at, end] = [0, 0]
  for (const [index, { singles, pairs }] of all.entries()) {
    const from = end
    let lonely = 0
    const take = (weight: number) => {
      const id = met.ids[at++]!
      const feature = rank[id]!
      const weighed = weight * byId[id]!
      if (feature < 0) lonely += weighed ** 2
      else {
        features[end++] = feature
        weightOf[feature] = weighed
      }
    }
    for (const weight of singles.values()) take(weight)
    for (let pair = 0; pair < pairs.length; pair += 2) take(together)
    features.subarray(from, end).sort()
    // Sums in another order differ in their last digits: the order of the features is fixed first.
    let square = 0
    for (let place = from; place < end; place++) {
      const weight = weightOf[features[place]!]!
      weights[place] = weight
      square += weight * weight
    }
    lengths[index] = Math.sqrt(square + lonely)
    offsets[index + 1] = end
  }
  return {
    features,
    weights,
    offsets,
    lengths,
    names: Array.from(order, id => met.names[id]),
    rarest: rarity(2),
    frequency,
    rarities,
  }
}

/** Every feature with a number of its own, in the order in which it is met. */
interface Counted {
  /** Names of the words and concepts; the numbers after theirs are pairs. */
  readonly names: readonly string[]
  /** By number: a hash that depends on the feature alone. */
  readonly hashes: Float64Array
  readonly counts: Int32Array
  /** The numbers of all passages' features one after the other, singles before pairs. */
  readonly ids: Int32Array
}

/** Numbers all features; pairs are kept as two numbers, since their names would be millions. */
function counted(all: readonly Features[], among?: Frequencies): Counted {
  const numbers = new Map<string, number>()
  let [length, pairCount] = [0, 0]
  for (const { singles, pairs } of all) {
    for (const name of singles.keys()) if (!numbers.has(name)) numbers.set(name, numbers.size)
    length += singles.size + pairs.length / 2
    pairCount += pairs.length / 2
  }
  const names = [...numbers.keys()]
  const table = pairTable(pairCount)
  const ids = new Int32Array(length)
  let at = 0
  for (const { singles, pairs } of all) {
    const own: number[] = []
    for (const name of singles.keys()) {
      const id = numbers.get(name)!
      own.push(id)
      ids[at++] = id
    }
    for (let pair = 0; pair < pairs.length; pair += 2) {
      ids[at++] = names.length + table.number(own[pairs[pair]!]!, own[pairs[pair + 1]!]!)
    }
  }
  const { lows, highs } = table
  const counts = new Int32Array(names.length + table.size())
  const hashes = new Float64Array(counts.length)
  for (const [id, name] of names.entries()) hashes[id] = hashOf(name)
  for (let pair = 0; pair < table.size(); pair++) {
    hashes[names.length + pair] = pairHash(hashes[lows[pair]!]!, hashes[highs[pair]!]!)
  }
  if (among) {
    for (const [id, name] of names.entries()) counts[id] = among.single(name)
    for (let pair = 0; pair < table.size(); pair++) {
      counts[names.length + pair] = among.pair(names[lows[pair]!]!, names[highs[pair]!]!)
    }
  } else for (const id of ids) counts[id]!++
  return { names, hashes, counts, ids }
}

/** The same for a pair whatever numbers its members got, so that order of input changes nothing. */
function pairHash(x: number, y: number): number {
  return (Math.imul(Math.min(x, y), 0x85ebca6b) ^ Math.imul(Math.max(x, y), 0xc2b2ae35)) >>> 0
}

/**
 * Shared features from the weightiest to the lightest, and each feature's place in that order (-1
 * where one passage alone has it). A hash of the name settles what weighs the same: the order is the
 * same whatever order the passages come in.
 */
function ranked({ counts, hashes }: Counted, rarities: Float64Array) {
  let shared = 0
  for (const count of counts) if (count > 1) shared++
  const order = new Int32Array(shared)
  let end = 0
  for (let id = 0; id < counts.length; id++) if (counts[id]! > 1) order[end++] = id
  order.sort((x, y) => rarities[y]! - rarities[x]! || hashes[x]! - hashes[y]!)
  const rank = new Int32Array(counts.length).fill(-1)
  for (const [place, id] of order.entries()) rank[id] = place
  return { order, rank }
}
