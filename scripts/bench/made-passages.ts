import type { Sets } from '../check/duplicates/join.ts'
import { random } from './random.ts'

/**
 * How many words there are to draw from after so many: a closed vocabulary, as of a controlled
 * language, or one that grows by Heaps' law, as of any other text (k = 44 and b = 0.49 in news,
 * Manning, Raghavan and Schütze 2008, 5.1.1).
 */
export const vocabularies = {
  closed: () => 20_000,
  growing: (drawn: number) => Math.ceil(44 * Math.max(drawn, 100) ** 0.49),
} as const

/**
 * Made-up passages as sets of numbered words, by Zipf's law on a vocabulary. One in ten is a copy of
 * one of the latest with 5 to 55 % of its words changed, so that repeats grow as the passages do. They
 * have `mean` words, from two fifths of it to eight.
 */
export function madePassages(
  count: number,
  vocabulary: (drawn: number) => number,
  mean = 58,
): number[][] {
  const next = random(1)
  const most = vocabulary(2 * count * mean)
  const sums = new Float64Array(most)
  let total = 0
  for (let rank = 0; rank < most; rank++) {
    total += 1 / (rank + 10)
    sums[rank] = total
  }
  let drawn = 0
  const draw = () => {
    drawn++
    let [low, high] = [0, Math.min(most, vocabulary(drawn)) - 1]
    const value = next() * sums[high]!
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle]! < value) low = middle + 1
      else high = middle
    }
    return low
  }
  const all: number[][] = []
  const originals: number[][] = []
  for (let index = 0; index < count; index++) {
    const words = new Set<number>()
    const isCopy = index > 10 && next() < 0.1
    if (isCopy) {
      const changed = 0.05 + 0.5 * next()
      for (const word of originals.at(-1 - Math.floor(next() * 5))!) {
        words.add(next() < changed ? draw() : word)
      }
    } else {
      const length = Math.round(mean * (0.4 + 1.2 * next()))
      while (words.size < length) words.add(draw())
    }
    const passage = [...words]
    all.push(passage)
    if (!isCopy) originals.push(passage)
  }
  return all
}

/** The passages as the join takes them: words numbered from rare to common. */
export function numbered(all: readonly (readonly number[])[]): Sets {
  const counts: number[] = []
  for (const set of all) for (const word of set) counts[word] = (counts[word] ?? 0) + 1
  const rank: number[] = []
  const order = [...counts.keys()].sort((x, y) => (counts[x] ?? 0) - (counts[y] ?? 0) || x - y)
  for (const [place, word] of order.entries()) rank[word] = place
  const offsets = new Int32Array(all.length + 1)
  for (const [index, set] of all.entries()) offsets[index + 1] = offsets[index]! + set.length
  const tokens = new Int32Array(offsets[all.length]!)
  for (const [index, set] of all.entries()) {
    tokens.set(Int32Array.from(set, word => rank[word]!).sort(), offsets[index]!)
  }
  return { tokens, offsets }
}
