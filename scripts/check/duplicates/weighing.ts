import type { Collection } from './collection.ts'
import { marked } from './digest.ts'
import { numbered } from './numbered.ts'
import type { Vectors } from './vectors.ts'

/** How rare words are in a collection, in steps that few edits change. */
export interface Counted {
  /** Passages that are compared, as the least power of two that holds them. */
  readonly whole: number
  /** The hash of each word, and how many passages have it, as the greatest power of two within. */
  readonly words: Int32Array
  readonly steps: Uint8Array
}

/** The words of a collection by how rare they are. */
export interface Weighing {
  readonly counted: Counted
  readonly weightOf: (hash: number) => number
  /** The passages that have any of these words. */
  readonly having: (words: ReadonlySet<number>) => readonly number[]
  /** Those passages that are included, for scoring. */
  readonly vectors: (isIncluded: (passage: number) => boolean) => Vectors
}

/** Of a natural logarithm: weights are whole numbers, so that sums are the same in any order. */
const unit = 100
/** A few passages tell little of what is rare: no word that two share is trusted for less. */
const leastTrusted = 4 * unit

/**
 * Weighs words by how rare they are, in powers of two: between two of them a count may move, and no
 * score moves with it. What two passages score depends on them and on the steps of their words.
 */
export function weighing(all: Collection): Weighing {
  const { tokens, offsets } = all.lists('singles')
  const tenths = all.lists('tenths').tokens
  const { slots, hashes, counts } = numbered(tokens)
  let compared = 0
  for (const mark of all.marks) if (mark & marked.compared) compared++
  const whole = Math.ceil(Math.log2(Math.max(1, compared)))
  const steps = Uint8Array.from(counts, count => 31 - Math.clz32(count))
  const weightAt = (step: number) =>
    Math.max(unit / 10, Math.round(unit * Math.LN2 * (whole - step - 0.5)))
  const slotOf = new Map<number, number>()
  const bySlot = Int32Array.from(steps, weightAt)

  return {
    counted: { whole, words: hashes, steps },
    weightOf: hash => {
      if (slotOf.size === 0) for (const [slot, each] of hashes.entries()) slotOf.set(each, slot)
      return bySlot[slotOf.get(hash | 0) ?? -1] ?? weightAt(0)
    },
    having: words => {
      const wanted = Uint8Array.from(hashes, hash => (words.has(hash) ? 1 : 0))
      const found: number[] = []
      for (let passage = 0; passage < offsets.length - 1; passage++) {
        for (let at = offsets[passage]!; at < offsets[passage + 1]!; at++) {
          if (wanted[slots[at]!]) {
            found.push(passage)
            break
          }
        }
      }
      return found
    },
    vectors: isIncluded => {
      const { order, rank } = ranked(hashes, counts, steps)
      const count = offsets.length - 1
      const ends = new Int32Array(count + 1)
      const lengths = new Float64Array(count)
      const features = new Int32Array(tokens.length)
      const weightOf = new Int32Array(order.length)
      const weights = new Float64Array(tokens.length)
      const frequency = new Int32Array(order.length)
      let end = 0
      for (let passage = 0; passage < count; passage++) {
        const from = end
        let square = 0
        if (isIncluded(passage)) {
          for (let at = offsets[passage]!; at < offsets[passage + 1]!; at++) {
            const slot = slots[at]!
            const weight = Math.round((tenths[at]! * bySlot[slot]!) / 10)
            square += weight * weight
            const feature = rank[slot]!
            if (feature < 0) continue
            features[end++] = feature
            weightOf[feature] = weight
            frequency[feature]!++
          }
          features.subarray(from, end).sort()
          for (let at = from; at < end; at++) weights[at] = weightOf[features[at]!]!
        }
        lengths[passage] = Math.sqrt(square)
        ends[passage + 1] = end
      }
      return {
        features: features.subarray(0, end),
        weights: weights.subarray(0, end),
        offsets: ends,
        lengths,
        names: Array.from(order, () => ''),
        rarest: Math.max(leastTrusted, weightAt(1)),
        frequency,
        rarities: Float64Array.from(order, slot => bySlot[slot]!),
      }
    },
  }
}

/** Words of two passages or more from the rarest on; what is as rare stands by its hash. */
function ranked(hashes: Int32Array, counts: Int32Array, steps: Uint8Array) {
  const shared: number[] = []
  for (const [slot, count] of counts.entries()) if (count > 1) shared.push(slot)
  const order = Int32Array.from(shared).sort(
    (x, y) => steps[x]! - steps[y]! || hashes[x]! - hashes[y]!,
  )
  const rank = new Int32Array(hashes.length).fill(-1)
  for (const [place, slot] of order.entries()) rank[slot] = place
  return { order, rank }
}
