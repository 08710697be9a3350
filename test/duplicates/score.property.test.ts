import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Features } from '../../scripts/check/duplicates/features.ts'
import { type Scored, scored } from '../../scripts/check/duplicates/score.ts'
import { type Vectors, vectors } from '../../scripts/check/duplicates/vectors.ts'

/** One of twenty stories, told with more or fewer of its own words and of those that all share. */
const passage: fc.Arbitrary<Features> = fc
  .record({
    story: fc.nat(19),
    own: fc.subarray(Array.from({ length: 14 }, (_, word) => word)),
    common: fc.subarray(Array.from({ length: 14 }, (_, word) => word)),
    weight: fc.constantFrom(0.4, 0.6, 1),
  })
  .map(({ story, own, common, weight }) => {
    const words = [...own.map(word => `${story}-${word}`), ...common.map(word => `${word}`)]
    return {
      singles: new Map(words.map((word, index) => [word, index % 3 === 0 ? weight : 1])),
      pairs: words.slice(1).flatMap((_, index) => [index, index + 1]),
    }
  })

/** The score by its definition, of every pair. */
function everyScore({ features, weights, offsets, lengths, names, rarest }: Vectors): Scored[] {
  const half = Math.max(6, 1.5 * rarest)
  const own = Array.from(lengths, (_, index) => {
    const places = Array.from(
      { length: offsets[index + 1]! - offsets[index]! },
      (_, place) => place,
    )
    return new Map(
      places.map(place => offsets[index]! + place).map(at => [features[at]!, weights[at]!]),
    )
  })
  return own.flatMap((one, a) =>
    own.slice(a + 1).map((other, index): Scored => {
      const b = a + 1 + index
      let [product, shared] = [0, 0]
      for (const [feature, weight] of one) {
        const both = weight * (other.get(feature) ?? 0)
        product += both
        if (names[feature] !== undefined) shared += Math.sqrt(both)
      }
      const cosine = product === 0 ? 0 : product / (lengths[a]! * lengths[b]!)
      return { a, b, score: cosine === 0 ? 0 : (cosine * shared) / (shared + half) }
    }),
  )
}

test('every pair that scores enough is found, and no other', () => {
  let most = 0
  fc.assert(
    fc.property(
      fc.array(passage, { minLength: 2, maxLength: 60, size: 'max' }),
      fc.constantFrom(0.1, 0.2, 0.4),
      (passages, threshold) => {
        const weighed = vectors(passages)
        const all = new Map(everyScore(weighed).map(pair => [`${pair.a} ${pair.b}`, pair.score]))
        // A score on the very edge may fall to either side: sums in another order differ.
        const clear = ([, score]: readonly [string, number]) => Math.abs(score - threshold) > 1e-9
        const found = scored(weighed, threshold).map(
          ({ a, b, score }) => [`${a} ${b}`, score] as const,
        )
        expect(found.filter(clear).map(([pair]) => pair)).toEqual(
          [...all].filter(clear).flatMap(([pair, score]) => (score > threshold ? [pair] : [])),
        )
        for (const [pair, score] of found) expect(score).toBeCloseTo(all.get(pair)!, 9)
        most = Math.max(most, found.length)
      },
    ),
    { numRuns: 200 },
  )
  expect(most).toBeGreaterThan(10)
})
