import { type Features, isPair } from './features.ts'

/** Passages as weighted features in flat arrays, for scoring all pairs. */
export interface Vectors {
  readonly features: Int32Array
  readonly weights: Float64Array
  readonly offsets: Int32Array
  readonly lengths: Float64Array
  /** By feature: 1 where it is a word or concept and not a pair. */
  readonly single: Uint8Array
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

/** Shared weight at which half of the score is believed: little in common is little evidence. */
const halfBelieved = 6

/** Weighs features by how rare they are among these passages. */
export function vectors(all: readonly Features[]): Vectors {
  const counts = new Map<string, number>()
  for (const features of all) {
    for (const name of features.keys()) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  // Sorted names give each feature the same number whatever order the passages come in.
  const names = [...counts.keys()].sort()
  const number = new Map(names.map((name, index) => [name, index]))
  const frequency = Int32Array.from(names, name => counts.get(name)!)
  const rarity = Float64Array.from(frequency, many => Math.log((all.length + 1) / (many + 0.5)))
  const offsets = new Int32Array(all.length + 1)
  for (const [index, features] of all.entries())
    offsets[index + 1] = offsets[index]! + features.size
  const features = new Int32Array(offsets[all.length]!)
  const weights = new Float64Array(features.length)
  const lengths = new Float64Array(all.length)
  for (const [index, own] of all.entries()) {
    const from = offsets[index]!
    const ids = Int32Array.from(own.keys(), name => number.get(name)!).sort()
    let square = 0
    for (const [at, id] of ids.entries()) {
      const weight = own.get(names[id]!)! * rarity[id]!
      features[from + at] = id
      weights[from + at] = weight
      square += weight * weight
    }
    lengths[index] = Math.sqrt(square)
  }
  const single = Uint8Array.from(names, name => (isPair(name) ? 0 : 1))
  return { features, weights, offsets, lengths, single, frequency, names }
}

/**
 * All pairs that score at least `threshold`.
 *
 * The score is the cosine of the weighted features, times m / (m + 6) for m the weight of the words
 * and concepts that both share. A pair that shares no feature rarer than `commonest` (in passages)
 * is not looked at: that bounds the work in a library, and is off for a book.
 */
export function scored(
  all: Vectors,
  threshold: number,
  commonest = Number.POSITIVE_INFINITY,
): readonly Scored[] {
  const { features, weights, offsets, lengths, single, frequency } = all
  const count = offsets.length - 1
  const postings = posting(all)
  const dot = new Float64Array(count)
  const met = new Int32Array(count)
  const found: Scored[] = []
  for (let a = 0; a < count; a++) {
    let many = 0
    for (let at = offsets[a]!; at < offsets[a + 1]!; at++) {
      const feature = features[at]!
      if (!single[feature] || frequency[feature]! > commonest) continue
      const end = postings.starts[feature + 1]!
      for (let index = postings.after(feature, a); index < end; index++) {
        const b = postings.passages[index]!
        if (dot[b] === 0) met[many++] = b
        dot[b] = 1
      }
    }
    for (let index = 0; index < many; index++) {
      const b = met[index]!
      dot[b] = 0
      const score = scoreOf(a, b)
      if (score >= threshold) found.push({ a, b, score })
    }
  }
  return found.sort((x, y) => x.a - y.a || x.b - y.b)

  function scoreOf(a: number, b: number): number {
    let [x, y] = [offsets[a]!, offsets[b]!]
    const [xEnd, yEnd] = [offsets[a + 1]!, offsets[b + 1]!]
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
      }
    }
    if (product === 0) return 0
    return (product / (lengths[a]! * lengths[b]!)) * (shared / (shared + halfBelieved))
  }
}

function posting({ features, offsets, frequency }: Vectors) {
  const starts = new Int32Array(frequency.length + 1)
  for (let id = 0; id < frequency.length; id++) starts[id + 1] = starts[id]! + frequency[id]!
  const ends = starts.slice(0, frequency.length)
  const passages = new Int32Array(features.length)
  for (let passage = 0; passage < offsets.length - 1; passage++) {
    for (let at = offsets[passage]!; at < offsets[passage + 1]!; at++) {
      passages[ends[features[at]!]!++] = passage
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
  return { starts, passages, after }
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
