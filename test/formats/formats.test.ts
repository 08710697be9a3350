import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { decodePDFRawStream, PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib'
import { getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Order, type Pressing, press } from '../../scripts/press.ts'
import { paperFormats, readingFormats } from '../../scripts/read/publication.ts'
import { linesOn } from '../../scripts/render/lines-on.ts'
import { openPdf } from '../../scripts/render/pdf/pdf.ts'
import { provenanceKey } from '../../scripts/review/provenance.ts'
import { letters, type ReadBack, readPdf } from '../press/read-back.ts'
import { pressroomWith, sharedPrinter } from '../press/shared-printer.ts'

/** PDF points in a millimetre. */
const mm = 72 / 25.4
const jpeg =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAIAAgDAREAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAABf/EABYQAAMAAAAAAAAAAAAAAAAAAAAUYf/EABQBAQAAAAAAAAAAAAAAAAAAAAX/xAAWEQADAAAAAAAAAAAAAAAAAAAAFWH/2gAMAwEAAhEDEQA/AAWKILIKMaf/2Q=='
const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAF0lEQVQI12P8z4AALKsZQrFzGBkYEAoBe+gECZtuXNMAAAAASUVORK5CYII='
const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><defs><linearGradient id="l">' +
  '<stop offset="0" stop-color="red"/><stop offset=".5" stop-color="lime"/>' +
  '<stop offset="1" stop-color="blue" stop-opacity=".4"/></linearGradient>' +
  // A focus apart from the middle is written as a program, not as a table of colours.
  '<radialGradient id="r" fx=".3"><stop offset="0" stop-color="yellow"/>' +
  '<stop offset="1" stop-color="purple"/></radialGradient></defs>' +
  '<rect x="60" width="10" height="9" fill="url(#r)"/>' +
  '<rect width="60" height="40" fill="url(#l)"/><circle cx="80" cy="20" r="15" fill="teal"/></svg>'

const chapter = (title: string, parts: number, more = '') =>
  `---\ntitle: ${title}\ncode: TC-1\nversion: "2.1"\nreview-due: 2028-11-22\n---\n\n` +
  Array.from(
    { length: parts },
    (_, index) =>
      `## Part ${index + 1}\n\nWalk *a little* on day ${index + 1}, then rest your legs under a tree.\n`,
  ).join('\n') +
  more
const pictures =
  '\n![one](figures/a.jpg)\n\n![two](figures/b.png)\n\n![three](figures/c.svg)\n\n:::emergency\nCall 999 now.\n:::\n'
const figures = {
  'figures/a.jpg': Buffer.from(jpeg, 'base64'),
  'figures/b.png': Buffer.from(png, 'base64'),
  'figures/c.svg': drawing,
}
const arabic = (parts: number) =>
  `---\ntitle: الماء\nlanguage: ar\n---\n\n${'## الشرب\n\nاشربي الماء كل يوم.\n\n'.repeat(parts)}`
const clinic = { 'clinic.yaml': 'publisher: Test Clinic\ncountry: GB\n' }

type Files = Readonly<Record<string, string | Uint8Array>>
interface Made {
  readonly pressing: Pressing
  readonly paths: readonly string[]
  readonly file: (path: string) => Promise<Uint8Array>
}

let bench: string
let closeBrowser: () => Promise<void>
let pressed: (name: string, files: Files, mode?: Order['mode']) => Promise<Made>
beforeAll(async () => {
  bench = await mkdtemp(join(tmpdir(), 'formats-'))
  const { printer, close } = await sharedPrinter()
  closeBrowser = close
  pressed = async (name, files, mode) => {
    const folder = join(bench, name)
    const out = join(bench, `${name}-dist`)
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    }
    const order = { folder, out, publications: [], ...(mode ? { mode } : {}) }
    const pressing = await press(order, pressroomWith(printer))
    const paths = pressing.written?.manifest.files.map(({ path }) => path) ?? []
    return { pressing, paths, file: path => readFile(join(out, path)) }
  }
})
afterAll(async () => {
  await closeBrowser()
  await rm(bench, { recursive: true, force: true })
})

const all = [...readingFormats, ...paperFormats]
const everyFormat: Files = {
  ...clinic,
  'walk.md': chapter('Walking', 12),
  'publications/walk.yaml': `kind: leaflet\nformats: [${all.join(', ')}]\n`,
}

const wordsOn = ({ pieces }: ReadBack, page: number) =>
  letters(
    pieces
      .filter(piece => piece.page === page)
      .map(({ text }) => text)
      .join(' '),
  )
