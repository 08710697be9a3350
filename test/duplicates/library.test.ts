import { array, assert, constantFrom, property, record, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import {
  ask,
  type Holding,
  hold,
  library,
  release,
} from '../../scripts/check/duplicates/library.ts'

const stem = constantFrom(...'abcdefghijklmnopqr')
const set = uniqueArray(stem, { minLength: 1, maxLength: 12 })
const holding = record({
  key: constantFrom('1.md', '2.md', '3.md', '4.md'),
  passages: array(set, { minLength: 1, maxLength: 5 }),
}).map(({ key, passages }): Holding => ({ key, passages, hash: JSON.stringify(passages) }))
const thresholds = constantFrom(0.4, 0.5, 0.7, 1)

const similarity = (x: readonly string[], y: readonly string[]) => {
  const shared = x.filter(one => y.includes(one)).length
  return shared / (x.length + y.length - shared)
}

test('a library that was changed bit by bit answers like one compared with everything', () => {
  assert(
    property(
      array(holding, { maxLength: 4 }),
      array(holding, { maxLength: 6 }),
      set,
      thresholds,
      (first, later, asked, threshold) => {
        const held = new Map<string, Holding>()
        const unique = [...new Map(first.map(each => [each.key, each])).values()]
        const all = library(threshold, unique)
        for (const each of unique) held.set(each.key, each)
        for (const each of later) {
          hold(all, each)
          held.set(each.key, each)
        }
        const [gone] = [...held.keys()]
        if (gone !== undefined && held.size > 2) {
          release(all, gone)
          held.delete(gone)
        }
        const expected = [...held.values()]
          .flatMap(({ passages }) => passages)
          .map(passage => similarity(passage, asked))
          .filter(value => value >= threshold - 1e-9)
        const answers = ask(all, asked).map(({ similarity }) => similarity)
        expect(answers).toEqual(expected.sort((x, y) => y - x))
      },
    ),
    { numRuns: 1000 },
  )
})

test('an unchanged text is kept as it is', () => {
  const one: Holding = { key: '1.md', hash: 'a', passages: [['calf', 'rest']] }
  const all = library(0.5, [one])
  expect(hold(all, one)).toBe('kept')
  expect(hold(all, { ...one, hash: 'b', passages: [['heel', 'walk']] })).toBe('taken in')
  expect(ask(all, ['calf', 'rest'])).toEqual([])
  expect(ask(all, ['heel', 'walk'])).toEqual([{ entry: 1, similarity: 1 }])
})
