import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PDFDict, PDFDocument, PDFName, PDFRawStream, PDFRef } from '@cantoo/pdf-lib'
import type { Root } from 'mdast'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foldDuplicates } from '../../scripts/compose/fold-duplicates.ts'
import { type Outcome, type Pressing, press } from '../../scripts/press.ts'
import { chapter } from '../../scripts/read/chapter.ts'
import { epubcheck, hasJava } from './epubcheck.ts'
import { pieces, type Said } from './pieces.ts'
import {
  body,
  epubText,
  firstMissing,
  letters,
  openEpub,
  type ReadBack,
  readPdf,
  shapedLetters,
} from './read-back.ts'
import { pressroomWith, sharedPrinter } from './shared-printer.ts'

const folderOf = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))
const manuscripts = {
  'everything at once': folderOf('test/press/manuscripts/everything-at-once'),
  'right to left': folderOf('test/press/manuscripts/right-to-left'),
  'no front matter': folderOf('test/books/no-front-matter'),
  handbook: folderOf('manuscript'),
} as const
type Name = keyof typeof manuscripts

let bench: string
let closeBrowser: () => Promise<void>
const pressed = new Map<string, Pressing>()
const files = new Map<string, Uint8Array>()

beforeAll(async () => {
  bench = await mkdtemp(join(tmpdir(), 'fidelity-'))
  const { printer, close } = await sharedPrinter()
  closeBrowser = close
  for (const [name, folder] of Object.entries(manuscripts)) {
    const out = join(bench, name)
    const pressing = await press({ folder, out, publications: [] }, pressroomWith(printer))
    pressed.set(name, pressing)
    for (const { path } of pressing.written?.manifest.files ?? []) {
      files.set(`${name}/${path}`, await readFile(join(out, path)))
    }
  }
})
afterAll(async () => {
  await closeBrowser()
  await rm(bench, { recursive: true, force: true })
})

const outcomes = (name: Name) => pressed.get(name)?.outcomes ?? []
const bytesOf = (name: Name, path: string): Uint8Array => {
  const bytes = files.get(`${name}/${path}`)
  if (!bytes) throw new Error(`${name} has no ${path}, only ${[...files.keys()].join(', ')}`)
  return bytes
}

/** Each chapter of a manuscript with what it says, in reading order. */
function said(name: Name, { publication, decision, standing }: Outcome): readonly Said[] {
  const withheld = standing === 'final' ? decision.leave?.withheld : undefined
  const { manuscript } = pressed.get(name) ?? {}
  const chapters = publication.chapters.flatMap(
    id => pressed.get(name)?.manuscript.chapters.find(each => each.id === id) ?? [],
  )
  // A leaflet stands alone; a book says the same words once, which is tested elsewhere.
  const folds = publication.kind === 'leaflet' ? [] : foldDuplicates(chapters, '').folds
  return publication.chapters.flatMap(id => {
    if (reordered.includes(id)) return []
    const met = manuscript?.chapters.find(each => each.id === id)
    if (!met || !manuscript) return []
    // The tree as it is to be set: passages in their places, the title apart.
    const { tree, title } = chapter(met.file, met.text, manuscript.passages, 'en').chapter ?? met
    const { text, notes } = pieces(inReadersOrder(tree, publication.kind), {
      withheld,
      folded: folds.filter(({ chapter }) => chapter === id).map(({ place }) => place),
    })
    return [{ text: [title, ...text], notes }]
  })
}

/** A leaflet begins with its emergency box, wherever the chapter has it. */
function inReadersOrder(tree: Root, kind: string): Root {
  const box = tree.children.find(
    node => node.type === 'containerDirective' && node.name === 'emergency',
  )
  if (kind !== 'leaflet' || !box) return tree
  return { ...tree, children: [box, ...tree.children.filter(node => node !== box)] }
}

/** Sheets for paper, which have no tags to read by; they have tests of their own. */
const imposed = /-(booklet|tri-fold|\d-up)-(a4|letter)\.pdf$/

/** Chapters whose raw HTML a browser reorders; their words have a test of their own. */
const reordered = ['05-html', '07-gone-wrong']

/** Scripts whose letters a PDF holds by their shapes: their order is the ebook's to show. */
const shaped =
  /[\p{Script=Arab}\p{Script=Hebr}\p{Script=Deva}\p{Script=Beng}\p{Script=Guru}\p{Script=Taml}\p{Script=Thai}]/u

/** What a PDF reader of little skill can be asked for. */
const plainly = (said: readonly string[]) => said.filter(piece => !shaped.test(piece))

function expectEveryWord(
  name: Name,
  outcome: Outcome,
  text: string,
  pick = (said: readonly string[]) => said,
): void {
  for (const { text: spoken, notes } of said(name, outcome)) {
    expect(firstMissing(pick(spoken), text)).toBeUndefined()
    // Notes stand together at the chapter's end.
    for (const note of notes) expect(firstMissing(pick(note), text)).toBeUndefined()
  }
}

