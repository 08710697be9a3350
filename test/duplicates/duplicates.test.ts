import { array, assert, constantFrom, integer, property, shuffledSubarray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answered } from '../../scripts/check/duplicates/answers.ts'
import {
  isCompared,
  type Read,
  readPassages,
  revived,
} from '../../scripts/check/duplicates/corpus.ts'
import { difference } from '../../scripts/check/duplicates/difference.ts'
import {
  type Duplicate,
  duplicates,
  duplicatesOf,
  paraphrases,
} from '../../scripts/check/duplicates/duplicates.ts'
import { shippedGlossaries } from '../../scripts/check/duplicates/glossary.ts'
import { groups } from '../../scripts/check/duplicates/groups.ts'
import {
  frequenciesIn,
  numberer,
  numbersOf,
} from '../../scripts/check/duplicates/library-numbers.ts'
import { likely } from '../../scripts/check/duplicates/likely.ts'
import { type Passage, passageHash, passagesOf } from '../../scripts/check/duplicates/passages.ts'
import { scored } from '../../scripts/check/duplicates/score.ts'
import { settled } from '../../scripts/check/duplicates/settling.ts'
import { vectors } from '../../scripts/check/duplicates/vectors.ts'
import { parseMarkdown } from '../../scripts/read/markdown.ts'

let line = 0
const passage = (text: string, more: Partial<Passage> = {}): Passage => ({
  place: { file: 'a.md', start: { line: ++line, column: 1 } },
  kind: 'paragraph',
  text,
  headings: [],
  language: 'en',
  ...more,
})
const unrelated = [
  'The clinic opens at the back of the car park and has a bell.',
  'Bring the blue folder and your insurance card to every visit.',
  'Our library lends books about gardening to all members.',
  'Parking is free for an hour near the main gate.',
].map(text => passage(text))
/** The tier of two texts among texts on other things. */
const tier = (a: string, b: string, language = 'en') =>
  duplicates([passage(a, { language }), passage(b, { language }), ...unrelated]).find(
    pair => pair.a === 0 && pair.b === 1,
  )?.tier