/** Where the footer of a page begins. */
const footerOf = ({ pieces }: ReadBack, page: number) =>
  pieces.filter(({ text }) => text.startsWith(`Page ${page} of`))

describe('boxes and panels', () => {
  it('keep an emergency box whole where it has room on one page', async () => {
    const marks = Array.from({ length: 12 }, (_, index) => `- mark ${index + 1}`).join('\n')
    const { file } = await pressed('whole', {
      ...clinic,
      // The first box goes to the top; what stands above the second leaves room for its beginning.
      'walk.md': `# Walking\n\n:::emergency\nCall 999 now.\n:::\n\n${'Walk a little and rest. '.repeat(22)}\n\n:::emergency\nCall 999 now if:\n\n${marks}\n:::\n`,
      'publications/walk.yaml': 'kind: leaflet\nformats: [large-print-a4]\n',
    })
    const { pieces } = await readPdf(await file('leaflets/walk-large-print-a4.pdf'))
    const pagesWith = (words: RegExp) =>
      new Set(pieces.filter(({ text }) => words.test(text)).map(({ page }) => page))
    expect(pagesWith(/^mark \d+$/)).toEqual(new Set([2]))
    expect(pagesWith(/Walk a little/)).toEqual(new Set([1]))
  })

  it('give a few sections a panel each, behind a cover', async () => {
    const { file } = await pressed('apart', {
      ...clinic,
      'walk.md': chapter('Walking', 3),
      'publications/walk.yaml': 'kind: leaflet\nformats: [tri-fold-a4]\n',
    })
    const sheets = await readPdf(await file('leaflets/walk-tri-fold-a4.pdf'))
    const panelsOf = (side: number) =>
      sheets.pieces.filter(({ page, text }) => page === side && /^Part \d$/.test(text))
    expect(panelsOf(1)).toEqual([])
    const places = panelsOf(2).map(({ x }) => Math.round(x))
    expect(new Set(places).size).toBe(3)
  })
})

describe('a leaflet in every format', () => {
  let made: Made
  beforeAll(async () => {
    made = await pressed('every', everyFormat)
  })

  it('is written once for each, under its name, and the same bytes again', async () => {
    const leaflets = made.paths.filter(path => path.endsWith('.pdf'))
    expect(leaflets).toEqual(all.map(format => `leaflets/walk-${format}.pdf`).sort())
    expect(made.pressing.findings.filter(({ rule }) => rule === 'overset')).toEqual([])
    const again = await pressed('again', everyFormat)
    for (const path of leaflets) {
      expect(Buffer.compare(await made.file(path), await again.file(path)), path).toBe(0)
    }
  })

  it('on paper has a title and its provenance, and asks a printer for both sides', async () => {
    for (const format of paperFormats) {
      const bytes = await made.file(`leaflets/walk-${format}.pdf`)
      const pdf = await PDFDocument.load(bytes, { updateMetadata: false })
      expect(pdf.getTitle(), format).toBe('Walking')
      const info = pdf.context.lookup(pdf.context.trailerInfo.Info, PDFDict)
      expect(info.has(PDFName.of(provenanceKey)), format).toBe(true)
      const wishes = pdf.catalog.lookup(PDFName.of('ViewerPreferences'), PDFDict).toString()
      expect(wishes, format).toContain('/PrintScaling /None')
      expect(wishes, format).toContain(
        format.startsWith('4-up') ? '/DuplexFlipLongEdge' : '/DuplexFlipShortEdge',
      )
      const keys = pdf.catalog.keys().map(String)
      for (const gone of ['/StructTreeRoot', '/Outlines', '/Dests', '/Metadata'])
        expect(keys, format).not.toContain(gone)
    }
  })

  it('of large print has nothing under 18 pt and nothing in italics', async () => {
    for (const [format, least, italic] of [
      ['large-print-a4', 18, false],
      ['large-print-letter', 18, false],
      ['a4', 9, true],
    ] as const) {
      const bytes = await made.file(`leaflets/walk-${format}.pdf`)
      const document = await getDocumentProxy(new Uint8Array(bytes))
      const sizes = new Set<number>()
      for (let number = 1; number <= document.numPages; number += 1) {
        const { items } = await (await document.getPage(number)).getTextContent()
        for (const item of items) {
          if ('str' in item && item.str.trim())
            sizes.add(Math.hypot(item.transform[2], item.transform[3]))
        }
      }
      expect(Math.round(Math.min(...sizes) * 10) / 10, format).toBe(least)
      const fonts = (await PDFDocument.load(bytes)).context
        .enumerateIndirectObjects()
        .flatMap(([, object]) =>
          object instanceof PDFDict ? [object.get(PDFName.of('FontName'))] : [],
        )
      expect(
        fonts.some(name => /Italic|Oblique/.test(String(name))),
        format,
      ).toBe(italic)
    }
  })

  it('counts lines as another reader does', async () => {
    for (const [format, foot] of [
      ['a4', 18],
      ['a5', 16],
      ['large-print-a4', 30],
    ] as const) {
      const bytes = await made.file(`leaflets/walk-${format}.pdf`)
      const { pieces, pages } = await readPdf(bytes)
      const pdf = openPdf(await plain(bytes))
      pdf.pages().forEach((page, index) => {
        const heights = pieces
          .filter(piece => piece.page === index + 1 && piece.tagged && piece.text.trim())
          .map(({ y }) => Math.round(y))
        const height = pages[index]?.height ?? 0
        expect(linesOn(pdf, page, foot * mm, height)).toBe(new Set(heights).size)
      })
    }
  })
})