describe.for(Object.keys(manuscripts) as Name[])('%s', name => {
  it('has every word in order in each leaflet', async () => {
    const leaflets = outcomes(name).filter(({ publication }) => publication.kind === 'leaflet')
    expect(leaflets.length).toBeGreaterThan(0)
    for (const outcome of leaflets) {
      for (const { path } of outcome.files) {
        if (imposed.test(path)) continue
        const text = body(await readPdf(bytesOf(name, path)))
        expectEveryWord(name, outcome, text, plainly)
      }
    }
  })

  it('has every word in order in the book and in the ebook', async () => {
    const bound = outcomes(name).filter(({ publication }) => publication.kind !== 'leaflet')
    expect(bound.length).toBeGreaterThan(1)
    for (const outcome of bound) {
      for (const { path } of outcome.files) {
        const bytes = bytesOf(name, path)
        if (path.endsWith('.epub')) expectEveryWord(name, outcome, await epubText(bytes))
        else expectEveryWord(name, outcome, body(await readPdf(bytes)), plainly)
      }
    }
  })

  it('has PDFs that are tagged, titled, outlined, dated by the text, with every font inside', async () => {
    for (const { publication, files: made } of outcomes(name)) {
      for (const { path } of made) {
        if (!path.endsWith('.pdf') || imposed.test(path)) continue
        const pdf = await PDFDocument.load(bytesOf(name, path), { updateMetadata: false })
        const { catalog, context } = pdf
        const where = `${name} ${path}`
        const title = pdf.getTitle()
        expect(title, where).toBeTruthy()
        if (publication.title) expect(title).toBe(publication.title)
        expect(catalog.lookup(PDFName.of('MarkInfo'), PDFDict).toString(), where).toContain('true')
        expect(catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict), where).toBeDefined()
        expect(catalog.get(PDFName.of('Lang'))?.toString(), where).toMatch(/\((en|ar|he)/)
        const outlines = catalog.lookup(PDFName.of('Outlines'), PDFDict)
        expect(outlines.has(PDFName.of('First')), where).toBe(true)
        expect(pdf.getCreationDate()?.toISOString(), where).toMatch(/T00:00:00/)
        const fonts = context
          .enumerateIndirectObjects()
          .map(([, object]) => object)
          .filter(
            (object): object is PDFDict =>
              object instanceof PDFDict &&
              object.get(PDFName.of('Type'))?.toString() === '/FontDescriptor',
          )
        expect(fonts.length, where).toBeGreaterThan(0)
        for (const font of fonts) {
          const program = ['FontFile', 'FontFile2', 'FontFile3'].map(key =>
            font.get(PDFName.of(key)),
          )
          const embedded = program.find(each => each instanceof PDFRef)
          expect(embedded && context.lookup(embedded), where).toBeInstanceOf(PDFRawStream)
        }
        // In large print a wide table lies across its page.
        const lies = ({ width, height }: { width: number; height: number }) =>
          path.includes('-large-print-') && width > height
        const sizes = pdf
          .getPages()
          .map(page => page.getSize())
          .map(size => (lies(size) ? { width: size.height, height: size.width } : size))
        const [width, height] = sheetOf(publication.kind, path)
        for (const size of sizes) {
          expect(Math.abs(size.width - width), where).toBeLessThan(1)
          expect(Math.abs(size.height - height), where).toBeLessThan(1)
        }
      }
    }
  })

  it('prints nothing beyond the edge of the paper', async () => {
    for (const { files: made } of outcomes(name)) {
      for (const { path } of made) {
        if (!path.endsWith('.pdf')) continue
        const { pages, pieces: placed } = await readPdf(bytesOf(name, path))
        const lost = placed.filter(({ text, page, x, y, width }) => {
          const sheet = pages[page - 1]
          return (
            text.trim() && sheet && (x < 0 || y < 0 || x + width > sheet.width || y > sheet.height)
          )
        })
        expect(lost.slice(0, 5), `${name} ${path}`).toEqual([])
      }
    }
  })

  it.runIf(hasJava())('has an ebook that EPUBCheck has nothing against', async () => {
    const ebooks = outcomes(name).filter(({ publication }) => publication.kind === 'ebook')
    expect(ebooks.length).toBeGreaterThan(0)
    for (const { files: made } of ebooks) {
      for (const { path } of made) expect(await epubcheck(bytesOf(name, path))).toEqual([])
    }
  })
})

function sheetOf(kind: string, path: string): readonly [width: number, height: number] {
  if (path.endsWith('-print.pdf')) return [476, 652]
  if (kind === 'book') return [420, 595]
  return path.endsWith('-letter.pdf') ? [612, 792] : [595, 842]
}

