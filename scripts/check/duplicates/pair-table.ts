/** Pairs of whole numbers, whichever comes first, each with a number of its own from 0 on. */
export interface PairTable {
  /** The number of a pair; one that was not there is taken in. */
  readonly number: (one: number, other: number) => number
  /** The number of a pair, or -1. */
  readonly find: (one: number, other: number) => number
  readonly size: () => number
  /** By number: the lower and the higher of the two. */
  readonly lows: Int32Array
  readonly highs: Int32Array
}

/** An empty table for at most so many pairs, with open addresses. */
export function pairTable(most: number): PairTable {
  let slots = 16
  while (slots < 2 * most) slots *= 2
  const held = new Int32Array(slots).fill(-1)
  const lows = new Int32Array(most)
  const highs = new Int32Array(most)
  let size = 0
  /** Where a pair is held, or would be. */
  const slotOf = (low: number, high: number) => {
    let slot = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 0
    slot = (slot ^ (slot >>> 15)) & (slots - 1)
    for (;;) {
      const pair = held[slot]!
      if (pair < 0 || (lows[pair] === low && highs[pair] === high)) return slot
      slot = (slot + 1) & (slots - 1)
    }
  }
  return {
    number: (one, other) => {
      const [low, high] = one < other ? [one, other] : [other, one]
      const slot = slotOf(low, high)
      if (held[slot]! < 0) {
        held[slot] = size
        lows[size] = low
        highs[size] = high
        size++
      }
      return held[slot]!
    },
    find: (one, other) => held[one < other ? slotOf(one, other) : slotOf(other, one)]!,
    size: () => size,
    lows,
    highs,
  }
}
