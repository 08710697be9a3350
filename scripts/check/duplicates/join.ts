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
  /** Candidates whose tokens were compared one by one. */
  readonly verified: number
}

/** Words of 32 bits in a set's bitmap. */
const bitmapWords = 8

/**
 * All pairs of sets with Jaccard similarity of at least `threshold`: exact, not approximate.
 *
 * PPJoin (Xiao and others, 2008) with a bitmap filter (Sandes and others, 2019): two sets that are
 * similar enough share a token within their rarest few, so only those are indexed; a candidate is
 * dropped where lengths, positions or the bits in which two bitmaps differ rule it out. Tokens must
 * be numbered from rare to common.
 */
export function join(sets: Sets, threshold: number): Join {
  const { tokens, offsets } = sets
  const count = offsets.length - 1
  const size = (set: number) => offsets[set + 1]! - offsets[set]!
  const order = Int32Array.from({ length: count }, (_, set) => set).sort(
    (x, y) => size(x) - size(y) || x - y,
  )
  let top = 0
  for (const token of tokens) if (token >= top) top = token + 1

  // Postings in one block: how many each token can get is known before.
  const starts = new Int32Array(top + 1)
  for (let set = 0; set < count; set++) {
    const indexed = indexPrefix(size(set), threshold)
    const from = offsets[set]!
    for (let at = 0; at < indexed; at++) starts[tokens[from + at]! + 1]!++
  }
  for (let token = 0; token < top; token++) starts[token + 1]! += starts[token]!
  const ends = starts.slice(0, top)
  const live = starts.slice(0, top)
  const posted = new Int32Array(starts[top]!)
  /** Size of the posted set, and the largest set that may first meet it at this token. */
  const postedSize = new Int32Array(starts[top]!)
  const postedReach = new Int32Array(starts[top]!)

  const bitmaps = bitmapsOf(sets)
  const longest = count > 0 ? size(order[count - 1]!) : 0
  const needs = Int32Array.from({ length: 2 * longest + 1 }, (_, sum) => needed(sum, 0, threshold))
  const seen = new Int32Array(count).fill(-1)
  const found: number[] = []
  const overlaps: number[] = []
  let verified = 0

  for (const x of order) {
    const length = size(x)
    if (length === 0) continue
    const from = offsets[x]!
    const probed = probePrefix(length, threshold)
    const shortest = Math.ceil(threshold * length - 1e-9)
    for (let at = 0; at < probed; at++) {
      const token = tokens[from + at]!
      const end = ends[token]!
      const most = reach(length, at, threshold)
      let posting = live[token]!
      // Sets come in by size: what is too short for this one is too short for all that follow.
      while (posting < end && postedSize[posting]! < shortest) posting++
      live[token] = posting
      for (; posting < end && postedSize[posting]! <= most; posting++) {
        if (postedReach[posting]! < length) continue
        const y = posted[posting]!
        if (seen[y] === x) continue
        seen[y] = x
        const other = postedSize[posting]!
        const need = needs[length + other]!
        if (!mayDiffer(bitmaps, x, y, length + other - 2 * need)) continue
        verified++
        const overlap = overlapOf(tokens, from, from + length, offsets[y]!, offsets[y + 1]!, need)
        if (overlap < need) continue
        found.push(Math.min(x, y) * count + Math.max(x, y))
        overlaps.push(overlap)
      }
    }
    const indexed = indexPrefix(length, threshold)
    for (let at = 0; at < indexed; at++) {
      const slot = ends[tokens[from + at]!]!++
      posted[slot] = x
      postedSize[slot] = length
      postedReach[slot] = reach(length, at, threshold)
    }
  }
  return sorted(found, overlaps, count, verified)
}

/** The largest set that can be similar enough to one of this length if they first meet at `at`. */
export function reach(length: number, at: number, threshold: number): number {
  return Math.floor(((length - at) * (1 + threshold)) / threshold - length + 1e-9)
}

/** Overlap that two sets of these lengths need. */
export function needed(x: number, y: number, threshold: number): number {
  return Math.ceil((threshold * (x + y)) / (1 + threshold) - 1e-9)
}

/** How many of its rarest tokens a set must be looked up by. */
export function probePrefix(length: number, threshold: number): number {
  return length === 0 ? 0 : length - Math.ceil(threshold * length - 1e-9) + 1
}

/** How many of its rarest tokens a set must be indexed by, if all that look it up are longer. */
function indexPrefix(length: number, threshold: number): number {
  return length === 0
    ? 0
    : length - Math.ceil(((2 * threshold) / (1 + threshold)) * length - 1e-9) + 1
}

/** A bitmap per set: each token sets one bit. */
export function bitmapsOf({ tokens, offsets }: Sets): Int32Array {
  const count = offsets.length - 1
  const bitmaps = new Int32Array(count * bitmapWords)
  for (let set = 0; set < count; set++) {
    for (let at = offsets[set]!; at < offsets[set + 1]!; at++) {
      const hash = Math.imul(tokens[at]!, 0x9e3779b1) >>> 24
      // A toggled bit keeps the bound true when two tokens fall on one bit.
      bitmaps[set * bitmapWords + (hash >>> 5)]! ^= 1 << (hash & 31)
    }
  }
  return bitmaps
}

/** Whether two sets differ in at most `most` tokens, as far as the bits of their bitmaps tell. */
function mayDiffer(bitmaps: Int32Array, x: number, y: number, most: number): boolean {
  let differ = 0
  const end = (x + 1) * bitmapWords
  for (let one = x * bitmapWords, other = y * bitmapWords; one < end; one++, other++) {
    let bits = bitmaps[one]! ^ bitmaps[other]!
    bits -= (bits >>> 1) & 0x55555555
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
    differ += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
    if (differ > most) return false
  }
  return true
}

/** Tokens that two ascending runs share; stops early where `need` is out of reach. */
export function overlapOf(
  tokens: Int32Array,
  x: number,
  xEnd: number,
  y: number,
  yEnd: number,
  need: number,
  others: Int32Array = tokens,
): number {
  let overlap = 0
  while (x < xEnd && y < yEnd) {
    if (overlap + Math.min(xEnd - x, yEnd - y) < need) return overlap
    const difference = tokens[x]! - others[y]!
    if (difference === 0) {
      overlap++
      x++
      y++
    } else if (difference < 0) x++
    else y++
  }
  return overlap
}

function sorted(found: number[], overlaps: number[], count: number, verified: number): Join {
  const order = found.map((_, index) => index).sort((p, q) => found[p]! - found[q]!)
  return {
    a: Int32Array.from(order, index => Math.floor(found[index]! / count)),
    b: Int32Array.from(order, index => found[index]! % count),
    overlap: Int32Array.from(order, index => overlaps[index]!),
    verified,
  }
}