describe('tiers', () => {
  test.each([
    ['Rest your leg on a pillow at night.', 'REST your leg, on a pillow at night!', 'exact'],
    [
      'Rest your leg on a soft pillow at night when it aches.',
      'Rest your leg on a pillow at night when it aches.',
      'near',
    ],
    [
      'Speak to your GP if the swelling in your calf gets worse.',
      'If the oedema of your lower limb worsens, contact your doctor.',
      'paraphrase',
    ],
    ['Sleep on your left side at night.', 'Parking costs two pounds an hour here.', undefined],
  ])('%s | %s', (a, b, expected) => {
    expect(tier(a, b)).toBe(expected)
  })

  test.each([
    [
      'es',
      'Descanse las piernas sobre una almohada por la noche',
      'Descansar la pierna sobre la almohada por las noches',
    ],
    [
      'fr',
      'Étirez doucement le mollet pendant la nuit',
      'Étirer doucement les mollets pendant les nuits',
    ],
    ['de', 'Dehnen Sie langsam die Wade in der Nacht', 'Die Waden langsam dehnen in den Nächten'],
    [
      'ru',
      'Медленно потяните носок ноги на себя ночью',
      'Медленно потянуть носок ноги на себя по ночам',
    ],
    ['ar', 'ارفعي ساقيك على وسادة في الليل دائما', 'ارفعي الساقين على الوسادة في الليل دائما'],
    ['th', 'ยืดกล้ามเนื้อน่องช้าๆ ก่อนนอนทุกคืน', 'ยืดกล้ามเนื้อน่องช้าๆ ก่อนเข้านอนทุกคืน'],
  ])('works in %s', (language, a, b) => {
    expect(['near', 'paraphrase']).toContain(tier(a, b, language))
  })

  test.each([
    [
      'es',
      'Mantenga el estiramiento de la pantorrilla durante 30 segundos por la noche',
      'Mantenga el estiramiento de la pantorrilla durante 90 segundos por la noche',
    ],
    [
      'fr',
      'Gardez la position du mollet pendant 30 secondes avant de dormir',
      'Gardez la position du mollet pendant 90 secondes avant de dormir',
    ],
    [
      'de',
      'Halten Sie die Dehnung der Wade 30 Sekunden lang in der Nacht',
      'Halten Sie die Dehnung der Wade 90 Sekunden lang in der Nacht',
    ],
    [
      'ru',
      'Тяните носок ноги на себя 30 секунд перед сном ночью',
      'Тяните носок ноги на себя 90 секунд перед сном ночью',
    ],
    [
      'ar',
      'شدي أصابع القدم نحوك لمدة 30 ثانية قبل النوم',
      'شدي أصابع القدم نحوك لمدة 90 ثانية قبل النوم',
    ],
  ])('numbers that differ are seen in %s', (language, a, b) => {
    const found = duplicates([passage(a, { language }), passage(b, { language }), ...unrelated])
    const [conflict] = found.find(pair => pair.a === 0 && pair.b === 1)!.conflicts
    expect([conflict!.a.low, conflict!.b.low]).toEqual([30, 90])
    expect(conflict!.a.kind).toBe('duration')
  })

  test.each([
    ['From 28 weeks, sleep on your side.', 'From 8 weeks, sleep on your side.', 1],
    ['From 28 weeks, sleep on your side.', 'From week 28, sleep on your side.', 0],
    ['Rest for 12 weeks with your legs up.', 'Rest at 12 weeks with your legs up.', 0],
  ])('"%s" against "%s": %i numbers that differ', (a, b, count) => {
    const found = duplicates([passage(a), passage(b), ...unrelated])
    expect(found.find(pair => pair.a === 0 && pair.b === 1)!.conflicts).toHaveLength(count)
  })

  test('the other side is no repeat in other words', () => {
    const pair = (a: string, b: string) =>
      duplicates([passage(a), passage(b), ...unrelated], { near: 1, paraphrase: 0.01 }).find(
        ({ a, b }) => a === 0 && b === 1,
      )
    const same = pair('Lie on your left side to rest.', 'Rest by lying on the left side.')
    const other = pair('Lie on your left side to rest.', 'Rest by lying on the right side.')
    expect(other?.contrasts).toEqual([{ set: 'side', a: ['left-side'], b: ['right-side'] }])
    expect(other!.score).toBeLessThan(same!.score / 2)
  })

  test('an opposite counts where both say it of the same thing', () => {
    const contrasts = (a: string, b: string) =>
      duplicates([passage(a), passage(b), ...unrelated], { near: 1, paraphrase: 0.01 }).find(
        ({ a, b }) => a === 0 && b === 1,
      )?.contrasts
    expect(
      contrasts('Too much iron upsets the bowel.', 'A lack of iron upsets the bowel.'),
    ).toEqual([{ set: 'amount', a: ['excess'], b: ['lack'] }])
    expect(
      contrasts(
        'A lack of iron upsets the bowel and makes you tired.',
        'The bowel needs iron. Too much coffee makes you tired.',
      ),
    ).toEqual([])
  })

  test('parts of one remedy and rows of one table are told apart', () => {
    const [a, b] = [
      'Rest the sore calf on a soft pillow at night.',
      'At night the sore calf rests on pillows that are soft.',
    ]
    const many = (more: Partial<Passage>) =>
      duplicates([passage(a, more), passage(b, more), ...unrelated], { near: 1 }).length
    expect(many({})).toBe(1)
    expect(many({ remedy: 'rest' })).toBe(0)
    expect(many({ kind: 'row' })).toBe(0)
  })

  test('a name of the formulary stands for the substance in every spelling', () => {
    const contrasts = duplicates(
      [
        passage('A cup of motherwort at night calms the leg.'),
        passage('At night a cup of Valeriana officinalis calms the leg.'),
      ],
      { near: 1, paraphrase: 0.01 },
    )[0]?.contrasts
    expect(contrasts).toEqual([{ set: 'remedy', a: ['motherwort'], b: ['valerian'] }])
  })

  test('a translation repeats nothing', () => {
    const text = 'Paracetamol 500 mg magnesium calcium vitamin'
    expect(duplicates([passage(text), passage(text, { language: 'de' })])).toEqual([])
  })
})