describe('pages on sheets', () => {
  let made: Made
  beforeAll(async () => {
    made = await pressed('sheets', {
      ...clinic,
      'walk.md': chapter('Walking', 80),
      'publications/walk.yaml':
        'kind: leaflet\nformats: [a5, booklet-a4, 2-up-a4]\nprint:\n  paper: 0.2 mm\n',
    })
  })

  it.for([
    ['booklet-a4', 1],
    ['2-up-a4', 2],
  ] as const)(
    '%s sets each page in its half to a tenth of a millimetre',
    async ([format, copies]) => {
      const sheets = await readPdf(await made.file(`leaflets/walk-${format}.pdf`))
      const pages = await readPdf(await made.file('leaflets/walk-a5.pdf'))
      const count = pages.pages.length
      expect(count).toBeGreaterThan(8)
      for (let number = 1; number <= count; number += 1) {
        const [own] = footerOf(pages, number)
        const met = footerOf(sheets, number)
        expect(met.length).toBe(copies)
        for (const placed of met) {
          const left = placed.x < 148.5 * mm
          // Half a millimetre of the sheet is left over, and shared by both edges of the page.
          const middle = (left ? 0 : 148.5) + 0.25
          const creep = copies === 1 ? creepOf(number, count) : 0
          const expected = (own?.x ?? 0) + (middle + (left ? creep : -creep)) * mm
          expect(Math.abs(placed.x - expected), `page ${number}`).toBeLessThan(0.1 * mm)
          expect(Math.abs(placed.y - (own?.y ?? 0))).toBeLessThan(0.1 * mm)
          expect(wordsOn(sheets, placed.page)).toContain(wordsOn(pages, number))
        }
      }
    },
  )
})

/** How far the leaf that a page is on stands out: the sheets around it, of 0.2 mm each. */
function creepOf(page: number, pages: number): number {
  const all = Math.ceil(pages / 4) * 4
  const leaf = Math.floor((Math.min(page, all + 1 - page) - 1) / 2)
  return leaf * 0.2
}

async function plain(bytes: Uint8Array): Promise<Uint8Array> {
  return (await PDFDocument.load(bytes)).save({ useObjectStreams: false })
}

describe('a leaflet that reads from the right', () => {
  it('is bound at the right: its first page is on the left of the outside', async () => {
    const { file } = await pressed('right', {
      ...clinic,
      'ma.md': arabic(8),
      'publications/ma.yaml': 'kind: leaflet\nformats: [booklet-a4, tri-fold-a4]\n',
    })
    for (const [format, width] of [
      ['booklet-a4', 148.5],
      ['tri-fold-a4', 100],
    ] as const) {
      const [first] = footerOf(await readPdf(await file(`leaflets/ma-${format}.pdf`)), 1)
      expect(first?.page).toBe(1)
      expect(first?.x).toBeLessThan(width * mm)
    }
  })
})

