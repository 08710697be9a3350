import { expect, test } from 'vitest'
import { chapter } from '../../scripts/read/chapter.ts'
import { fact, factAsSet, keepFacts } from '../../scripts/read/facts.ts'
import type { Recall } from '../../scripts/read/recall.ts'
import { revived } from '../../scripts/read/revived.ts'

/** What a later run finds of the runs before it. */
function store(): Recall {
  const kept = new Map<string, string>()
  return (of, make) => {
    const key = JSON.stringify(of)
    const known = kept.get(key)
    const made = known === undefined ? make() : JSON.parse(known)
    kept.set(key, JSON.stringify(made))
    return made
  }
}

const text = () => chapter('a.md', '# A\n\nWalk.\n', new Map(), 'en').chapter!

test('a fact is made once for one text and the same settings', () => {
  const made: string[] = []
  const one = text()
  const ask = (name: string, settings: object) =>
    fact(one, name, [settings], () => made.push(name) && name)
  expect([ask('length', { a: 1 }), ask('length', { a: 1 }), ask('width', { a: 1 })]).toEqual([
    'length',
    'length',
    'width',
  ])
  expect(made).toEqual(['length', 'width'])
  ask('length', { a: 2 })
  ask('length', new Map([['a', 1]]))
  ask('length', new Map([['a', 2]]))
  expect(made).toEqual(['length', 'width', 'length', 'length', 'length'])
})

test('a later run finds it for the same words, and as set for the same passages too', () => {
  const recall = store()
  const run = (written: string, set: string) => {
    const own = keepFacts(text(), { recall, written, set })
    const made: string[] = []
    const facts = [
      fact(own, 'name', [], () => ({ number: made.push('written') })),
      factAsSet(own, 'name', [], () => ({ number: made.push('set') })),
    ]
    return { made, facts }
  }
  const first = run('words', 'words and a passage')
  expect(first.made).toEqual(['written', 'set'])
  expect(run('words', 'words and a passage')).toEqual({ made: [], facts: first.facts })
  expect(run('words', 'words and another passage').made).toEqual(['set'])
  expect(run('other words', 'other words and a passage').made).toEqual(['written', 'set'])
})

test('a tree is let go after many others, and an equal one is made for who asks again', () => {
  let made = 0
  const trees = Array.from({ length: 200 }, (_, index) =>
    revived(() => {
      made += 1
      return { index }
    }),
  )
  const first = trees[0]!()
  expect(trees[0]!()).toBe(first)
  expect(trees.map(tree => tree().index)).toEqual(trees.map((_, index) => index))
  expect(made).toBe(200)
  expect(trees[0]!()).toEqual(first)
  expect(trees[0]!()).not.toBe(first)
})
