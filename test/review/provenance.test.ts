import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import JSZip from 'jszip'
import { describe, expect, test } from 'vitest'
import { verify } from '../../scripts/commands/verify.ts'
import { reviewLines, reviewNote } from '../../scripts/compose/review-note.ts'
import { openTemplates } from '../../scripts/read/templates.ts'
import { toHtml } from '../../scripts/render/html.ts'
import { mended } from '../../scripts/render/pdf/mended.ts'
import { plain } from '../../scripts/render/pdf/plain.ts'
import { fingerprint } from '../../scripts/review/fingerprint.ts'
import { imprimatur } from '../../scripts/review/imprimatur.ts'
import {
  provenance,
  provenanceKey,
  provenanceLine,
  readProvenance,
  verdict,
} from '../../scripts/review/provenance.ts'
import { worldOn } from '../world.ts'
import { chapterWith, type Files, folderOf, manuscriptOf, midwife } from './folder.ts'

const today = '2026-11-22'
const words = 'Put a warm pack on your leg.'
const signature = {
  remedy: 'warm-pack',
  reviewer: { ...midwife, display: 'name' },
  decision: 'approve-with-note',
  date: '2026-11-01',
  expires: '2027-11-01',
  fingerprint: fingerprint(words),
  note: 'Use a **cover**. <script>alert(1)</script> ![x](y.png)',
}
const files: Files = {
  'a.md': chapterWith(words),
  'reviews/warm-pack.yaml': JSON.stringify(signature),
  'publications/it.yaml': 'kind: leaflet\n',
}

async function made(content: Files = files) {
  const manuscript = await manuscriptOf(content)
  const publication = manuscript.publications[0]!
  const decision = imprimatur(manuscript, publication, today)
  return { manuscript, decision, made: provenance(manuscript, publication, decision, 'abcd1234') }
}

test('provenance is told without the day, and read back from one line of ASCII', async () => {
  const { made: before } = await made()
  const line = provenanceLine({ ...before, publication: 'Blätter' })
  expect(line).toMatch(/^[\x20-\x7e]+$/)
  expect(readProvenance(line)).toEqual({ ...before, publication: 'Blätter' })
  expect(before).toMatchObject({
    standing: 'final',
    remedies: { 'warm-pack': fingerprint(words) },
    reviews: [{ remedy: 'warm-pack', name: midwife.name, role: 'Midwife', expires: '2027-11-01' }],
  })
  expect(line).not.toContain(today)
})

test.each(['', 'x', '{}', '{"imprimatur":2}'])('%j is no provenance', line => {
  expect(readProvenance(line)).toBeUndefined()
})

describe('what has become of the text', () => {
  const told: readonly (readonly [string, Files, string])[] = [
    ['current', {}, today],
    ['expired', {}, '2027-11-02'],
    ['changed', { 'a.md': chapterWith(words).replace('Before.', 'Before that.') }, today],
    ['changed', { 'a.md': chapterWith('Put a hot pack on your leg.') }, today],
    [
      'expired',
      { 'reviews/warm-pack.yaml': JSON.stringify({ ...signature, decision: 'reject' }) },
      today,
    ],
    ['changed', { 'b.md': 'More.\n' }, today],
    ['unknown', { 'publications/it.yaml': 'kind: leaflets\n' }, today],
  ]
  test.each(told)('%s', async (state, change, day) => {
    const { made: before } = await made()
    const now = await manuscriptOf({ ...files, ...change })
    const met = verdict(before, now, day)
    expect(met.state).toBe(state)
    if (state !== 'current') expect(met.reasons).not.toEqual([])
  })

  test('a proof stays one', async () => {
    const { made: before } = await made({ ...files, 'reviews/warm-pack.yaml': 'remedy: warm-pack' })
    const now = await manuscriptOf(files)
    expect(verdict(before, now, today).state).toBe('proof')
  })
})

async function pdf(packed: boolean): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.addPage([100, 100])
  document.setTitle('It')
  return document.save({ useObjectStreams: packed })
}

const world = () => worldOn(today)

test.each([false, true])('a PDF carries it (packed: %s), and keeps its title', async packed => {
  const { made: before } = await made()
  const line = provenanceLine({ ...before, code: '\\(a)' })
  const printed = await plain(await pdf(packed))
  const told = { title: 'It', language: 'en', stamp: today, anchors: [] }
  const stamped = mended(printed, { ...told, properties: { [provenanceKey]: line } })
  expect(mended(printed, { ...told, properties: { [provenanceKey]: line } })).toEqual(stamped)
  expect((await PDFDocument.load(stamped)).getTitle()).toBe('It')
  const folder = await folderOf(files)
  await writeFile(join(folder, 'it.pdf'), stamped)
  const here = world()
  expect(await verify(join(folder, 'it.pdf'), { folder }, here)).toBe(0)
  expect(here.said()).toContain('Publication it, final, content code \\(a)')
  expect(here.said()).toContain('Review of warm-pack: Test Reviewer One, Midwife, 2026-11-01')
  expect(here.said()).toContain('Current')
})

test('an EPUB carries it', async () => {
  const { made: before } = await made()
  const zip = new JSZip()
  zip.file('META-INF/container.xml', '<rootfile full-path="OEBPS/content.opf"/>')
  const content = provenanceLine(before).replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  zip.file('OEBPS/content.opf', `<package><meta name="Imprimatur" content="${content}"/></package>`)
  const folder = await folderOf(files)
  await writeFile(join(folder, 'it.epub'), await zip.generateAsync({ type: 'uint8array' }))
  const here = world()
  expect(await verify(join(folder, 'it.epub'), { folder }, here)).toBe(0)
})

test.each(['%PDF-1.4 broken', 'PK broken', 'plain text'])('%j says nothing', async content => {
  const folder = await folderOf({ ...files, 'it.bin': content })
  const here = world()
  expect(await verify(join(folder, 'it.bin'), { folder }, here)).toBe(1)
  expect(here.said()).toContain('does not say what it was made from')
})

test('beside a signed remedy stands who signed, until when, and what they said', async () => {
  const { decision } = await made()
  const words = openTemplates().words('en')
  const html = toHtml([...reviewNote(decision.standings[0], words)])
  expect(html).toContain(
    'Reviewed by Test Reviewer One, Midwife on 1 November 2026. It holds until 1 November 2027.',
  )
  expect(html).toContain('<strong>cover</strong>')
  expect(html).not.toMatch(/<script|<img/)
  expect(reviewLines(decision.standings, words)).toEqual([
    {
      label: 'Medical reviews',
      lines: [
        'warm-pack: Test Reviewer One, Midwife, 1 November 2026, holds until 1 November 2027',
      ],
    },
  ])
})

test('the name stays out where the review does not let it be printed', async () => {
  const shy = { ...signature, reviewer: midwife }
  const { decision, made: before } = await made({
    ...files,
    'reviews/warm-pack.yaml': JSON.stringify(shy),
  })
  const words = openTemplates().words('en')
  expect(toHtml([...reviewNote(decision.standings[0], words)])).not.toContain(midwife.name)
  expect(provenanceLine(before)).not.toContain(midwife.name)
})

test('beside an unsigned remedy stands plainly that nobody reviewed it', async () => {
  const { decision } = await made({ ...files, 'reviews/warm-pack.yaml': 'remedy: warm-pack' })
  const words = openTemplates().words('en')
  expect(toHtml([...reviewNote(decision.standings[0], words)])).toContain(
    'Not yet medically reviewed',
  )
  expect(toHtml([...reviewNote(undefined, words)])).toContain('Not yet medically reviewed')
})
