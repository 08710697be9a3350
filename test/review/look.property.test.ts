import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compose } from '../../scripts/compose/compose.ts'
import type { Manuscript } from '../../scripts/read/manuscript.ts'
import type { Publication } from '../../scripts/read/publication.ts'
import { openTemplates, type Templates, type Words } from '../../scripts/read/templates.ts'
import { fingerprint } from '../../scripts/review/fingerprint.ts'
import { imprimatur } from '../../scripts/review/imprimatur.ts'
import { type Files, manuscriptOf, midwife } from './folder.ts'

const day = '2026-01-15'
const remedies = {
  pack: 'Put a warm pack on your leg for 10 minutes.',
  walk: 'Walk for 5 minutes.\n- Slowly.\n- With shoes on.',
  rest: 'Rest with your feet up, twice a day.',
}
const ids = Object.keys(remedies) as (keyof typeof remedies)[]

/** Three chapters with a signed remedy each; what one says is handed in. */
function files(said: Readonly<Record<string, string>> = remedies, prefix = (id: string) => id) {
  const all: Record<string, string> = {
    'publications/book.yaml': 'kind: book\ntitle: All\nunreviewed: proof\n',
    'publications/ebook.yaml': 'kind: ebook\ntitle: All\nunreviewed: withhold\n',
    'publications/leaflet.yaml': 'kind: leaflet\ntitle: All\nunreviewed: fail\n',
  }
  for (const id of ids) {
    all[`${prefix(id)}.md`] =
      `---\ntitle: On ${id}\n---\n\nBefore ${id}.\n\n:::remedy{#${id}}\n${said[id]}\n:::\n\nAfter ${id}.\n`
    all[`reviews/${id}.yaml`] = JSON.stringify({
      remedy: id,
      reviewer: midwife,
      decision: 'approve',
      date: '2026-01-01',
      expires: '2027-01-01',
      fingerprint: fingerprint(remedies[id]),
    })
  }
  return all satisfies Files
}

const plain = openTemplates()

/** Other looks: each file and each fixed word of the press says something else. */
function otherLooks(css: string, word: string): Templates {
  return {
    text: path => `${plain.text(path)}\n${css}`,
    words: language => {
      const words = plain.words(language)
      const other = Object.entries(words).map(([key, value]) => [
        key,
        key === 'language' ? value : `${word} ${value}`,
      ])
      return Object.fromEntries(other) as Words
    },
  }
}

/** Leave for a publication, and that its final edition is composed under it. */
function pressed(manuscript: Manuscript, publication: Publication, templates: Templates = plain) {
  const { leave, standings } = imprimatur(manuscript, publication, day)
  if (!leave) return undefined
  expect(leave.withheld).toEqual(new Set())
  const edition = compose(manuscript, publication, leave, { templates, epoch: day, standings })
  expect(edition.standing).toBe('final')
  return leave.fingerprints
}

const signed = new Map(ids.map(id => [id, fingerprint(remedies[id])]))
const order = <T>(all: readonly T[]) =>
  fc.shuffledSubarray([...all], { minLength: all.length, maxLength: all.length })

test('leave stands in whatever order chapters and publications come', async () => {
  const manuscript = await manuscriptOf(files())
  fc.assert(
    fc.property(
      order(manuscript.chapters),
      order(manuscript.publications),
      order(ids),
      (chapters, publications, own) => {
        for (const publication of publications) {
          const reordered = { ...publication, chapters: own }
          expect(pressed({ ...manuscript, chapters, publications }, reordered)).toEqual(signed)
        }
      },
    ),
    { numRuns: 30 },
  )
})

test('leave stands for a part of the chapters, with the remedies of that part', async () => {
  const manuscript = await manuscriptOf(files())
  fc.assert(
    fc.property(fc.shuffledSubarray(ids, { minLength: 1 }), own => {
      const [publication] = manuscript.publications
      const part = pressed(manuscript, { ...publication!, chapters: own })
      expect(part).toEqual(new Map(own.map(id => [id, signed.get(id)])))
    }),
    { numRuns: 20 },
  )
})

test('leave stands with other templates and other fixed words', async () => {
  const manuscript = await manuscriptOf(files())
  const text = fc.string({ maxLength: 40 })
  const word = fc.string({ unit: fc.constantFrom(...'abcdéжø'), minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(text, word, (css, said) => {
      for (const publication of manuscript.publications)
        expect(pressed(manuscript, publication, otherLooks(css, said))).toEqual(signed)
    }),
    { numRuns: 30 },
  )
})

test('leave stands when files are named otherwise, and so come in another order', async () => {
  await fc.assert(
    fc.asyncProperty(order(ids), async own => {
      const named = files(remedies, id => `0${own.indexOf(id as keyof typeof remedies)}-${id}`)
      const manuscript = await manuscriptOf(named)
      expect(manuscript.chapters.map(({ id }) => id.slice(3))).toEqual(own)
      for (const publication of manuscript.publications)
        expect(pressed(manuscript, publication)).toEqual(signed)
    }),
    { numRuns: 6 },
  )
})

test('white space between the words changes nothing; one word that changed does', async () => {
  const spaced = Object.fromEntries(
    Object.entries(remedies).map(([id, said]) => [id, said.replace(/(?<=\w) (?=\w)/g, '   ')]),
  )
  const same = await manuscriptOf(files(spaced))
  for (const publication of same.publications) expect(pressed(same, publication)).toEqual(signed)
  const other = await manuscriptOf(files({ ...remedies, walk: 'Walk for 6 minutes.' }))
  for (const publication of other.publications) {
    if (publication.unreviewed === 'withhold') continue
    expect(pressed(other, publication)).toBeUndefined()
  }
})
