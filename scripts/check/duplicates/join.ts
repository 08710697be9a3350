import { similarPairs } from './similar-pairs.ts'

/** Sets of tokens in flat arrays: set `i` is `tokens[offsets[i]..offsets[i + 1]]`, each ascending. */
export interface Sets {
  readonly tokens: Int32Array
  readonly offsets: Int32Array
}

/** Pairs of sets at least as similar as asked, and what it took to find them. */
export interface Join {
  /** `a[k] < b[k]`, in order of `a`, then `b`. */
  readonly a: Int32Array
  readonly b: Int32Array
  readonly overlap: Int32Array
  readonly work: Work
}

/** What a join did, counted; the same on any machine. */
export interface Work {
  /** Postings looked at, and second words looked up or posted. */
  readonly visited: number
  /** Meetings of two sets that lengths and positions left, and whose bitmaps were compared. */
  readonly candidates: number
  /** Pairs whose tokens were compared, each once. */
  readonly verified: number
}

/**
 * All pairs of sets with Jaccard similarity of at least `threshold`: exact, not approximate.
 *
 * Sets that are the same are compared with the others once. Tokens must be numbered from rare to
 * common; any other order gives the same pairs more slowly. Empty sets are like nothing, not even
 * like each other.
 */
export function join(sets: Sets, threshold: number): Join {
  const { firsts, next } = gathered(sets)
  const every = firsts.length === next.length
  const distinct = every ? sets : chosen(sets, firsts)
  const { a, b, overlap, ...work } = similarPairs(distinct, threshold)
  const found: Found = { one: [], other: [], overlap: [] }
  for (const first of firsts) {
    const size = sets.offsets[first + 1]! - sets.offsets[first]!
    if (size === 0) continue
    for (let x = first; x >= 0; x = next[x]!) {
      for (let y = next[x]!; y >= 0; y = next[y]!) add(found, x, y, size)
    }
  }
  for (const [index, one] of a.entries()) {
    for (let x = firsts[one]!; x >= 0; x = next[x]!) {
      for (let y = firsts[b[index]!]!; y >= 0; y = next[y]!) add(found, x, y, overlap[index]!)
    }
  }
  return { ...sorted(found, next.length), work }
}

/** The first of each set that is there several times, and for each set the next that is the same. */
function gathered({ tokens, offsets }: Sets) {
  const count = offsets.length - 1
  let slots = 16
  while (slots < 2 * count) slots *= 2
  const latest = new Int32Array(slots).fill(-1)
  const next = new Int32Array(count).fill(-1)
  const firsts: number[] = []
  for (let set = 0; set < count; set++) {
    let hash = 0
    for (let at = offsets[set]!; at < offsets[set + 1]!; at++) {
      hash = Math.imul(hash ^ tokens[at]!, 0x9e3779b1)
      hash ^= hash >>> 15
    }
    let slot = hash & (slots - 1)
    while (latest[slot]! >= 0 && !areSame(latest[slot]!, set)) slot = (slot + 1) & (slots - 1)
    if (latest[slot]! >= 0) next[latest[slot]!] = set
    else firsts.push(set)
    latest[slot] = set
  }
  return { firsts: Int32Array.from(firsts), next }

  function areSame(x: number, y: number): boolean {
    const length = offsets[x + 1]! - offsets[x]!
    if (offsets[y + 1]! - offsets[y]! !== length) return false
    for (let at = 0; at < length; at++) {
      if (tokens[offsets[x]! + at] !== tokens[offsets[y]! + at]) return false
    }
    return true
  }
}

function chosen({ tokens, offsets }: Sets, which: Int32Array): Sets {
  const own = new Int32Array(which.length + 1)
  for (const [index, set] of which.entries()) {
    own[index + 1] = own[index]! + offsets[set + 1]! - offsets[set]!
  }
  const kept = new Int32Array(own[which.length]!)
  for (const [index, set] of which.entries()) {
    kept.set(tokens.subarray(offsets[set]!, offsets[set + 1]!), own[index]!)
  }
  return { tokens: kept, offsets: own }
}

interface Found {
  readonly one: number[]
  readonly other: number[]
  readonly overlap: number[]
}

function add(found: Found, x: number, y: number, overlap: number): void {
  found.one.push(Math.min(x, y))
  found.other.push(Math.max(x, y))
  found.overlap.push(overlap)
}

function sorted({ one, other, overlap }: Found, count: number): Omit<Join, 'work'> {
  const indices = Int32Array.from(other, (_, index) => index)
  const order = ordered(one, ordered(other, indices, count), count)
  return {
    a: order.map(index => one[index]!),
    b: order.map(index => other[index]!),
    overlap: order.map(index => overlap[index]!),
  }
}

/** These indices in order of their keys (under `count`); what has the same key stays in its order. */
function ordered(keys: readonly number[], indices: Int32Array, count: number): Int32Array {
  const places = new Int32Array(count + 1)
  for (const key of keys) places[key + 1]!++
  for (let key = 0; key < count; key++) places[key + 1]! += places[key]!
  const order = new Int32Array(indices.length)
  for (const index of indices) order[places[keys[index]!]!++] = index
  return order
}
