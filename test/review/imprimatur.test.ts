import { expect, test } from 'vitest'
import type { Manuscript } from '../../scripts/read/manuscript.ts'
import { fingerprint } from '../../scripts/review/fingerprint.ts'
import { imprimatur, uncovered } from '../../scripts/review/imprimatur.ts'
import { remedies } from '../../scripts/review/remedies.ts'
import { chapterWith, manuscriptOf, midwife, pharmacist } from './folder.ts'

const today = '2026-11-22'
const words = 'Put a warm pack on your leg.'

interface Fields {
  readonly [field: string]: unknown
}

/** A review that holds today, with fields changed or, where undefined, left out. */
function review(change: Fields = {}): string {
  const fields: Fields = {
    remedy: 'warm-pack',
    reviewer: midwife,
    decision: 'approve',
    date: '2026-11-01',
    expires: '2028-11-01',
    fingerprint: fingerprint(words),
    ...change,
  }
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => `${field}: ${JSON.stringify(value)}\n`)
    .join('')
}

interface Made {
  readonly text?: string
  readonly review?: string | Uint8Array
  readonly unreviewed?: string
  readonly files?: Readonly<Record<string, string>>
}

async function made(made: Made): Promise<Manuscript> {
  return manuscriptOf({
    'a.md': made.text ?? chapterWith(words),
    'publications/it.yaml': `kind: leaflet\nunreviewed: ${made.unreviewed ?? 'proof'}\n`,
    ...(made.review === undefined ? {} : { 'reviews/warm-pack.yaml': made.review }),
    ...made.files,
  })
}

async function decided(setting: Made, day = today) {
  const manuscript = await made(setting)
  const publication = manuscript.publications[0]!
  return { manuscript, ...imprimatur(manuscript, publication, day) }
}

async function codes(setting: Made, day = today): Promise<readonly string[]> {
  const { leave, refusals } = await decided(setting, day)
  expect(leave).toBeUndefined()
  return (refusals ?? []).map(({ code }) => code)
}

test('a review that holds gives leave, for exactly these words', async () => {
  const { leave } = await decided({ review: review() })
  expect(leave?.publication).toBe('it')
  expect(leave?.fingerprints).toEqual(new Map([['warm-pack', fingerprint(words)]]))
  expect(leave?.reviews.get('warm-pack')?.signatures[0].reviewer.name).toBe(midwife.name)
  expect(leave?.withheld).toEqual(new Set())
})

test('a manuscript without remedies has leave', async () => {
  expect((await decided({ text: '# Nothing here\n' })).leave?.fingerprints.size).toBe(0)
})

