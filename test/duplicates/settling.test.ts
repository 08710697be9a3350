import { array, assert, constantFrom, property, shuffledSubarray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { background } from '../../scripts/check/duplicates/background.ts'
import { type Read, readPassages } from '../../scripts/check/duplicates/corpus.ts'
import { duplicates } from '../../scripts/check/duplicates/duplicates.ts'
import { commonness, dimensions, english } from '../../scripts/check/duplicates/english.ts'
import { shippedGlossaries } from '../../scripts/check/duplicates/glossary.ts'
import type { Passage } from '../../scripts/check/duplicates/passages.ts'
import { sense } from '../../scripts/check/duplicates/sense.ts'
import { settled } from '../../scripts/check/duplicates/settling.ts'
import { stems } from '../../scripts/check/duplicates/stem.ts'
import { shippedBytes, shippedText } from '../../scripts/read/shipped.ts'

const passage = (text: string, language = 'en'): Passage => ({
  place: { file: 'a.md' },
  kind: 'paragraph',
  text,
  headings: [],
  language,
})
const read = (text: string, language?: string): Read =>
  readPassages([passage(text, language)], shippedGlossaries())[0]!
/** What is left of a whole score. */
const left = (a: string, b: string, language?: string) =>
  settled(read(a, language), read(b, language), 1)

describe('the tables of English words', () => {
  const lines = shippedText('check/duplicates/english-words.txt').trimEnd().split('\n')
  const words = lines.flatMap(line => (line === '' ? [] : line.split(' ')))

  test('have a vector for each stem, and each stem once', () => {
    expect(new Set(words).size).toBe(words.length)
    expect(lines.length).toBeLessThanOrEqual(commonness.steps)
    expect(shippedBytes('check/duplicates/english-vectors.bin')).toHaveLength(
      words.length * dimensions,
    )
  })

  test('are made by the stemmer that reads the passages', () => {
    const stem = stems('en')
    for (const word of ['pregnancy', 'swelling', 'tablets', 'worries', 'quickly', 'breathing']) {
      expect(english().meaning(stem(word)), word).toBeDefined()
    }
  })

  test('call a common word common, in English or on health', () => {
    const stem = stems('en')
    const of = (word: string) => background(stem(word))
    expect(of('leg')).toBeLessThan(of('senate'))
    expect(of('people')).toBeLessThan(of('accordion'))
    expect(background('#pregnancy')).toBeLessThan(background('#quinine'))
    expect(of('accordion')).toBeLessThanOrEqual(of('zzyzx'))
  })
})

describe('what is left of a score', () => {
  test.each([
    ['Walk a little every hour.', 'Stroll for some minutes each hour.', 'Sign the form in ink.'],
    ['The doctor checks your urine.', 'A nurse tests your blood.', 'The train leaves at noon.'],
  ])('"%s" is nearer to "%s" than to "%s"', (text, near, far) => {
    expect(left(text, near)).toBeGreaterThan(left(text, far))
  })

  test.each([
    ['Sleep on your left side.', 'Sleep on your right side.'],
    ['Your blood pressure is low.', 'Your blood pressure is high.'],
    ['Take magnesium with food.', 'Take calcium with food.'],
    ['Take ibuprofen with food.', 'Take paracetamol with food.'],
    ['Walk daily in the first trimester.', 'Walk daily in the third trimester.'],
  ])('"%s" and "%s" stand against each other, near as their words are', (a, b) => {
    expect(left(a, b)).toBeLessThanOrEqual(0.4)
    expect(left(a, a)).toBeCloseTo(1, 9)
  })

  test('a lead-in is half as likely a repeat', () => {
    const [lead, advice] = ['You need for the bath:', 'You need for the bath.']
    expect(left(lead, advice)).toBeCloseTo(left(advice, advice) / 2, 9)
  })

  test('nothing is known of words in other languages: all of them keep the same', () => {
    const [a, b] = ['Descanse las piernas por la noche.', 'El tren sale a las doce.']
    expect(left(a, b, 'es')).toBe(left(a, a, 'es'))
    expect(sense(read(a, 'es'))).toBeUndefined()
  })

  test('near words alone make no pair', () => {
    const found = duplicates([
      passage('Stroll some minutes beside the river.'),
      passage('Amble briefly along a stream.'),
      passage('The clinic opens at nine.'),
    ])
    expect(found).toEqual([])
  })

  const words =
    'walk leg night left right doctor swelling calcium iron often zzyzx stroll midwife water'.split(
      ' ',
    )
  const text = array(constantFrom(...words), { minLength: 1, maxLength: 12 })

  test('is the same either way, never more than all, and that of a passage alone', () => {
    assert(
      property(text, text, shuffledSubarray(words), (a, b, others) => {
        const [one, other] = readPassages(
          [a, b, others].map(list => passage(list.join(' '))),
          shippedGlossaries(),
        )
        const score = settled(one!, other!, 0.5)
        expect(settled(other!, one!, 0.5)).toBe(score)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(0.5)
        expect(settled(read(a.join(' ')), read(b.join(' ')), 0.5)).toBe(score)
      }),
      { numRuns: 100 },
    )
  })
})
