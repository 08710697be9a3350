import { type Features, isPair } from './features.ts'

/** Passages as weighted features in flat arrays, for scoring all pairs. */
export interface Vectors {
  readonly features: Int32Array
  readonly weights: Float64Array
  readonly offsets: Int32Array
  readonly lengths: Float64Array
  /** By feature: 1 where it is a word or concept and not a pair. */
  readonly single: Uint8Array
  /** Weight of a word that two passages alone have. */
  readonly rarest: number
  /** By feature: how many passages have it. */
  readonly frequency: Int32Array
  readonly names: readonly string[]
}

/** Two passages and how far they say the same: 0 to 1. */
export interface Scored {
  readonly a: number
  readonly b: number
  readonly score: number
}

/** A passage is read on until what is left of it is this part of what it takes to matter. */
const left = 0.4
/** Sums in another order differ in their last digits. */
const roundedUp = 1 + 1e-9

/**
 * Half of the score is believed where both share as much as this many words that nobody else has:
 * little in common is little evidence. Counted in words, it means the same in any collection.
 */
const halfBelieved = 1.5
/** A few passages tell little of what is rare: the half is never less than this weight. */
const leastHalf = 6

/**
 * Weighs features by how rare they are among these passages.
 *
 * Features are numbered from the rarest to the commonest, so that every passage lists its own in
 * that order. One that a single passage has is shared with nobody: it counts in the passage's
 * length and is not kept.
 */
export function vectors(all: readonly Features[]): Vectors {
  const counts = new Map<string, number>()
  for (const features of all) {
    for (const name of features.keys()) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  // Names settle what is equally rare: the numbers are the same whatever order the passages come in.
  const shared = [...counts].filter(([, many]) => many > 1)
  shared.sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))
  const names = shared.map(([name]) => name)
  const number = new Map(names.map((name, index) => [name, index]))
  const frequency = Int32Array.from(shared, ([, many]) => many)
  const rarity = (many: number) => Math.log((all.length + 1) / (many + 0.5))
  const rarities = Float64Array.from(frequency, rarity)
  const alone = rarity(1)

  const offsets = new Int32Array(all.length + 1)
  const lengths = new Float64Array(all.length)
  const features: number[] = []
  const weights: number[] = []
  for (const [index, own] of all.entries()) {
    const kept: [number, number][] = []
    let square = 0
    for (const [name, weight] of own) {
      const id = number.get(name)
      if (id === undefined) square += (weight * alone) ** 2
      else kept.push([id, weight * rarities[id]!])
    }
    kept.sort(([a], [b]) => a - b)
    for (const [id, weight] of kept) {
      features.push(id)
      weights.push(weight)
      square += weight * weight
    }
    lengths[index] = Math.sqrt(square)
    offsets[index + 1] = features.length
  }
  return {
    features: Int32Array.from(features),
    weights: Float64Array.from(weights),
    offsets,
    lengths,
    single: Uint8Array.from(names, name => (isPair(name) ? 0 : 1)),
    rarest: rarity(2),
    frequency,
    names,
  }
}

/**
 * All pairs that score at least `threshold`, each found: nothing is guessed.
 *
 * The score is the cosine of the weighted features, times m / (m + h) for m the weight of the words
 * and concepts that both share and h what half a belief needs. It is never above the cosine, so two
 * passages can only reach the threshold where the rarest feature that they share stands, in both,
 * before the tail that is too light to reach it (the prefix filter of Bayardo, Ma and Srikant, 2007).
 * A pair that shares no feature rarer than `commonest` (in passages) is not looked at: that bounds the
 * work in a library, and is off for a book.
 */