/** Every way for a review to give no leave. */
const refused: readonly (readonly [what: string, code: string, setting: Made])[] = [
  ['no review', 'not-reviewed', {}],
  ['an unknown field', 'review-unreadable', { review: review({ aproved: 'yes' }) }],
  [
    'an unknown field of the reviewer',
    'review-unreadable',
    { review: review({ reviewer: { ...midwife, title: 'Dr' } }) },
  ],
  ['text that is not YAML', 'review-unreadable', { review: 'remedy: "warm' }],
  ['an empty file', 'review-unreadable', { review: '' }],
  ['bytes that are no text', 'review-unreadable', { review: new Uint8Array([0, 159, 146, 150]) }],
  ['a field given twice', 'review-unreadable', { review: `${review()}decision: reject\n` }],
  ['two documents in one file', 'review-unreadable', { review: `${review()}---\n${review()}` }],
  ['a date in the future', 'review-dated-ahead', { review: review({ date: '2026-11-23' }) }],
  ['a day that does not exist', 'review-unreadable', { review: review({ date: '2026-02-30' }) }],
  ['no date', 'review-unreadable', { review: review({ date: undefined }) }],
  ['an expired review', 'review-expired', { review: review({ expires: '2026-11-21' }) }],
  ['no expiry', 'review-unreadable', { review: review({ expires: undefined }) }],
  [
    'an expiry before the date',
    'review-contradicts-itself',
    { review: review({ date: '2026-11-20', expires: '2026-11-19' }) },
  ],
  [
    'a wrong fingerprint',
    'review-stale',
    { review: review({ fingerprint: fingerprint('Other words.') }) },
  ],
  ['no fingerprint', 'review-unreadable', { review: review({ fingerprint: undefined }) }],
  [
    'a shortened fingerprint',
    'review-unreadable',
    { review: review({ fingerprint: fingerprint(words).slice(0, 20) }) },
  ],
  ['a rejection', 'review-rejects', { review: review({ decision: 'reject' }) }],
  ['a decision nobody knows', 'review-unreadable', { review: review({ decision: 'approved' }) }],
  ['no decision', 'review-unreadable', { review: review({ decision: undefined }) }],
  [
    'an approval with a note that is missing',
    'review-contradicts-itself',
    { review: review({ decision: 'approve-with-note' }) },
  ],
  [
    'signed words that the fingerprint does not stand for',
    'review-contradicts-itself',
    { review: review({ words: 'Put a hot pack on your leg.' }) },
  ],
  [
    'a reviewer without a role',
    'review-unreadable',
    { review: review({ reviewer: { ...midwife, role: undefined } }) },
  ],
  [
    'a reviewer with an empty role',
    'review-unreadable',
    { review: review({ reviewer: { ...midwife, role: '  ' } }) },
  ],
  [
    'a reviewer without a name',
    'review-unreadable',
    { review: review({ reviewer: { ...midwife, name: '…' } }) },
  ],
  [
    'a reviewer without a registration',
    'review-unreadable',
    { review: review({ reviewer: { ...midwife, registration: '' } }) },
  ],
  ['no reviewer', 'review-unreadable', { review: review({ reviewer: undefined }) }],
  [
    'a review in the file of another remedy',
    'review-unreadable',
    { review: review({ remedy: 'cold-pack' }) },
  ],
  [
    'two files for one remedy',
    'review-unreadable',
    { review: review(), files: { 'reviews/warm-pack.yml': review() } },
  ],
  [
    'a rejection by the second reviewer',
    'review-rejects',
    { review: review({ second: second({ decision: 'reject' }) }) },
  ],
  [
    'an expired second review',
    'review-expired',
    { review: review({ second: second({ expires: '2026-11-21' }) }) },
  ],
  [
    'two reviewers who signed different words',
    'review-contradicts-itself',
    { review: review({ second: second({ fingerprint: fingerprint('x') }) }) },
  ],
  [
    'one person who signs twice',
    'second-review-same-person',
    {
      review: review({
        second: second({ reviewer: { ...pharmacist, name: 'Dr TEST  Reviewer One' } }),
      }),
    },
  ],
  [
    'one registration that signs twice',
    'second-review-same-person',
    {
      review: review({
        second: second({ reviewer: { ...pharmacist, registration: 'test-0001' } }),
      }),
    },
  ],
  ['a remedy without a name', 'remedy-unnamed', { text: ':::remedy\nTake it.\n:::\n' }],
  [
    'a name that no file can have',
    'remedy-unnamed',
    { text: ':::remedy{id="../x"}\nTake it.\n:::\n' },
  ],
  [
    'two remedies of one name',
    'remedy-doubled',
    { text: `${chapterWith(words)}\n:::remedy{#warm-pack}\n${words}\n:::\n`, review: review() },
  ],
  [
    'a remedy within a remedy',
    'remedy-nested',
    { text: `::::remedy{#outer}\n:::remedy{#warm-pack}\n${words}\n:::\n::::\n`, review: review() },
  ],
  [
    'a chapter that cannot be read',
    'chapter-missing',
    { text: '---\ntitle: [\n---\n', files: { 'b.md': 'Text.\n' } },
  ],
]

function second(change: Fields = {}): Fields {
  return {
    reviewer: pharmacist,
    decision: 'approve',
    date: '2026-11-02',
    expires: '2028-11-01',
    fingerprint: fingerprint(words),
    ...change,
  }
}

test.each(refused)('%s gives no leave', async (_, code, setting) => {
  expect(await codes(setting)).toContain(code)
})

test('two reviewers who differ give leave, and both are kept', async () => {
  const { leave } = await decided({ review: review({ second: second() }) })
  expect(leave?.reviews.get('warm-pack')?.signatures).toHaveLength(2)
})