describe('tables that pages cut', () => {
  it('repeat their head on each page and lose no row', async () => {
    const text = await readPdf(bytesOf('everything at once', 'leaflets/01-tables-lists-a4.pdf'))
    const rows = rowsOf(text)
    for (let row = 1; row <= 120; row += 1) expect(rows.get(row), `row ${row}`).toBe(1)
    const withRows = new Set(
      text.pieces.filter(({ text }) => /^Advice number/.test(text)).map(({ page }) => page),
    )
    expect(withRows.size).toBeGreaterThan(2)
    const heads = new Set(
      text.pieces.filter(({ text }) => text === 'Words').map(({ page }) => page),
    )
    for (const page of withRows) expect(heads.has(page), `a head on page ${page}`).toBe(true)
  })
})

/** How often each numbered row of the long table stands whole on one page. */
function rowsOf({ pieces: placed, pages }: ReadBack): ReadonlyMap<number, number> {
  const rows = new Map<number, number>()
  pages.forEach((_, index) => {
    const text = placed
      .filter(({ page }) => page === index + 1)
      .map(({ text }) => text)
      .join(' ')
    for (const [, row] of text.matchAll(/Advice number (\d+)\s+cell\1a\s+cell\1b\s/g)) {
      rows.set(Number(row), (rows.get(Number(row)) ?? 0) + 1)
    }
  })
  return rows
}

describe('letters that are shaped', () => {
  it.for([
    ['right to left', '01-cramp', /\p{Script=Arab}/u],
    ['everything at once', '03-Übung-ä-ö', /\p{Script=Arab}|\p{Script=Deva}/u],
  ] as const)('%s: none is lost in the PDF of %s', async ([name, id, script]) => {
    const outcome = outcomes(name).find(({ publication }) => publication.id === id)
    if (!outcome) throw new Error(`${name} makes no ${id}`)
    const { text, notes } = said(name, outcome)[0] ?? { text: [], notes: [] }
    const path = outcome.files[0]?.path
    const bytes = bytesOf(name, path ?? '')
    const there = new Map(await shapedLetters(bytes))
    for (const letter of letters(body(await readPdf(bytes)))) {
      there.set(letter, (there.get(letter) ?? 0) + 1)
    }
    const sought = [...letters([text, ...notes].flat().join(' '))].filter(each => script.test(each))
    expect(sought.length).toBeGreaterThan(40)
    for (const letter of sought) {
      const left = (there.get(letter) ?? 0) - 1
      expect(left, letter).toBeGreaterThanOrEqual(0)
      there.set(letter, left)
    }
  })
})

describe('raw HTML', () => {
  const lines = [
    [
      '05-html',
      'centred|Markdown inside a block.|More to read|Hidden text with a list:|cell one|cell two|cell three|A caption|span around|a block|and on|a paragraph in em|text in a list|item one|a paragraph in a list|nested without item|Term|Meaning|stray in dl|heading term|only text|item outside|cell outside|Ctrl|marked|WHO|bdo|quoted|stray rt|inserted|deleted|Same id|named|spaced|odd start|odd language|caption first|stray caption|odd address|empty address|spaced address|percent|Heading with|a paragraph|and a list|In a section|stray summary|centre|font|blink|office|custom|bold and italic|A paragraph after it.|The end of the raw HTML.',
    ],
    [
      '07-gone-wrong',
      'in a textarea|After the textarea.|in a title|After the title.|choice one|choice two|After the select.|in an open script|After the open script.|in an open style|, all the same.|in xmp|in noscript|in noembed|in iframe|in noframes|in template|in svg|in foreign|loose text in a table|After the open table.|After the frameset.|press me|label|inner|no video|cdata|in plaintext|After the plaintext.|a list after it|of two|cell x|cell y|cell z|In a box|still in the box.|And this too.|An open table|A box in an open table.|A paragraph in a heading|After all that.|The last words.',
    ],
  ] as const
  it.for(lines)('%s: loses its tags and never its words', async ([id, words]) => {
    const proof = outcomes('everything at once').find(({ publication }) => publication.id === id)
    const path = proof?.files[0]?.path ?? ''
    const pdf = body(await readPdf(bytesOf('everything at once', path)))
    const epub = await epubText(bytesOf('everything at once', 'proofs/ebook.epub'))
    for (const piece of words.split('|')) {
      expect(firstMissing([piece], pdf)).toBeUndefined()
      expect(firstMissing([piece], epub)).toBeUndefined()
    }
    expect(firstMissing(['gone()'], pdf)).toBeDefined()
  })
})

describe('an ebook', () => {
  it('keeps note and mark together', async () => {
    const files = await openEpub(bytesOf('everything at once', 'proofs/ebook.epub'))
    const text = files.get('EPUB/chapter-002.xhtml') ?? ''
    const marks = [...text.matchAll(/href="#([^"]+)"[^>]*epub:type="noteref"/g)].map(([, id]) => id)
    expect(marks.length).toBeGreaterThan(4)
    for (const id of marks) expect(text).toContain(`<aside id="${id}"`)
  })
})
