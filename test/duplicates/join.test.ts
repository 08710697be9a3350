import { array, assert, constantFrom, integer, property, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import { join, type Sets } from '../../scripts/check/duplicates/join.ts'

function sets(all: readonly (readonly number[])[]): Sets {
  const offsets = new Int32Array(all.length + 1)
  for (const [index, set] of all.entries()) offsets[index + 1] = offsets[index]! + set.length
  return { tokens: Int32Array.from(all.flatMap(set => set.toSorted((x, y) => x - y))), offsets }
}

/** Every pair compared with every other. */
function plain(all: readonly (readonly number[])[], threshold: number): readonly number[][] {
  const found: number[][] = []
  for (const [a, one] of all.entries()) {
    for (let b = a + 1; b < all.length; b++) {
      const overlap = one.filter(token => all[b]!.includes(token)).length
      const union = one.length + all[b]!.length - overlap
      if (overlap > 0 && overlap / union >= threshold - 1e-9) found.push([a, b, overlap])
    }
  }
  return found
}

test('the join gives the pairs of the plain comparison, no more and no fewer', () => {
  const set = uniqueArray(integer({ min: 0, max: 25 }), { minLength: 0, maxLength: 18 })
  const thresholds = constantFrom(0.3, 0.5, 0.6, 0.7, 0.9, 1)
  assert(
    property(array(set, { maxLength: 30 }), thresholds, (all, threshold) => {
      const { a, b, overlap } = join(sets(all), threshold)
      const pairs = Array.from(a, (one, index) => [one, b[index]!, overlap[index]!])
      expect(pairs).toEqual(plain(all, threshold))
    }),
    { numRuns: 500 },
  )
})