test('a review holds on its last day and lapses the day after', async () => {
  const setting = { review: review({ expires: today }) }
  expect((await decided(setting)).leave).toBeDefined()
  expect(await codes(setting, '2026-11-23')).toEqual(['review-expired'])
})

test.each(['', 'today', '2026-02-30', '9999'])('the day %j gives no leave', async day => {
  expect(await codes({ review: review() }, day)).toContain('day-unknown')
})

test('a publication that withholds has leave without the unsigned words', async () => {
  const { leave, standings } = await decided({ unreviewed: 'withhold' })
  expect(leave?.withheld).toEqual(new Set(['warm-pack']))
  expect(leave?.fingerprints.size).toBe(0)
  expect(standings[0]?.refusals.map(({ code }) => code)).toEqual(['not-reviewed'])
})

test.each(['proof', 'fail'])('a publication that says %s has no leave', async unreviewed => {
  expect(await codes({ unreviewed })).toEqual(['not-reviewed'])
})

test('what has no name cannot be withheld, so nothing is printed', async () => {
  const text = ':::remedy\nTake it.\n:::\n'
  expect(await codes({ text, unreviewed: 'withhold' })).toContain('remedy-unnamed')
})

test('a remedy in a shared passage is signed once and stands in two chapters', async () => {
  const { leave, standings } = await decided({
    text: '::passage{#warm}\n',
    review: review(),
    files: {
      'b.md': 'And again:\n\n::passage{#warm}\n',
      'passages/warm.md': `:::remedy{#warm-pack}\n${words}\n:::\n`,
    },
  })
  expect(standings.map(({ remedy }) => [remedy.chapter, remedy.place.file])).toEqual([
    ['a', 'passages/warm.md'],
    ['b', 'passages/warm.md'],
  ])
  expect(leave?.fingerprints.size).toBe(1)
})

test('a changed passage voids the remedy that includes it', async () => {
  const setting = (dose: string): Made => ({
    text: chapterWith('::passage{#dose}'),
    review: review({ fingerprint: fingerprint('Warm it for 1 minute.') }),
    files: { 'passages/dose.md': `Warm it for ${dose}.\n` },
  })
  expect((await decided(setting('1 minute'))).leave).toBeDefined()
  expect(await codes(setting('10 minutes'))).toEqual(['review-stale'])
})

test('after composing, other words than the signed ones are found out', async () => {
  const { leave, manuscript } = await decided({ review: review() })
  expect(uncovered(leave!, manuscript)).toEqual([])
  const later = await made({ text: chapterWith('Put a hot pack on your leg.') })
  expect(uncovered(leave!, later)).toEqual([
    'Remedy `warm-pack` holds other words than the ones that were signed.',
  ])
  const more = await made({ text: chapterWith(words, 'cold-pack') })
  expect(uncovered(leave!, more)).toEqual(['Remedy `cold-pack` has no leave.'])
  const withheld = await decided({ unreviewed: 'withhold' })
  expect(uncovered(withheld.leave!, withheld.manuscript)).toHaveLength(1)
})

test('a copy of a leave is no leave', async () => {
  const { leave, manuscript } = await decided({ review: review() })
  expect(uncovered({ ...leave! }, manuscript)).toEqual(['The leave was not given by the gate.'])
})

test('the words of a refusal name the remedy and the next step', async () => {
  const { refusals } = await decided({ review: review({ fingerprint: fingerprint('x') }) })
  expect(refusals?.map(({ reason, note }) => `${reason}\n${note}`).join('\n\n')).toBe(
    [
      'Remedy `warm-pack` changed since its review, expected the words signed 2026-11-01',
      'Ask for a new signature: `imprimatur review warm-pack` prints the form. `imprimatur review` shows the words that changed.',
    ].join('\n'),
  )
})

test('remedies are met in lists, quotations and notes', async () => {
  const manuscript = await made({
    text: '- item\n\n  :::remedy{#one}\n  a\n  :::\n\n> :::remedy{#two}\n> b\n> :::\n\nx[^n]\n\n[^n]: note\n\n    :::remedy{#three}\n    c\n    :::\n',
  })
  expect(
    remedies(manuscript)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['one', 'three', 'two'])
})
