import { mayDiffer } from './bitmaps.ts'
import type { Sets, Work } from './join.ts'
import { indexPrefix, mostTogether, needed, overlapOf, probePrefix, shortest } from './overlap.ts'
import { postingsOf } from './postings.ts'

/** Pairs of sets, in no order, and the work that it took to find them. */
export interface SimilarPairs extends Work {
  readonly a: readonly number[]
  readonly b: readonly number[]
  readonly overlap: readonly number[]
}

/** From this many sets on, times what may differ, those that share a token are told apart by two. */
const worthTwo = 30

/**
 * All pairs of sets at least this similar, each once.
 *
 * Two sets that are similar enough share a token within their rarest few (PPJoin, Xiao and others,
 * 2008). Token by token, the sets that have it there are compared: by length, by the tokens that are
 * left of both, by bitmap, then in full where it is the first that they share. Where many sets have a
 * token, they are looked up by a second one: a pair that needs two in common has both within its
 * rarest few and one more, and two tokens together are far rarer than each.
 */
export function similarPairs(sets: Sets, threshold: number): SimilarPairs {
  const { tokens, offsets } = sets
  const { starts, entries, stride, most, longest } = postingsOf(sets, threshold)
  const words = stride - 3
  const table = (of: (length: number, threshold: number) => number, to = longest) =>
    Int32Array.from({ length: to + 1 }, (_, length) => of(length, threshold))
  const needs = table(needed, 2 * longest)
  const together = table(mostTogether)
  const shortests = table(shortest)
  const probed = table(probePrefix)
  const indexed = table(indexPrefix)

  /** The sets of one token that others can meet: their entry, size and tokens left. */
  const met = new Int32Array(most)
  const sizes = new Int32Array(most)
  const lefts = new Int32Array(most)
  /** By second token, the latest set that has it; from there, those before. */
  const latest = new Int32Array(starts.length).fill(-1)
  let before = new Int32Array(1024)
  let metAt = new Int32Array(1024)
  let leftAt = new Int32Array(1024)
  let tokenAt = new Int32Array(1024)
  const asked = new Int32Array(most)

  const a: number[] = []
  const b: number[] = []
  const overlap: number[] = []
  let [visited, candidates, verified] = [0, 0, 0]

  for (let token = 0; token < starts.length - 1; token++) {
    const many = starts[token + 1]! - starts[token]!
    if (many < 2) continue
    if (many * (1 - threshold) > worthTwo)
      byTwo(stride * starts[token]!, stride * starts[token + 1]!)
    else byOne(stride * starts[token]!, stride * starts[token + 1]!)
  }
  return { a, b, overlap, visited, candidates, verified }

  /** Compares the sets of a list with each other; they stand from small to large. */
  function byOne(start: number, end: number): void {
    let [low, high] = [0, 0]
    for (let entry = start; entry < end; entry += stride) {
      const size = entries[entry + 1]!
      const left = entries[entry + 2]!
      const least = shortests[size]!
      const largest = together[left]! - size
      while (low < high && sizes[low]! < least) low++
      for (let place = low; place < high && sizes[place]! <= largest; place++) {
        visited++
        const both = size + sizes[place]!
        const need = needs[both]!
        if (lefts[place]! < need) continue
        candidates++
        const other = met[place]!
        const may = mayDiffer(entries, entry + 3, other + 3, words, both - 2 * need)
        if (may) compare(entry, other, need)
      }
      if (size - left < indexed[size]!) {
        met[high] = entry
        sizes[high] = size
        lefts[high++] = left
      }
    }
  }

  /** The same, comparing only those that share a second token. */
  function byTwo(start: number, end: number): void {
    // One token can be enough for very short sets, which come first.
    let short = start
    while (short < end && needs[entries[short + 1]! + 1]! < 2) short += stride
    byOne(start, short)
    asked.fill(-1, 0, (end - start) / stride)
    let slots = 0
    for (let entry = start; entry < end; entry += stride) {
      const size = entries[entry + 1]!
      const at = size - entries[entry + 2]!
      const from = offsets[entries[entry]!]!
      const least = shortests[size]!
      const probes = entry < short ? 0 : Math.min(size, probed[size]! + 1)
      const posts = at < indexed[size]! ? Math.min(size, indexed[size]! + 1) : 0
      for (let next = at + 1; next < probes || next < posts; next++) {
        const token = tokens[from + next]!
        // Of the tokens from here on, and the first.
        const left = size - next + 1
        visited++
        for (let slot = next < probes ? latest[token]! : -1; slot >= 0; slot = before[slot]!) {
          visited++
          const other = metAt[slot]!
          const otherSize = entries[other + 1]!
          if (otherSize < least) break
          const need = needs[size + otherSize]!
          if (left < need || leftAt[slot]! < need || asked[(other - start) / stride] === entry)
            continue
          asked[(other - start) / stride] = entry
          candidates++
          const most = size + otherSize - 2 * need
          if (mayDiffer(entries, entry + 3, other + 3, words, most)) compare(entry, other, need)
        }
        if (next >= posts) continue
        if (slots === before.length) {
          before = doubled(before)
          metAt = doubled(metAt)
          leftAt = doubled(leftAt)
          tokenAt = doubled(tokenAt)
        }
        before[slots] = latest[token]!
        metAt[slots] = entry
        leftAt[slots] = left
        tokenAt[slots] = token
        latest[token] = slots++
      }
    }
    for (let slot = 0; slot < slots; slot++) latest[tokenAt[slot]!] = -1
  }

  function compare(entry: number, other: number, need: number): void {
    const [x, y] = [entries[entry]!, entries[other]!]
    const [xEnd, yEnd] = [offsets[x + 1]!, offsets[y + 1]!]
    const [xLeft, yLeft] = [xEnd - entries[entry + 2]!, yEnd - entries[other + 2]!]
    // A pair that shares a rarer token met there before.
    if (overlapOf(tokens, offsets[x]!, xLeft, tokens, offsets[y]!, yLeft, 1) > 0) return
    verified++
    const shared = overlapOf(tokens, xLeft, xEnd, tokens, yLeft, yEnd, need)
    if (shared < need) return
    a.push(x)
    b.push(y)
    overlap.push(shared)
  }
}

function doubled(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * numbers.length)
  longer.set(numbers)
  return longer
}
