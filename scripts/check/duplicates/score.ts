import type { Vectors } from './vectors.ts'

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

/** What two passages must share for half of their score, where a word of two alone weighs `rarest`. */
export function halfOf(rarest: number): number {
  return Math.max(leastHalf, halfBelieved * rarest)
}

/**
 * All pairs that score at least `threshold`, each found: nothing is guessed.
 *
 * The score is the cosine of the weighted features, times m / (m + h) for m the weight of the words
 * and concepts that both share and h what half a belief needs. It is never above the cosine, so two
 * passages can only reach the threshold where the rarest feature that they share stands, in both,
 * before the tail that is too light to reach it (the prefix filter of Bayardo, Ma and Srikant, 2007).
 * A pair that shares no feature rarer than `commonest` (in passages) is not looked at: that bounds the
 * work in a library, and is off for a book. With `asked`, only pairs with one of those passages.
 */
export function scored(
  all: Vectors,
  threshold: number,
  commonest = Number.POSITIVE_INFINITY,
  asked?: ReadonlySet<number>,
): readonly Scored[] {
  const { features, weights, offsets, lengths, names, frequency } = all
  const half = halfOf(all.rarest)
  const count = offsets.length - 1
  const least = leastCosines(all, threshold, half)
  const tails = tailsOf(all)
  const postings = posting(all)
  const dot = new Float64Array(count)
  const met = new Int32Array(count)
  const found: Scored[] = []
  for (const a of asked ?? Array.from({ length: count }, (_, index) => index)) {
    const own = least[a]! * lengths[a]!
    let many = 0
    let at = offsets[a]!
    for (; at < offsets[a + 1]! && tails[at]! >= left * own; at++) {
      const feature = features[at]!
      const weight = weights[at]!
      const opens = tails[at]! >= own && frequency[feature]! <= commonest
      if (!opens && many === 0) break
      const end = postings.starts[feature + 1]!
      // Where all are asked, each meets those after it; else each meets all others.
      const from = asked ? postings.starts[feature]! : postings.after(feature, a)
      for (let index = from; index < end; index++) {
        const b = postings.passages[index]!
        if (asked && (b === a || (b < a && asked.has(b)))) continue
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
      const needed = Math.max(least[a]!, least[b]!) * lengths[a]! * lengths[b]!
      if (most * roundedUp < needed) continue
      const score = scoreOf(a, b)
      if (score >= threshold) found.push({ a: Math.min(a, b), b: Math.max(a, b), score })
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
        if (names[features[x]!] !== undefined) shared += Math.sqrt(both)
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

/**
 * By passage: the cosine from which a pair with it can score as much as the threshold. The less a
 * passage says, the less of any cosine is believed.
 */
function leastCosines(
  { features, offsets, names, rarities, lengths }: Vectors,
  threshold: number,
  half: number,
): Float64Array {
  // No word weighs more in a passage than its rarity.
  return Float64Array.from(lengths, (_, passage) => {
    let most = 0
    for (let at = offsets[passage]!; at < offsets[passage + 1]!; at++) {
      if (names[features[at]!] !== undefined) most += rarities[features[at]!]!
    }
    return most === 0 ? threshold : threshold * (1 + half / most) * (1 - 1e-9)
  })
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
  for (const feature of features) starts[feature + 1]!++
  for (let id = 0; id < frequency.length; id++) starts[id + 1]! += starts[id]!
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

/** The words and concepts that two passages share, weightiest first: the evidence of a score. */
export function sharedFeatures(all: Vectors, a: number, b: number): readonly string[] {
  const { features, weights, offsets, names } = all
  const shared: [number, string][] = []
  let [x, y] = [offsets[a]!, offsets[b]!]
  while (x < offsets[a + 1]! && y < offsets[b + 1]!) {
    const difference = features[x]! - features[y]!
    if (difference < 0) x++
    else if (difference > 0) y++
    else {
      const name = names[features[x]!]
      if (name !== undefined) shared.push([weights[x]! * weights[y]!, name])
      x++
      y++
    }
  }
  return shared.sort((p, q) => q[0] - p[0] || (p[1] < q[1] ? -1 : 1)).map(([, name]) => name)
}