describe('a leaflet that has no room on its panels', () => {
  const files: Files = {
    ...clinic,
    'walk.md': chapter('Walking', 60),
    'publications/walk.yaml': 'kind: leaflet\nformats: [a4, tri-fold-a4]\n',
  }

  it('is an error that says how much, and that sheet is not made', async () => {
    const { pressing, paths } = await pressed('overset', files)
    expect(paths.filter(path => path.endsWith('.pdf'))).toEqual(['leaflets/walk-a4.pdf'])
    expect(pressing.outcomes[0]?.refused).toEqual(['leaflets/walk-tri-fold-a4.pdf'])
    const [fault, ...more] = pressing.findings.filter(({ rule }) => rule === 'overset')
    expect(more).toEqual([])
    expect(fault).toMatchObject({ severity: 'error', file: 'publications/walk.yaml' })
    const lines = Number(
      /Unexpected (\d+) lines overset after panel 6/.exec(fault?.reason ?? '')?.[1],
    )
    // Sixty parts of three or four lines on panels of some thirty.
    expect(lines).toBeGreaterThan(40)
    expect(lines).toBeLessThan(120)
    expect(fault?.note).toContain('`booklet-a4`')
  })

  it('holds up a release: nothing is written', async () => {
    const { pressing, paths } = await pressed('release', files, 'release')
    expect([paths, pressing.written]).toEqual([[], undefined])
    expect(pressing.outcomes[0]?.refused.length).toBe(1)
  })

  it('shows in a proof what has no room', async () => {
    const { file, paths } = await pressed('proof', {
      ...files,
      'walk.md': chapter('Walking', 60, '\n:::remedy{#rest}\nRest for a while.\n:::\n'),
    })
    expect(paths).toContain('proofs/walk-tri-fold-a4.pdf')
    const proof = await readPdf(await file('proofs/walk-tri-fold-a4.pdf'))
    const last = proof.pieces.find(({ text }) => text.includes('day 60'))
    expect(last?.page).toBeGreaterThan(2)
    proof.pages.forEach((_, index) => {
      const words = wordsOn(proof, index + 1)
      if (words) expect(words).toContain('Proofforchecking')
    })
  })
})

describe('a table that is wider than a line', () => {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
  const names = ['Paracetamol', 'Ibuprofen', 'Levothyroxine', 'Hydrochlorothiazide', 'Magnesium']
  const table = row(names) + row(names.map(() => '---')) + row(names.map(() => '500 mg a day'))
  let made: Made
  beforeAll(async () => {
    made = await pressed('wide', {
      ...clinic,
      'walk.md': `# Walking\n\n## Doses of old\n\n${table}\nThe end.\n`,
      'publications/walk.yaml': 'kind: leaflet\nformats: [a4, large-print-a4, 4-up-a4]\n',
    })
  })

  it('is an error where its words would break, and only there', async () => {
    expect(made.paths.filter(path => path.endsWith('.pdf'))).toEqual([
      'leaflets/walk-a4.pdf',
      'leaflets/walk-large-print-a4.pdf',
    ])
    const faults = made.pressing.findings.filter(({ rule }) => rule === 'overset')
    expect(faults).toMatchObject([
      {
        severity: 'error',
        file: 'walk.md',
        start: { line: 5 },
        reason:
          'Unexpected table under "Doses of old" 32 % wider than a line of `walk` as 4-up-a4, expected room for its longest words',
      },
    ])
  })

  it('in large print lies across a page of its own, in type as large as ever', async () => {
    const { pages, pieces } = await readPdf(await made.file('leaflets/walk-large-print-a4.pdf'))
    const lying = pages.findIndex(({ width, height }) => width > height) + 1
    expect(lying).toBeGreaterThan(0)
    const onIt = pieces.filter(({ page, tagged }) => page === lying && tagged)
    expect(letters(onIt.map(({ text }) => text).join(''))).toContain(letters(names.join('')))
    for (const name of names) expect(onIt.map(({ text }) => text)).toContain(name)
    expect(wordsOn({ pages, pieces, outline: [] }, lying)).toContain(`Page${lying}of`)
  })
})

