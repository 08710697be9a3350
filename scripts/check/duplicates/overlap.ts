/** How similar two sets must be at least, as the lengths and overlaps that follow from it. */

/** A hair of room, so that 0.7 × 10 is 7. What only sorts out leaves two: it may take in too much. */
const hair = 1e-9

/** Overlap that two sets of together `sum` tokens need for a Jaccard similarity of `threshold`. */
export function needed(sum: number, threshold: number): number {
  return Math.ceil((threshold * sum) / (1 + threshold) - hair)
}

/** The most tokens that two sets may have together, if they can share no more than `left`. */
export function mostTogether(left: number, threshold: number): number {
  return Math.floor(((left + 2 * hair) * (1 + threshold)) / threshold)
}

/** The smallest set that can be similar enough to one of this length. */
export function shortest(length: number, threshold: number): number {
  return Math.ceil(threshold * length - 2 * hair)
}

/**
 * How many of its rarest tokens a set must be looked up by: past them, what is left of it is too
 * little to be alike (the prefix filter of Chaudhuri, Ganti and Kaushik, 2006).
 */
export function probePrefix(length: number, threshold: number): number {
  return length === 0 ? 0 : length - shortest(length, threshold) + 1
}

/** The same for a set that only larger ones, or those of its size, are compared with. */
export function indexPrefix(length: number, threshold: number): number {
  return length === 0 ? 0 : length - needed(2 * length, threshold) + 1
}

/** Tokens that two ascending runs share; stops early where `need` is out of reach. */
export function overlapOf(
  one: Int32Array,
  x: number,
  xEnd: number,
  other: Int32Array,
  y: number,
  yEnd: number,
  need: number,
): number {
  let overlap = 0
  while (x < xEnd && y < yEnd) {
    if (overlap + Math.min(xEnd - x, yEnd - y) < need) return overlap
    const difference = one[x]! - other[y]!
    if (difference === 0) {
      overlap++
      x++
      y++
    } else if (difference < 0) x++
    else y++
  }
  return overlap
}
