import { needed } from './overlap.ts'

/** Bits for each token in which two sets of the usual size may differ: fewer tell too little apart. */
const room = 6
const mostWords = 16

/** Words of 32 bits that tell sets of this size apart without a look at their tokens. */
export function bitmapWords(size: number, threshold: number): number {
  const differ = 2 * (size - needed(2 * size, threshold))
  let words = 1
  while (words < mostWords && words * 32 < room * differ) words *= 2
  return words
}

/** Makes the bitmap of a set (Sandes and others, 2019): each token toggles one bit. */
export function toggle(bitmap: Int32Array, tokens: Int32Array, from: number, to: number): void {
  bitmap.fill(0)
  const shift = 27 - Math.log2(bitmap.length)
  for (let at = from; at < to; at++) {
    const hash = Math.imul(tokens[at]!, 0x9e3779b1) >>> shift
    // A toggled bit keeps the bound true when two tokens fall on one bit.
    bitmap[hash >>> 5]! ^= 1 << (hash & 31)
  }
}

/** Whether two sets differ in at most `most` tokens, as far as the bits of their bitmaps tell. */
export function mayDiffer(
  bits: Int32Array,
  x: number,
  y: number,
  words: number,
  most: number,
): boolean {
  let differ = 0
  for (let word = 0; word < words; word++) {
    let one = bits[x + word]! ^ bits[y + word]!
    one -= (one >>> 1) & 0x55555555
    one = (one & 0x33333333) + ((one >>> 2) & 0x33333333)
    differ += Math.imul((one + (one >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
    if (differ > most) return false
  }
  return true
}