describe('a book for a print shop', () => {
  let made: Made
  beforeAll(async () => {
    made = await pressed('book', {
      ...clinic,
      ...figures,
      'walk.md': chapter('Walking', 30, pictures),
      'rest.md': chapter('Resting', 9),
      'publications/shop.yaml':
        'kind: book\nformats: [print, booklet-a4]\nprint:\n  colour: greyscale\n',
      'publications/plain.yaml':
        'kind: book\ntrim: b5\nformats: [print]\nprint:\n  marks: no\n  bleed: no\n',
    })
  })
  const boxes = async (path: string) => {
    const pdf = await PDFDocument.load(await made.file(path))
    return pdf.getPages().map(page => ({
      media: page.getMediaBox(),
      trim: page.getTrimBox(),
      bleed: page.getBleedBox(),
    }))
  }

  it.for([
    ['books/shop-print.pdf', 148, 210, 3, 7],
    ['books/plain-print.pdf', 176, 250, 0, 0],
  ] as const)(
    '%s is cut to %i by %i mm, bleeds %i mm',
    async ([path, width, height, bleed, slug]) => {
      const met = await boxes(path)
      expect(met.length).toBeGreaterThan(6)
      for (const { media, trim, bleed: over } of met) {
        for (const [box, more] of [
          [trim, 0],
          [over, bleed],
          [media, bleed + slug],
        ] as const) {
          expect(Math.abs(box.width / mm - width - 2 * more)).toBeLessThan(0.01)
          expect(Math.abs(box.height / mm - height - 2 * more)).toBeLessThan(0.01)
          expect(Math.abs(box.x - trim.x + more * mm)).toBeLessThan(0.01 * mm)
          expect(Math.abs(box.y - trim.y + more * mm)).toBeLessThan(0.01 * mm)
        }
      }
    },
  )

  it('has its text where the reading copy has it, to a tenth of a millimetre', async () => {
    const reading = await readPdf(await made.file('books/shop.pdf'))
    const print = await readPdf(await made.file('books/shop-print.pdf'))
    const [cut] = await boxes('books/shop-print.pdf')
    expect(print.pages.length).toBe(reading.pages.length)
    expect(print.pieces.map(({ text }) => text)).toEqual(reading.pieces.map(({ text }) => text))
    const top = (cut?.trim.y ?? 0) + (cut?.trim.height ?? 0)
    print.pieces.forEach(({ x, y, text, tagged }, index) => {
      const own = reading.pieces[index]
      // What stands in the margin is measured from the paper's other edges too.
      if (!text.trim() || !own || !tagged) return
      expect(Math.abs(x - (cut?.trim.x ?? 0) - own.x), text).toBeLessThan(0.1 * mm)
      const height = reading.pages[own.page - 1]?.height ?? 0
      expect(Math.abs(top - y - (height - own.y)), text).toBeLessThan(0.1 * mm)
    })
  })

  it('is in greys alone where it is asked for, text, pictures and gradients', async () => {
    expect(await coloursOf(await made.file('books/shop.pdf'))).toEqual([
      'gradient',
      'ink',
      'picture',
    ])
    for (const format of ['print', 'booklet-a4']) {
      expect(await coloursOf(await made.file(`books/shop-${format}.pdf`)), format).toEqual([])
      const images = await picturesOf(await made.file(`books/shop-${format}.pdf`))
      // The red of the first row is lighter than the blue of the last: 0.3 against 0.11.
      const plain = images.filter(({ width }) => width === 4 || width === 8)
      expect(plain.length).toBe(2)
      for (const { bytes, width, height } of plain) {
        expect(bytes.length).toBe(width * height)
        expect(Math.abs((bytes[0] ?? 0) - 0.3 * 255)).toBeLessThan(16)
        expect(Math.abs((bytes.at(-1) ?? 0) - 0.11 * 255)).toBeLessThan(16)
      }
    }
  })

  it('keeps its tags', async () => {
    const pdf = await PDFDocument.load(await made.file('books/shop-print.pdf'))
    expect(pdf.catalog.has(PDFName.of('StructTreeRoot'))).toBe(true)
  })
})

/** Where colours are met in a PDF. */
async function coloursOf(bytes: Uint8Array): Promise<readonly string[]> {
  const { context } = await PDFDocument.load(bytes)
  const met = new Set<string>()
  for (const [, object] of context.enumerateIndirectObjects()) {
    const dict = object instanceof PDFRawStream ? object.dict : object
    if (!(dict instanceof PDFDict)) continue
    const said = dict.toString()
    if (/\/ShadingType/.test(said) && /DeviceRGB/.test(said)) met.add('gradient')
    if (!(object instanceof PDFRawStream)) continue
    if (dict.get(PDFName.of('Subtype')) === PDFName.of('Image')) {
      if (dict.get(PDFName.of('ColorSpace')) !== PDFName.of('DeviceGray')) met.add('picture')
    } else if (!dict.has(PDFName.of('Length1'))) {
      const content = Buffer.from(decodePDFRawStream(object).decode()).toString('latin1')
      for (const [, r, g, b] of content.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b/g))
        if (r !== g || g !== b) met.add('ink')
    }
  }
  return [...met].sort()
}

async function picturesOf(bytes: Uint8Array) {
  const { context } = await PDFDocument.load(bytes)
  return context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFRawStream)) return []
    const at = (key: string) => object.dict.get(PDFName.of(key))
    if (at('Subtype') !== PDFName.of('Image')) return []
    const [width, height] = [Number(String(at('Width'))), Number(String(at('Height')))]
    return [{ width, height, bytes: decodePDFRawStream(object).decode() }]
  })
}
