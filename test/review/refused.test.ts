import { createHash } from 'node:crypto'
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Order, press } from '../../scripts/press.ts'
import type { Printer } from '../../scripts/render/chromium.ts'
import { fingerprint } from '../../scripts/review/fingerprint.ts'
import type { RefusalCode } from '../../scripts/review/standing.ts'
import { pressroomWith, sharedPrinter } from '../press/shared-printer.ts'
import { chapterWith, type Files, folderOf, midwife, pharmacist } from './folder.ts'

const signedOn = '2026-01-15'
const words = 'Put a warm pack on your leg.'
const medicine = 'Ask before you take paracetamol.'

type Fields = Readonly<Record<string, unknown>>

/** A review that holds on the day of signing, with fields changed. */
function review(change: Fields = {}, remedy = 'warm-pack'): Files {
  const fields = { remedy, ...signature(midwife), ...change }
  return { [`reviews/${remedy}.yaml`]: JSON.stringify(fields) }
}

function signature(reviewer: typeof midwife, signed = words): Fields {
  return {
    reviewer,
    decision: 'approve',
    date: '2026-01-01',
    expires: '2027-01-01',
    fingerprint: fingerprint(signed),
  }
}

/** A manuscript on which all have signed: a leaflet, a book and an ebook of one chapter. */
const signed: Files = {
  'a.md': chapterWith(words),
  ...review(),
  ...Object.fromEntries(
    ['leaflet', 'book', 'ebook'].map(kind => [
      `publications/${kind}.yaml`,
      `kind: ${kind}\nchapters: [a]\nunreviewed: proof\n`,
    ]),
  ),
}

/** What happens to the signed manuscript, so that it is refused for this reason and no other. */
interface Lapse {
  readonly what: string
  /** Files that are written over the signed ones. */
  readonly files?: Files
  readonly day?: string
  /** Where a reason cannot come alone: all of them. */
  readonly codes?: readonly RefusalCode[]
  /** What a chapter that cannot be read makes: not even a proof. */
  readonly makes?: 'nothing'
}

/** Every code has its lapse: a new one does not compile until it has one too. */
const lapses = {
  'not-reviewed': {
    what: 'a second remedy that nobody has signed',
    files: { 'a.md': `${chapterWith(words)}\n:::remedy{#rest}\nRest a little.\n:::\n` },
  },
  'review-unreadable': {
    what: 'a review with a field that nobody knows',
    files: review({ aproved: 'yes' }),
  },
  'review-contradicts-itself': {
    what: 'a review that approves with a note and has none',
    files: review({ decision: 'approve-with-note' }),
  },
  'review-dated-ahead': { what: 'a review dated tomorrow', files: review({ date: '2026-01-16' }) },
  'review-expired': { what: 'the day after the review ends', day: '2027-01-02' },
  'review-stale': {
    what: 'one word that changed',
    files: { 'a.md': chapterWith(words.replace('warm', 'hot')) },
  },
  'review-rejects': { what: 'a rejection', files: review({ decision: 'reject' }) },
  'second-review-missing': {
    what: 'a medicine that one reviewer has signed',
    files: {
      'a.md': chapterWith(medicine),
      ...review({ fingerprint: fingerprint(medicine) }),
    },
  },
  'second-review-same-person': {
    what: 'a medicine that one person has signed twice',
    files: {
      'a.md': chapterWith(medicine),
      ...review({
        ...signature(midwife, medicine),
        second: signature({ ...pharmacist, name: `Dr ${midwife.name}` }, medicine),
      }),
    },
  },
  'remedy-unnamed': {
    what: 'a remedy without a name',
    files: { 'a.md': chapterWith(words).replace('{#warm-pack}', '') },
    // No review can be kept for what has no name.
    codes: ['remedy-unnamed', 'not-reviewed'],
  },
  'remedy-doubled': {
    what: 'a name that two remedies bear',
    files: { 'a.md': `${chapterWith(words)}\n:::remedy{#warm-pack}\n${words}\n:::\n` },
    // Each of the two is told.
    codes: ['remedy-doubled', 'remedy-doubled'],
  },
  'remedy-nested': {
    what: 'a remedy within a remedy',
    files: {
      'a.md': `::::remedy{#outer}\nSit.\n\n:::remedy{#warm-pack}\n${words}\n:::\n::::\n`,
      ...review(
        { fingerprint: fingerprint(`Sit.\n::: remedy\n{id="warm-pack"}\n${words}\n:::`) },
        'outer',
      ),
    },
  },
  'remedy-unclear': {
    what: 'a variable in the signed words',
    files: {
      'a.md': chapterWith('Warm it for {{ minutes }}.'),
      ...review({ fingerprint: fingerprint('Warm it for {{ minutes }}.') }),
    },
  },
  'remedy-outside': {
    what: 'an offer that stands in no box',
    files: {
      'a.md': `${chapterWith(words)}\nDrink liquorice tea.\n`.replace(
        'title:',
        'topic: pregnancy\ntitle:',
      ),
    },
  },
  'chapter-missing': {
    what: 'a chapter that cannot be read',
    files: { 'a.md': '---\ntitle: [\n---\n' },
    makes: 'nothing',
  },
  'day-unknown': { what: 'a day that is none', day: '2026-02-30' },
} as const satisfies Record<RefusalCode, Lapse>