describe('passages', () => {
  const md = `# Minerals

## Low calcium

Signs are:

- swelling
- brittle nails
- Call your midwife when your nails break often.

## Low iron

- swelling
- tiredness

| Sign | What to do |
| --- | --- |
| Pale skin | Ask for a test |

:::remedy{#tea}
Drink the tea warm.
:::

:::emergency
Call 999 for a fit.
:::
`
  const all = passagesOf(parseMarkdown(md), { file: 'm.md', language: 'en' })

  test('are blocks with their headings; short items are their list', () => {
    const lists = all.filter(({ kind }) => kind === 'list')
    expect(lists.map(({ text, headings }) => [text, headings])).toEqual([
      ['swelling\nbrittle nails', ['Minerals', 'Low calcium', 'Signs are:']],
      ['swelling\ntiredness', ['Minerals', 'Low iron']],
    ])
    expect(all.find(({ kind }) => kind === 'item')?.text).toMatch(/^Call your midwife/)
    expect(all.find(({ kind }) => kind === 'row')?.text).toBe('Pale skin | Ask for a test')
    expect(all.find(({ remedy }) => remedy === 'tea')?.text).toBe('Drink the tea warm.')
    expect(all.find(({ emergency }) => emergency)?.text).toBe('Call 999 for a fit.')
  })

  test('the same sign in two lists is no duplicate', () => {
    expect(duplicates(all, { paraphrase: 0.1 })).toEqual([])
  })
})

describe('what the editor gets', () => {
  const texts = [
    passage('Take 1 tablet of iron twice a day with food.', { reviewed: '2025-01-01' }),
    passage('Take 1 tablet of iron three times a day with food.'),
    passage('Take 1 tablet of iron twice a day, with food and with a glass of water.'),
  ]
  const pairs = duplicates([...texts, ...unrelated])

  test('groups say which passage to keep, and why', () => {
    const [group, ...others] = groups(pairs, [...texts, ...unrelated])
    expect(others).toEqual([])
    expect(group).toMatchObject({ members: [0, 1, 2], keep: 0, why: 'reviewed 2025-01-01' })
  })

  test('the difference marks numbers and words, and loses nothing', () => {
    const pair = pairs.find(({ a, b }) => a === 0 && b === 1)!
    expect(pair.conflicts.map(({ a, b }) => [a.text, b.text])).toEqual([
      ['twice a day', 'three times a day'],
    ])
    const { a, b } = difference(texts, pair)
    expect(a.map(({ text }) => text).join('')).toBe(texts[0]!.text)
    expect(b.map(({ text }) => text).join('')).toBe(texts[1]!.text)
    expect(b.find(({ kind }) => kind === 'number')?.text.trim()).toBe('three times a day')
  })

  test('an answer holds until a passage changes', () => {
    const [one, other] = [passageHash(texts[1]!), passageHash(texts[0]!)]
    const answer = { rule: 'no-duplicate-passage', passages: [one, other], reason: 'x' } as const
    const open = pairs.filter(({ a, b }) => a === 0 && b === 1)
    expect(answered(open, texts, [answer])).toEqual({ open: [], void: [] })
    const changed = texts.with(1, passage('Take 2 tablets of iron three times a day with food.'))
    expect(answered(open, changed, [answer])).toEqual({ open, void: [answer] })
  })
})