export function scored(
  all: Vectors,
  threshold: number,
  commonest = Number.POSITIVE_INFINITY,
): readonly Scored[] {
  const { features, weights, offsets, lengths, single, frequency } = all
  const half = Math.max(leastHalf, halfBelieved * all.rarest)
  const count = offsets.length - 1
  const tails = tailsOf(all)
  const postings = posting(all)
  const dot = new Float64Array(count)
  const met = new Int32Array(count)
  const found: Scored[] = []
  for (let a = 0; a < count; a++) {
    const least = threshold * lengths[a]!
    let many = 0
    let at = offsets[a]!
    for (; at < offsets[a + 1]! && tails[at]! >= left * least; at++) {
      const feature = features[at]!
      const weight = weights[at]!
      const opens = tails[at]! >= least && frequency[feature]! <= commonest
      const end = postings.starts[feature + 1]!
      for (let index = postings.after(feature, a); index < end; index++) {
        const b = postings.passages[index]!
        if (dot[b] === 0) {
          if (!opens) continue
          met[many++] = b
        }
        dot[b]! += weight * postings.weights[index]!
      }
    }
    const rest = at < offsets[a + 1]! ? tails[at]! : 0
    for (let index = 0; index < many; index++) {
      const b = met[index]!
      const most = dot[b]! + rest * lengths[b]!
      dot[b] = 0
      if (most * roundedUp < least * lengths[b]!) continue
      const score = scoreOf(a, b)
      if (score >= threshold) found.push({ a, b, score })
    }
  }
  return found.sort((x, y) => x.a - y.a || x.b - y.b)

  function scoreOf(a: number, b: number): number {
    let [x, y] = [offsets[a]!, offsets[b]!]
    const [xEnd, yEnd] = [offsets[a + 1]!, offsets[b + 1]!]
    const whole = lengths[a]! * lengths[b]!
    const least = threshold * whole
    let product = 0
    let shared = 0
    while (x < xEnd && y < yEnd) {
      const difference = features[x]! - features[y]!
      if (difference < 0) x++
      else if (difference > 0) y++
      else {
        const both = weights[x]! * weights[y]!
        product += both
        if (single[features[x]!]) shared += Math.sqrt(both)
        x++
        y++
        continue
      }
      // What is left of both, were it all alike, would not reach.
      if (x < xEnd && y < yEnd && product + tails[x]! * tails[y]! < least) return 0
    }
    if (product === 0) return 0
    return (product / whole) * (shared / (shared + half))
  }
}

/** By place in a passage's list: the length of what stands from there on, a hair on the safe side. */
function tailsOf({ weights, offsets }: Vectors): Float64Array {
  const tails = new Float64Array(weights.length)
  for (let passage = 0; passage < offsets.length - 1; passage++) {
    let square = 0
    for (let at = offsets[passage + 1]! - 1; at >= offsets[passage]!; at--) {
      square += weights[at]! * weights[at]!
      tails[at] = Math.sqrt(square) * (1 + 1e-9)
    }
  }
  return tails
}

/** Which passages have a feature, and with what weight. */
function posting({ features, weights, offsets, frequency }: Vectors) {
  const starts = new Int32Array(frequency.length + 1)
  for (let id = 0; id < frequency.length; id++) starts[id + 1] = starts[id]! + frequency[id]!
  const ends = starts.slice(0, frequency.length)
  const passages = new Int32Array(features.length)
  const posted = new Float64Array(features.length)
  for (let passage = 0; passage < offsets.length - 1; passage++) {
    for (let at = offsets[passage]!; at < offsets[passage + 1]!; at++) {
      const place = ends[features[at]!]!++
      passages[place] = passage
      posted[place] = weights[at]!
    }
  }
  /** Where passages after `passage` begin among those that have `feature`; found by halving. */
  const after = (feature: number, passage: number) => {
    let [low, high] = [starts[feature]!, starts[feature + 1]!]
    while (low < high) {
      const middle = (low + high) >> 1
      if (passages[middle]! <= passage) low = middle + 1
      else high = middle
    }
    return low
  }
  return { starts, passages, weights: posted, after }
}

/** The features that two passages share, weightiest first: the evidence of a score. */
export function sharedFeatures(all: Vectors, a: number, b: number): readonly string[] {
  const { features, weights, offsets, names } = all
  const shared: [number, string][] = []
  let [x, y] = [offsets[a]!, offsets[b]!]
  while (x < offsets[a + 1]! && y < offsets[b + 1]!) {
    const difference = features[x]! - features[y]!
    if (difference < 0) x++
    else if (difference > 0) y++
    else shared.push([weights[x++]! * weights[y++]!, names[features[x - 1]!]!])
  }
  return shared.sort((p, q) => q[0] - p[0] || (p[1] < q[1] ? -1 : 1)).map(([, name]) => name)
}
