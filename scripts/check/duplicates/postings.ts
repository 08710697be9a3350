import { bitmapWords, toggle } from './bitmaps.ts'
import type { Sets } from './join.ts'
import { probePrefix } from './overlap.ts'

/** By token, the sets that have it among their rarest, from the smallest set to the largest. */
export interface Postings {
  /** Token `t` has the entries `starts[t]` to `starts[t + 1]`. */
  readonly starts: Int32Array
  /**
   * `stride` numbers an entry: the set, its size, how many of its tokens are left from here on, and
   * its bitmap. All that a list is compared by stands together: memory is slower than sums.
   */
  readonly entries: Int32Array
  readonly stride: number
  /** Length of the longest list. */
  readonly most: number
  /** Size of the largest set. */
  readonly longest: number
}

/** Lists the sets by each of the tokens that they must be looked up by. */
export function postingsOf({ tokens, offsets }: Sets, threshold: number): Postings {
  const count = offsets.length - 1
  let [longest, top] = [0, 0]
  for (let set = 0; set < count; set++) {
    longest = Math.max(longest, offsets[set + 1]! - offsets[set]!)
    if (offsets[set + 1]! > offsets[set]!) top = Math.max(top, tokens[offsets[set + 1]! - 1]! + 1)
  }
  const prefixes = Int32Array.from({ length: longest + 1 }, (_, size) =>
    probePrefix(size, threshold),
  )
  const bySize = new Int32Array(longest + 2)
  const starts = new Int32Array(top + 1)
  for (let set = 0; set < count; set++) {
    const from = offsets[set]!
    const size = offsets[set + 1]! - from
    bySize[size + 1]!++
    const end = from + prefixes[size]!
    for (let at = from; at < end; at++) starts[tokens[at]! + 1]!++
  }
  for (let size = 0; size <= longest; size++) bySize[size + 1]! += bySize[size]!
  const order = new Int32Array(count)
  for (let set = 0; set < count; set++) order[bySize[offsets[set + 1]! - offsets[set]!]!++] = set
  let most = 0
  for (let token = 0; token < top; token++) {
    most = Math.max(most, starts[token + 1]!)
    starts[token + 1]! += starts[token]!
  }
  const ends = starts.slice(0, top)
  const words = bitmapWords(tokens.length / Math.max(1, count), threshold)
  const stride = 3 + words
  const entries = new Int32Array(stride * starts[top]!)
  const bitmap = new Int32Array(words)
  for (const set of order) {
    const from = offsets[set]!
    const size = offsets[set + 1]! - from
    const prefix = prefixes[size]!
    toggle(bitmap, tokens, from, from + size)
    for (let at = 0; at < prefix; at++) {
      const entry = stride * ends[tokens[from + at]!]!++
      entries[entry] = set
      entries[entry + 1] = size
      entries[entry + 2] = size - at
      for (let word = 0; word < words; word++) entries[entry + 3 + word] = bitmap[word]!
    }
  }
  return { starts, entries, stride, most, longest }
}
