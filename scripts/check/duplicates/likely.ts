import { together } from './features.ts'
import { countsOf, eachPair, type LibraryNumbers } from './library-numbers.ts'
import { needed } from './overlap.ts'
import { pairTable } from './pair-table.ts'
import { halfOf } from './score.ts'
import { rarityAmong } from './vectors.ts'

/** From where on a repeat counts: the Jaccard similarity of stems, and the score of words. */
export interface LikelyThresholds {
  readonly near: number
  readonly paraphrase: number
}

/** Sums in another order differ in their last digits. */
const roundedUp = 1 + 1e-6

/**
 * The asked passages of a library and all others that may repeat one of them, ascending.
 *
 * None is left out that a full run would pair with them: each sum here is at least what the full run
 * comes to, since a passage is taken to be no longer than it surely is (two things said together are
 * at least as rare as either). It takes one look at each word of the library, and no sorting.
 */
export function likely(
  all: LibraryNumbers,
  asked: ReadonlySet<number>,
  { near, paraphrase }: LikelyThresholds,
): readonly number[] {
  if (asked.size === 0) return []
  const passages = [...asked]
  const isLikely = new Uint8Array(all.singles.offsets.length - 1)
  for (const passage of passages) isLikely[passage] = 1
  markNear(all, passages, near, isLikely)
  markReworded(all, passages, paraphrase, isLikely)
  const found: number[] = []
  for (const [passage, mark] of isLikely.entries()) if (mark) found.push(passage)
  return found
}

/** By token, which of the asked passages have it and at which place of their lists. */
function askedBy(
  { tokens, offsets }: LibraryNumbers['stems'],
  passages: readonly number[],
  names: number,
) {
  const starts = new Int32Array(names + 1)
  for (const passage of passages) {
    for (let at = offsets[passage]!; at < offsets[passage + 1]!; at++) starts[tokens[at]! + 1]!++
  }
  for (let token = 0; token < names; token++) starts[token + 1]! += starts[token]!
  const ends = starts.slice(0, names)
  const who = new Int32Array(starts[names]!)
  const where = new Int32Array(starts[names]!)
  for (const [index, passage] of passages.entries()) {
    for (let at = offsets[passage]!; at < offsets[passage + 1]!; at++) {
      const place = ends[tokens[at]!]!++
      who[place] = index
      where[place] = at
    }
  }
  return { starts, who, where }
}

function markNear(
  { stems, stemNames }: LibraryNumbers,
  passages: readonly number[],
  threshold: number,
  isLikely: Uint8Array,
): void {
  const { tokens, offsets } = stems
  const { starts, who } = askedBy(stems, passages, stemNames.length)
  const sizes = Int32Array.from(passages, passage => offsets[passage + 1]! - offsets[passage]!)
  const overlaps = new Int32Array(passages.length)
  for (let other = 0; other < isLikely.length; other++) {
    const [from, end] = [offsets[other]!, offsets[other + 1]!]
    overlaps.fill(0)
    for (let at = from; at < end; at++) {
      const token = tokens[at]!
      for (let place = starts[token]!; place < starts[token + 1]!; place++) overlaps[who[place]!]!++
    }
    for (let index = 0; index < overlaps.length; index++) {
      if (overlaps[index] === 0) continue
      if (overlaps[index]! >= needed(sizes[index]! + end - from, threshold)) isLikely[other] = 1
    }
  }
}

function markReworded(
  all: LibraryNumbers,
  passages: readonly number[],
  threshold: number,
  isLikely: Uint8Array,
): void {
  const { singles, tenths, names } = all
  const { tokens, offsets } = singles
  const rarity = rarityAmong(isLikely.length)
  const half = halfOf(rarity(2))
  const rarities = Float64Array.from(countsOf(singles, names.length), rarity)
  const { starts, who, where } = askedBy(singles, passages, names.length)
  const weightAt = (at: number) => (tenths[at]! / 10) * rarities[tokens[at]!]!
  const roots = Float64Array.from(where, at => Math.sqrt(weightAt(at)))
  const paired = pairsAsked(all, passages, starts)
  /** No passage is shorter than this. */
  const squareOf = (passage: number) => {
    let square = 0
    for (let at = offsets[passage]!; at < offsets[passage + 1]!; at++) square += weightAt(at) ** 2
    return square
  }
  const pairSquareOf = (passage: number) => {
    let square = 0
    eachPair(all, passage, (one, other) => {
      square += (together * Math.max(rarities[one]!, rarities[other]!)) ** 2
    })
    return square
  }
  const squares = Float64Array.from(passages, each => squareOf(each) + pairSquareOf(each))
  const dots = new Float64Array(passages.length)
  const shared = new Float64Array(passages.length)
  let hit = 0
  for (let other = 0; other < isLikely.length; other++) {
    dots.fill(0)
    shared.fill(0)
    let square = 0
    for (let at = offsets[other]!; at < offsets[other + 1]!; at++) {
      const token = tokens[at]!
      const weight = weightAt(at)
      square += weight * weight
      const [from, end] = [starts[token]!, starts[token + 1]!]
      if (from === end) continue
      const root = Math.sqrt(weight)
      for (let place = from; place < end; place++) {
        const both = root * roots[place]!
        dots[who[place]!]! += both * both
        shared[who[place]!]! += both
      }
    }
    for (; paired.hits[hit] === other; hit += 2) {
      const pair = paired.hits[hit + 1]!
      const weight = together * rarity(paired.counts[pair]!)
      for (const index of paired.askers[pair]!) dots[index]! += weight * weight
    }
    if (isLikely[other]) continue
    let isWhole = false
    for (let index = 0; index < dots.length; index++) {
      if (dots[index] === 0) continue
      const most = (dots[index]! * shared[index]! * roundedUp) / (shared[index]! + half)
      const reaches = () => most >= threshold * Math.sqrt(squares[index]! * square)
      if (!reaches()) continue
      if (!isWhole) {
        square += pairSquareOf(other)
        isWhole = true
      }
      if (!reaches()) continue
      isLikely[other] = 1
      break
    }
  }
}

/** The things that the asked passages say together, and where in the library they are met again. */
function pairsAsked(all: LibraryNumbers, passages: readonly number[], starts: Int32Array) {
  const { offsets } = all.pairs
  let most = 0
  for (const passage of passages) most += (offsets[passage + 1]! - offsets[passage]!) / 2
  const table = pairTable(most)
  const askers: number[][] = []
  for (const [index, passage] of passages.entries()) {
    eachPair(all, passage, (one, other) => {
      const pair = table.number(one, other)
      askers[pair] ??= []
      askers[pair].push(index)
    })
  }
  const counts = new Int32Array(table.size())
  /** A passage and a pair that it has, after each other. */
  const hits: number[] = []
  for (let passage = 0; passage < offsets.length - 1; passage++) {
    eachPair(all, passage, (one, other) => {
      if (starts[one] === starts[one + 1] || starts[other] === starts[other + 1]) return
      const pair = table.find(one, other)
      if (pair < 0) return
      counts[pair]!++
      hits.push(passage, pair)
    })
  }
  return { askers, counts, hits }
}
