import {
  array,
  assert,
  constantFrom,
  double,
  integer,
  oneof,
  property,
  uniqueArray,
} from 'fast-check'
import { expect, test } from 'vitest'
import { random } from '../../scripts/bench/random.ts'
import { join, type Sets } from '../../scripts/check/duplicates/join.ts'

function sets(all: readonly (readonly number[])[]): Sets {
  const offsets = new Int32Array(all.length + 1)
  for (const [index, set] of all.entries()) offsets[index + 1] = offsets[index]! + set.length
  return { tokens: Int32Array.from(all.flatMap(set => set.toSorted((x, y) => x - y))), offsets }
}

/** Every pair compared with every other. */
function plain(all: readonly (readonly number[])[], threshold: number): readonly string[] {
  const found: string[] = []
  const lookups = all.map(set => new Set(set))
  for (const [a, one] of all.entries()) {
    for (let b = a + 1; b < all.length; b++) {
      let overlap = 0
      for (const token of one) if (lookups[b]!.has(token)) overlap++
      const union = one.length + all[b]!.length - overlap
      if (overlap > 0 && overlap / union >= threshold - 1e-9) found.push(`${a} ${b} ${overlap}`)
    }
  }
  return found
}

function joined(all: readonly (readonly number[])[], threshold: number): readonly string[] {
  const { a, b, overlap } = join(sets(all), threshold)
  return Array.from(a, (one, index) => `${one} ${b[index]} ${overlap[index]}`)
}

/** Sets whose tokens are the commoner, the higher they are; every tenth like one before it. */
function zipf(count: number, vocabulary: number, longest: number): number[][] {
  const next = random(7)
  const draw = () => vocabulary - 1 - Math.floor((vocabulary + 1) ** next() - 1)
  const all: number[][] = []
  for (let index = 0; index < count; index++) {
    const set = new Set<number>()
    if (index % 10 === 9) {
      for (const token of all[Math.floor(next() * index)]!) set.add(next() < 0.2 ? draw() : token)
    } else {
      const length = Math.floor(next() * (longest + 1))
      for (let tries = 0; set.size < length && tries < 4 * length; tries++) set.add(draw())
    }
    all.push([...set])
  }
  return all
}

test('the join gives the pairs of the plain comparison, no more and no fewer', () => {
  const some = (most: number) =>
    array(uniqueArray(integer({ min: 0, max: most }), { maxLength: 18 }), { maxLength: 30 })
  const thresholds = oneof(
    constantFrom(0.3, 0.5, 0.6, 0.7, 0.9, 0.95, 1),
    double({ min: 0.3, max: 0.95, noNaN: true }),
  )
  assert(
    property(oneof(some(25), some(3)), thresholds, (all, threshold) => {
      expect(joined(all, threshold)).toEqual(plain(all, threshold))
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['few words', 30, 9],
  ['many words', 2000, 40],
])('so it does where many sets share a token: %s', (_, vocabulary, longest) => {
  const all = zipf(700, vocabulary, longest)
  for (const threshold of [0.3, 0.4, 0.5, 0.6, 0.75, 0.9]) {
    const pairs = joined(all, threshold)
    expect(pairs).toEqual(plain(all, threshold))
    expect(pairs.length).toBeGreaterThan(0)
  }
})

test('one passage in a thousand copies is compared once', () => {
  const copies = Array.from({ length: 1000 }, () => [1, 2, 3, 4, 5, 6, 7, 8])
  const { a, work } = join(sets([...copies, [1, 2, 3, 4, 5, 6, 7, 9]]), 0.7)
  expect(a.length).toBe((1000 * 999) / 2 + 1000)
  expect(work.verified).toBe(1)
})

test('where many sets share a token, four times the sets make far less than 16 times the work', () => {
  const [little, much] = [4000, 16_000].map(count => join(sets(zipf(count, 2000, 60)), 0.5).work)
  expect(much!.candidates).toBeLessThan(6 * little!.candidates)
  expect(much!.visited).toBeLessThan(9 * little!.visited)
})