describe('always', () => {
  const words =
    'calf leg doctor midwife rest sleep left right pillow 5 10 mg minutes iron calcium stretch slowly walk night pain'
  const word = constantFrom(...words.split(' '))
  const text = array(word, { minLength: 5, maxLength: 14 }).map(list => list.join(' '))
  const texts = array(text, { minLength: 2, maxLength: 12 })
  const told = (pairs: readonly Duplicate[], passages: readonly Passage[]) =>
    pairs
      .map(({ a, b, tier, score, conflicts }) => {
        const lines = [a, b].map(index => passages[index]!.place.start!.line)
        return `${lines.sort((x, y) => x - y)} ${tier} ${score} ${conflicts.length}`
      })
      .sort()

  test('the order of the passages changes nothing', () => {
    const shuffled = texts.chain(list =>
      shuffledSubarray([...list.keys()], { minLength: list.length }).map(order => ({
        list,
        order,
      })),
    )
    assert(
      property(shuffled, ({ list, order }) => {
        const passages = list.map(text => passage(text))
        const other = order.map(index => passages[index]!)
        expect(told(duplicates(other), other)).toEqual(told(duplicates(passages), passages))
      }),
      { numRuns: 150 },
    )
  })

  test('a text without a word in common changes no exact or near verdict', () => {
    const firm = (pairs: readonly Duplicate[]) => pairs.filter(({ tier }) => tier !== 'paraphrase')
    assert(
      property(texts, integer({ min: 1, max: 5 }), (list, count) => {
        const passages = list.map(text => passage(text))
        const all = [...passages]
        for (let index = 0; index < count; index++) {
          all.push(passage(['zz', 'yy', 'xx', 'ww', 'vv', 'uu'].map(w => w + index).join(' ')))
        }
        expect(told(firm(duplicates(all)), all)).toEqual(told(firm(duplicates(passages)), passages))
      }),
      { numRuns: 100 },
    )
  })

  test('either passage may come first: the verdict is the same', () => {
    assert(
      property(texts, list => {
        const passages = list.map(text => passage(text))
        const backwards = passages.toReversed()
        expect(told(duplicates(backwards, { near: 1 }), backwards)).toEqual(
          told(duplicates(passages, { near: 1 }), passages),
        )
      }),
      { numRuns: 100 },
    )
  })

  test('what is asked of some passages is what a full run says of them', () => {
    const asked = texts.chain(list =>
      shuffledSubarray([...list.keys()], { minLength: 1 }).map(some => ({ list, some })),
    )
    assert(
      property(asked, constantFrom(0.05, 0.2), ({ list, some }, paraphrase) => {
        const passages = list.map(text => passage(text))
        const glossaries = shippedGlossaries()
        const reads = readPassages(passages, glossaries)
        const wanted = new Set(some)
        const kept = reads.map(({ passage, exact, stems, features }) =>
          revived({ passage, exact, stems, features }, glossaries),
        )
        const full = duplicatesOf(reads, { paraphrase })
        expect(duplicatesOf(kept, { paraphrase }, wanted)).toEqual(
          full.filter(({ a, b }) => wanted.has(a) || wanted.has(b)),
        )
      }),
      { numRuns: 150 },
    )
  })

  test('of a library, the likely passages alone give what a full run gives', () => {
    const asked = array(texts, { minLength: 3, maxLength: 6 }).chain(lists => {
      const list = lists.flat()
      return shuffledSubarray([...list.keys()], { minLength: 1, maxLength: 4 }).map(some => ({
        list,
        some,
      }))
    })
    let [left, found] = [0, 0]
    assert(
      property(
        asked,
        constantFrom(0.05, 0.2, 0.35),
        constantFrom(0.3, 0.6),
        constantFrom(1, 4000),
        ({ list, some }, paraphrase, near, everyPair) => {
          const all = readPassages(
            list.map(text => passage(text)),
            shippedGlossaries(),
          ).filter(isCompared)
          const wanted = new Set(some.filter(index => index < all.length))
          const [names, stems]: [string[], string[]] = [[], []]
          const numbers = numbersOf(all, names, stems, numberer(names), numberer(stems))
          const chosen = likely(numbers, wanted, { near, paraphrase })
          const places = new Set(
            chosen.flatMap((index, place) => (wanted.has(index) ? [place] : [])),
          )
          const part = duplicatesOf(
            chosen.map(index => all[index]!),
            { near, paraphrase, everyPair },
            places,
            frequenciesIn(numbers, chosen),
          ).map(pair => ({ ...pair, a: chosen[pair.a]!, b: chosen[pair.b]! }))
          const full = duplicatesOf(all, { near, paraphrase, everyPair })
          expect(part).toEqual(full.filter(({ a, b }) => wanted.has(a) || wanted.has(b)))
          left += all.length - chosen.length
          found += part.length
        },
      ),
      { numRuns: 150 },
    )
    expect(left).toBeGreaterThan(100)
    expect(found).toBeGreaterThan(100)
  })

  test('of a library, every passage that scores as much as asked is likely', () => {
    assert(
      property(array(texts, { minLength: 2, maxLength: 6 }), integer({ min: 0 }), (lists, pick) => {
        const all = readPassages(
          lists.flat().map(text => passage(text)),
          shippedGlossaries(),
        )
        const pairs = scored(vectors(all.map(({ features }) => features)), 1e-9)
        if (pairs.length === 0) return
        const paraphrase = pairs[pick % pairs.length]!.score
        const [names, stems]: [string[], string[]] = [[], []]
        const numbers = numbersOf(all, names, stems, numberer(names), numberer(stems))
        for (const asked of all.keys()) {
          const chosen = likely(numbers, new Set([asked]), { near: 2, paraphrase })
          const others = pairs
            .filter(({ a, b, score }) => (a === asked || b === asked) && score >= paraphrase)
            .map(({ a, b }) => (a === asked ? b : a))
          expect(chosen).toEqual(expect.arrayContaining(others))
        }
      }),
      { numRuns: 100 },
    )
  })

  test('an unrelated chapter moves a score by its rarity alone, and adds no pair', () => {
    assert(
      property(texts, integer({ min: 0, max: 40 }), (list, count) => {
        const passages = list.map(text => passage(text))
        const strange = Array.from({ length: count }, (_, index) =>
          passage(['zz', 'yy', 'xx', 'ww', 'vv', 'uu'].map(word => word + index).join(' ')),
        )
        const reads = readPassages([...passages, ...strange], shippedGlossaries())
        const scores = paraphrases(reads, 1e-9)
        const expected = plainScores(reads.slice(0, list.length), reads.length)
        expect(scores.map(({ a, b }) => `${a} ${b}`)).toEqual([...expected.keys()])
        for (const { a, b, score } of scores) {
          expect(score).toBeCloseTo(expected.get(`${a} ${b}`)!, 9)
        }
      }),
      { numRuns: 100 },
    )
  })
})