/** What stands in a folder: SHA-256 by path. */
async function standingIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter(entry => entry.isFile()).map(one => join(one.parentPath, one.name))
  return new Map(
    await Promise.all(
      files.sort().map(async file => {
        const sum = createHash('sha256').update(await readFile(file))
        return [file.slice(folder.length + 1), sum.digest('hex')] as const
      }),
    ),
  )
}

const finals = (files: ReadonlyMap<string, string>) =>
  [...files.keys()].filter(path => /^(?:leaflets|books|ebooks)\//.test(path))
const proofs = (files: ReadonlyMap<string, string>) =>
  [...files.keys()].filter(path => path.startsWith('proofs/'))

describe('each way to be refused', () => {
  let printer: Printer
  let close: () => Promise<void>
  /** What was pressed as final while all was signed. */
  let issued: string

  const pressed = (folder: string, out: string, day = signedOn, mode?: Order['mode']) =>
    press(
      { folder, out, publications: [], ...(mode ? { mode } : {}) },
      { ...pressroomWith(printer), day },
    )

  beforeAll(async () => {
    ;({ printer, close } = await sharedPrinter())
    const folder = await folderOf(signed, afterAll)
    issued = join(folder, 'dist')
    const { outcomes } = await pressed(folder, issued, signedOn, 'release')
    expect(outcomes.map(({ standing }) => standing)).toEqual(['final', 'final', 'final'])
    expect(finals(await standingIn(issued))).toHaveLength(3)
  })
  afterAll(() => close())

  test.each(Object.entries<Lapse>(lapses).map(([code, lapse]) => ({ code, ...lapse })))(
    '$code: $what prints nothing as final',
    async ({ code, files, day, codes, makes }) => {
      const folder = await folderOf({ ...signed, ...files })
      const out = join(folder, 'dist')
      await cp(issued, out, { recursive: true })
      const before = await standingIn(out)

      // A release leaves what was issued before as it was, and makes nothing where nothing was.
      for (const [place, stands] of [
        [out, before],
        [join(folder, 'fresh'), new Map()],
      ] as const) {
        const { outcomes, written } = await pressed(folder, place, day, 'release')
        expect(outcomes).toHaveLength(3)
        for (const { decision, standing, files } of outcomes) {
          expect(decision.leave).toBeUndefined()
          expect(decision.refusals?.map(one => one.code)).toEqual(codes ?? [code])
          expect(standing).not.toBe('final')
          expect(files).toEqual([])
        }
        expect(written).toBeUndefined()
        expect(await standingIn(place)).toEqual(stands)
      }

      // An ordinary run takes away what nobody stands behind any more.
      const { outcomes, written } = await pressed(folder, out, day)
      for (const { decision } of outcomes) {
        expect(decision.refusals?.map(one => one.code)).toEqual(codes ?? [code])
      }
      const after = await standingIn(out)
      expect(finals(after)).toEqual([])
      expect(written?.removed).toEqual(finals(before))
      expect(proofs(after)).toHaveLength(makes === 'nothing' ? 0 : 3)
    },
  )

  test('a final file is taken away though its publication now fails', async () => {
    const folder = await folderOf({
      ...signed,
      ...review({ decision: 'reject' }),
      'publications/leaflet.yaml': 'kind: leaflet\nchapters: [a]\nunreviewed: fail\n',
    })
    const out = join(folder, 'dist')
    await cp(issued, out, { recursive: true })
    const { outcomes } = await pressed(folder, out)
    expect(outcomes.map(({ standing }) => standing).sort()).toEqual(['not made', 'proof', 'proof'])
    expect(finals(await standingIn(out))).toEqual([])
  })

  test('a run for one publication leaves the files of the others, and takes its own away', async () => {
    const folder = await folderOf({ ...signed, ...review({ decision: 'reject' }) })
    const out = join(folder, 'dist')
    await cp(issued, out, { recursive: true })
    await press({ folder, out, publications: ['leaflet'] }, pressroomWith(printer))
    const after = finals(await standingIn(out))
    expect(after.map(path => dirname(path))).toEqual(['books', 'ebooks'])
  })

  test('the signed words give final files again once the review holds', async () => {
    const folder = await folderOf({ ...signed, ...review({ decision: 'reject' }) })
    const out = join(folder, 'dist')
    await pressed(folder, out)
    expect(finals(await standingIn(out))).toEqual([])
    await writeFile(
      join(folder, 'reviews/warm-pack.yaml'),
      String(signed['reviews/warm-pack.yaml']),
    )
    await pressed(folder, out)
    const [again, first] = [await standingIn(out), await standingIn(issued)]
    expect(finals(again)).toEqual(finals(first))
    for (const path of finals(first)) expect(again.get(path)).toBe(first.get(path))
  })
})
