import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { readingFormats } from '../../scripts/read/publication.ts'
import { type Dict, isDict, isRef, isStream, type Value } from '../../scripts/render/pdf/object.ts'
import { openPdf, type Pdf, packed, unpacked } from '../../scripts/render/pdf/pdf.ts'
import { reviewSheets } from '../../scripts/render/review-sheets.ts'
import { type HardFile, hardSet, pressHard } from '../hard/hard-set.ts'
import { pressroomWith, sharedPrinter } from '../press/shared-printer.ts'
import { brokenClauses } from './clauses.ts'
import { hasVeraPdf, verapdf } from './verapdf.ts'

let bench: string
let sheets: Uint8Array
const made = new Map<string, readonly HardFile[]>()
const referee = hasVeraPdf()
const handbook = {
  name: 'handbook',
  folder: fileURLToPath(new URL('../../manuscript/', import.meta.url)),
}

beforeAll(async () => {
  bench = await mkdtemp(join(tmpdir(), 'accessible-'))
  const { printer, close } = await sharedPrinter()
  for (const manuscript of [...(await hardSet()), ...(referee ? [handbook] : [])])
    made.set(manuscript.name, await pressHard(manuscript, bench, printer, ['leaflets', 'book']))
  const { stock } = pressroomWith(printer)
  const form =
    '<h1>Form</h1><table><tr><th></th><td>1</td></tr><tr><td></td><td>2</td></tr></table>'
  sheets = await reviewSheets(form, 'Form', stock, printer)
  await close()
}, 300_000)
afterAll(() => rm(bench, { recursive: true, force: true }))

const pdfs = () => [...made.values()].flat().filter(({ name }) => name.endsWith('.pdf'))
const named = (name: string): Uint8Array => {
  const file = pdfs().find(each => each.name === name)
  if (!file) throw new Error(`There is no ${name}.`)
  return file.bytes
}

describe('manuscripts that are hard to set', () => {
  it('are thirty and more, each pressed in every format for reading', () => {
    expect(made.size).toBeGreaterThanOrEqual(30)
    for (const [name, files] of made) {
      const count = (ending: string) => files.filter(file => file.name.endsWith(ending)).length
      for (const format of readingFormats) expect(count(`-${format}.pdf`), name).toBeGreaterThan(0)
      expect(count('book.pdf'), name).toBe(1)
    }
  })

  it('keep the clauses that the press mends, in every PDF', () => {
    const faults = pdfs().flatMap(({ name, bytes }) =>
      brokenClauses(bytes).map(fault => `${name}: ${fault}`),
    )
    expect(faults).toEqual([])
  })

  it('and so do the forms for reviewers', () => {
    expect(brokenClauses(sheets)).toEqual([])
  })

  it.skipIf(!referee)(
    'and the handbook are PDF/UA-1 to veraPDF',
    { timeout: 300_000 },
    async () => {
      const { conforming, faults } = await verapdf([
        ...pdfs(),
        { name: 'review sheets', bytes: sheets },
      ])
      expect(faults).toEqual([])
      expect(conforming.length).toBe(pdfs().length + 1)
    },
  )
})

/** The first element of a type in a file's structure. */
function element(pdf: Pdf, type: string): Dict {
  const find = (value: Value | undefined): Dict | undefined => {
    const entry = pdf.get(value)
    if (!isDict(entry)) return undefined
    if (entry.get('S') === `/${type}`) return entry
    for (const kid of pdf.list(entry.get('K'))) {
      const found = find(kid)
      if (found) return found
    }
    return undefined
  }
  const root = pdf.dict(pdf.dict(pdf.trailer.get('Root')).get('StructTreeRoot'))
  const found = find(pdf.list(root.get('K'))[0])
  if (!found) throw new Error(`There is no ${type}.`)
  return found
}

function repainted(pdf: Pdf, change: (content: string) => string): void {
  const [page] = pdf.pages()
  const contents = pdf.dict(page).get('Contents')
  const stream = pdf.get(contents)
  if (!isRef(contents) || !isStream(stream)) throw new Error('There is no content.')
  const content = unpacked(stream).toString('latin1')
  expect(change(content)).not.toBe(content)
  pdf.set(contents, packed(Buffer.from(change(content), 'latin1')))
}

const catalog = (pdf: Pdf) => pdf.dict(pdf.trailer.get('Root'))
const annotation = (pdf: Pdf) => pdf.dict(pdf.list(pdf.dict(pdf.pages()[0]).get('Annots'))[0])

describe('without one mend', () => {
  const notes = 'footnote-used-twice/leaflets/01-notes-a4.pdf'
  const words = 'mixed-languages/leaflets/01-words-a4.pdf'
  const boxes = 'boxes/leaflets/01-boxes-a4.pdf'
  const map = 'image-in-link/leaflets/01-map-a4.pdf'
  const spans = 'table-with-spans/leaflets/01-clinic-a4.pdf'
  const undone: readonly (readonly [string, string, (pdf: Pdf) => void])[] = [
    ['5', notes, pdf => catalog(pdf).delete('Metadata')],
    ['7.1', notes, pdf => catalog(pdf).delete('MarkInfo')],
    ['7.1', notes, pdf => catalog(pdf).delete('ViewerPreferences')],
    ['7.2', notes, pdf => catalog(pdf).delete('Lang')],
    ['7.1', notes, pdf => repainted(pdf, content => content.replace(/\/Artifact[^\n]*BDC\n/, ''))],
    [
      '7.1',
      notes,
      pdf => repainted(pdf, content => content.replace(/<<\/MCID \d+>> BDC/, '<<>> BDC')),
    ],
    ['7.1', boxes, pdf => pdf.dict(catalog(pdf).get('StructTreeRoot')).delete('RoleMap')],
    ['7.2', boxes, pdf => element(pdf, 'LBody').set('S', '/Div')],
    ['7.2', boxes, pdf => element(pdf, 'THead').set('S', '/Div')],
    ['7.2', spans, pdf => element(pdf, 'TD').set('A', new Map([['ColSpan', 2]]))],
    ['7.3', map, pdf => element(pdf, 'Figure').delete('Alt')],
    ['7.4.2', boxes, pdf => element(pdf, 'H2').set('S', '/H4')],
    ['7.5', words, pdf => element(pdf, 'TH').delete('A')],
    ['7.9', notes, pdf => element(pdf, 'Note').delete('ID')],
    ['7.18.3', notes, pdf => pdf.dict(pdf.pages()[0]).delete('Tabs')],
    ['7.18.5', notes, pdf => annotation(pdf).delete('Contents')],
    ['7.18.5', notes, pdf => element(pdf, 'Link').set('S', '/Span')],
  ]
  test.each(undone)('clause %s is broken in %s (%#)', (clause, name, undo) => {
    const bytes = named(name)
    expect(brokenClauses(bytes)).toEqual([])
    const pdf = openPdf(bytes)
    undo(pdf)
    const faults = brokenClauses(pdf.save('1.7'))
    expect(faults.map(fault => fault.split(' ')[0])).toContain(clause)
  })
})