/** The score as its description says, pair by pair, among `count` passages. */
function plainScores(reads: readonly Read[], count: number): ReadonlyMap<string, number> {
  const features = reads.map(({ features: { singles, pairs } }) => {
    const names = [...singles.keys()]
    const all = new Map(singles)
    for (let at = 0; at < pairs.length; at += 2) {
      all.set([names[pairs[at]!], names[pairs[at + 1]!]].sort().join(' '), 0.3)
    }
    return all
  })
  const rarity = (many: number) => Math.log((count + 1) / (many + 0.5))
  const weight = (own: ReadonlyMap<string, number>, name: string) =>
    (own.get(name) ?? 0) * rarity(features.filter(each => each.has(name)).length)
  const length = (own: ReadonlyMap<string, number>) =>
    Math.hypot(...[...own.keys()].map(name => weight(own, name)))
  const half = Math.max(6, 1.5 * rarity(2))
  const scores = new Map<string, number>()
  for (const [a, one] of features.entries()) {
    for (const [index, other] of features.slice(a + 1).entries()) {
      const shared = [...one.keys()].filter(name => other.has(name))
      const product = shared.map(name => weight(one, name) * weight(other, name))
      const both = product.map((value, at) => (shared[at]!.includes(' ') ? 0 : Math.sqrt(value)))
      const sum = (values: readonly number[]) => values.reduce((x, y) => x + y, 0)
      const fade = sum(both) / (sum(both) + half)
      const b = a + 1 + index
      const cosine = sum(product) / (length(one) * length(other))
      const score = settled(reads[a]!, reads[b]!, cosine * fade)
      if (score >= 1e-9) scores.set(`${a} ${b}`, score)
    }
  }
  return scores
}
