import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compose, composeProof } from '../../scripts/compose/compose.ts'
import type { Edition } from '../../scripts/compose/edition.ts'
import { press } from '../../scripts/press.ts'
import type { Finding } from '../../scripts/read/finding.ts'
import type { Ebook, Leaflet } from '../../scripts/read/publication.ts'
import { read } from '../../scripts/read/read.ts'
import type { Printer } from '../../scripts/render/chromium.ts'
import { ebook } from '../../scripts/render/ebook/ebook.ts'
import { imposed } from '../../scripts/render/imposition/imposed.ts'
import { impositions } from '../../scripts/render/imposition/impositions.ts'
import type { Side } from '../../scripts/render/imposition/sheet.ts'
import { leaflet } from '../../scripts/render/leaflet.ts'
import { isStream } from '../../scripts/render/pdf/object.ts'
import { openPdf, packed, unpacked } from '../../scripts/render/pdf/pdf.ts'
import { pdfText } from '../../scripts/render/proof-reading/pdf-text.ts'
import { proofReading, sheetReading } from '../../scripts/render/proof-reading/proof-reading.ts'
import { imprimatur } from '../../scripts/review/imprimatur.ts'
import { pressroomWith, sharedPrinter } from '../press/shared-printer.ts'

const chapter = `---
title: Rest
summary: How to rest.
---

Rest for 20 minutes, **twice** a day. Ask [a midwife](https://example.org/ask).

- Lie on your side.
- Put a pillow under your knee.

| Drink | How much |
|---|---|
| Water | 2 litres |
| Milk | 300 ml |

## Then

1. Sit up slowly.
2. Stand up.

Walk a little.[^1] Wait H<sub>2</sub>O, fi and ½.

![Two hands](hands.svg "Hold on")

<p lang="ar" dir="rtl">اشربي 250 مل من الماء.</p>

<p lang="hi">पानी पिएँ।</p>

[^1]: For 5 minutes.
`
const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40"><text x="5" y="20" font-size="12">Left hand</text></svg>'

let folder: string
let printer: Printer
let closeBrowser: () => Promise<void>
let leafletEdition: Edition<Leaflet>
let ebookEdition: Edition<Ebook>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proof-reading-'))
  const manuscript = join(folder, 'manuscript')
  await mkdir(manuscript)
  await writeFile(join(manuscript, '01-rest.md'), chapter)
  await writeFile(join(manuscript, 'hands.svg'), drawing)
  ;({ printer, close: closeBrowser } = await sharedPrinter())
  const { stock, day, epoch } = pressroomWith(printer)
  const whole = await read(manuscript)
  const edition = (kind: string) => {
    const publication = whole.publications.find(each => each.kind === kind)!
    const { leave, standings } = imprimatur(whole, publication, day)
    if (!leave) throw new Error(`${kind} has no leave`)
    return compose(whole, publication, leave, { templates: stock.templates, epoch, standings })
  }
  leafletEdition = edition('leaflet') as Edition<Leaflet>
  ebookEdition = edition('ebook') as Edition<Ebook>
})
afterAll(async () => {
  await closeBrowser()
  await rm(folder, { recursive: true, force: true })
})

const reasons = (findings: readonly Finding[]) => findings.map(({ reason }) => reason)

describe('a page that loses or changes something', () => {
  const cases: readonly [what: string, from: RegExp, to: string, named: RegExp][] = [
    ['a row', /<tr>\s*<td>Water[\s\S]*?<\/tr>/, '', /^Lost table cell under "Rest".*"Water"/],
    ['a cell', /<td>300\sml<\/td>/, '', /^Lost table cell under "Rest".*"300 ml"/],
    ['a list item', /<li>Lie on your side.<\/li>/, '', /^Lost list item .*"Lie on your side\."/],
    ['a paragraph', /<p>Walk a little[\s\S]*?<\/p>/, '', /^Lost paragraph under "Rest" > "Then"/],
    ['a heading', /<h2 id="[^"]*then[^"]*">[^<]*<\/h2>/, '', /^Lost heading .*"Then"/],
    ['a word', /<strong>twice<\/strong>/, '', /^Changed paragraph .*"[^"]*twice a day/],
    ['a digit', /300\sml/, '200 ml', /^Changed table cell .*expected "300 ml", met "200 ml/],
    [
      'a note',
      /For 5 minutes\./,
      '',
      /^Changed list item under "Rest" > .*expected "For 5 minutes/,
    ],
    ['a caption', /<figcaption>Hold on<\/figcaption>/, '', /^Lost caption .*"Hold on"/],
    ['a small number', /<sub>2<\/sub>/, '', /^Changed paragraph .*"[^"]*H2O/],
    ['an address', /\(example\.org\/ask\)/, '', /^Changed paragraph .*example\.org\/ask/],
    ['a title', /<h1 [^>]*>Rest<\/h1>/, '', /^(Lost|Moved) title .*"Rest"/],
    ['a line of the colophon', /<dt>Content code<\/dt>/, '', /^Lost label .*"Content code"/],
    ['the footer', /Page "/, 'Side "', /^Missing "Page 1 of \d" on page 1/],
    [
      'the start of a list',
      /<ol>\s*<li>Sit up/,
      '<ol start="2"><li>Sit up',
      /^Changed number of a list item .*expected 1, 2/,
    ],
    [
      'a space',
      /20 minutes/,
      '20minutes',
      /^Changed space in the paragraph .*20 minutes.*20minutes/,
    ],
    [
      'a description',
      /aria-label="Two hands"/,
      'aria-label="Two"',
      /^Lost description of a picture .*"Two hands"/,
    ],
    ['words in a drawing', /Left hand/, 'Right hand', /^Lost words in a drawing .*"Left hand"/],
    ['a number among Arabic words', /250 مل/, '520 مل', /^Changed paragraph .*250/],
    ['an Arabic letter', /الماء/, 'المام', /^Changed paragraph .*الماء/],
    ['a Hindi sign', /पिएँ/, 'पिए', /^Changed paragraph .*पिएँ/],
  ]
  it.for(cases)('is refused for %s', async ([, from, to, named]) => {
    const out = join(folder, 'out')
    const print = async (html: string) => {
      const changed = html.replace(from, to)
      expect(changed).not.toBe(html)
      return printer.print(changed)
    }
    const order = { folder: join(folder, 'manuscript'), out, publications: ['01-rest'] }
    const pressing = await press(order, pressroomWith({ ...printer, print }))
    const errors = pressing.findings.filter(({ rule }) => rule === 'proof-reading')
    expect(reasons(errors).join('\n')).toMatch(new RegExp(named.source, 'm'))
    for (const { severity, file } of errors) {
      expect(severity).toBe('error')
      expect(file).toBe('01-rest.md')
    }
    expect(pressing.outcomes.map(({ refused }) => refused)).toEqual([['leaflets/01-rest-a4.pdf']])
    expect(await readdir(out)).not.toContain('leaflets')
  })

  it('is refused for what stands twice or in another order', async () => {
    const said = async (change: (html: string) => string) => {
      const print = (html: string) => printer.print(change(html))
      const { stock } = pressroomWith(printer)
      const bytes = await leaflet(leafletEdition, 'a4', stock, { ...printer, print })
      return reasons(await proofReading(leafletEdition, 'a.pdf', bytes, stock.fonts))[0]
    }
    expect(await said(html => html.replace(/<li>Lie on[^<]*<\/li>/, '$&$&'))).toMatch(
      /^Unexpected second setting before the list item .*met "Lie on your side/,
    )
    expect(await said(html => html.replace(/<tr>\s*<td>Milk[\s\S]*?<\/tr>/, '$&$&'))).toMatch(
      /^Unexpected second setting before the heading .*met "Milk 300 ml/,
    )
    expect(
      await said(html => html.replace(/(<li>Lie on[^<]*<\/li>)(\s*)(<li>[^<]*<\/li>)/, '$3$2$1')),
    ).toMatch(/^Moved list item .*expected "Lie on your side\."/)
    expect(await said(html => html.replace('</body>', '<p>And more.</p></body>'))).toMatch(
      /^Unexpected text after the description .*met "And more\."/,
    )
    expect(await said(html => html)).toBeUndefined()
  })
})

describe('a PDF that is changed after printing', () => {
  /** The content of the first page, and the file with another content in its place. */
  const opened = async () => {
    const { stock } = pressroomWith(printer)
    const bytes = await leaflet(leafletEdition, 'a4', stock, printer)
    const [page] = openPdf(bytes).pages()
    const streamOf = (pdf: ReturnType<typeof openPdf>) => {
      const stream = pdf.get(pdf.dict(page).get('Contents'))
      if (!isStream(stream)) throw new Error('The page has no content.')
      return stream
    }
    const content = unpacked(streamOf(openPdf(bytes))).toString('latin1')
    const letters = (pdf: Uint8Array) => pdfText(pdf).text.replace(/\s/g, '')
    const whole = letters(bytes)
    const read = async (changed: string) => {
      const pdf = openPdf(bytes)
      const ref = pdf.dict(page).get('Contents') as Parameters<typeof pdf.set>[0]
      pdf.set(ref, packed(Buffer.from(changed, 'latin1'), streamOf(pdf).dict))
      const saved = pdf.save()
      const faults = reasons(await proofReading(leafletEdition, 'a.pdf', saved, stock.fonts))
      return { faults, differs: letters(saved) !== whole }
    }
    return { content, read }
  }

  it('is told by each line that it loses', async () => {
    const { content, read } = await opened()
    expect((await read(content)).faults).toEqual([])
    let lost = 0
    for (const { 0: line, index } of content.matchAll(/BT\n[\s\S]*?ET\n/g)) {
      const { faults, differs } = await read(
        content.slice(0, index) + content.slice(index + line.length),
      )
      // A bullet or a lone space is no text.
      if (differs) expect(faults.length, line).toBeGreaterThan(0)
      if (differs) lost += 1
    }
    expect(lost).toBeGreaterThan(30)
  })

  it('is told by a line beyond the edge', async () => {
    const { content, read } = await opened()
    const off = await read(content.replace(/1 0 0 -1 0 (\d+) Tm/, '1 0 0 -1 -500 $1 Tm'))
    expect(off.faults).toEqual(['Words beyond the edge of page 1 of `a.pdf`: "Rest"'])
  })

  it('is told by each glyph that becomes another', async () => {
    const { content, read } = await opened()
    let font = ''
    const codes = new Map<string, string[]>()
    const shown: { index: number; code: string; font: string }[] = []
    for (const { 1: name, 2: code, index } of content.matchAll(
      /\/(F\d+) [\d.]+ Tf|<([0-9a-fA-F]{4})> Tj/g,
    )) {
      if (name) font = name
      if (!code) continue
      shown.push({ index, code, font })
      codes.set(font, [...(codes.get(font) ?? []), code])
    }
    let changed = 0
    for (const { index, code, font } of shown.filter((_, nth) => nth % 3 === 0)) {
      const other = codes.get(font)?.find(each => each !== code)
      if (!other) continue
      const { faults, differs } = await read(
        `${content.slice(0, index)}<${other}>${content.slice(index + 6)}`,
      )
      if (differs) expect(faults.length, content.slice(index - 200, index)).toBeGreaterThan(0)
      if (differs) changed += 1
    }
    expect(changed).toBeGreaterThan(100)
  })
})

describe('sheets', () => {
  it('are refused where a page of them is lost', async () => {
    const { stock } = pressroomWith(printer)
    const pages = await leaflet(leafletEdition, 'a5', stock, printer)
    const count = openPdf(pages).pages().length
    const { sheets, flip } = impositions['booklet-a4']
    const whole = sheets(count, { paper: 0.1, binding: 'left' })
    const read = (made: typeof whole) =>
      reasons(sheetReading(leafletEdition, 'a.pdf', pages, imposed(pages, made, { flip })))
    expect(read(whole)).toEqual([])
    const without = (side: Side) => ({
      ...side,
      pages: side.pages.filter(({ page }) => page !== 1),
    })
    const lost = read(
      whole.map(each => ({ ...each, front: without(each.front), back: without(each.back) })),
    )
    expect(lost[0]).toMatch(/^Lost words of page 1 on the sheets of `a\.pdf`: "/)
  })
})

describe('a proof', () => {
  it('is told where a page does not say that it is one', async () => {
    const { stock, epoch } = pressroomWith(printer)
    const { templates } = stock
    const whole = await read(join(folder, 'manuscript'))
    const publication = whole.publications.find(({ kind }) => kind === 'leaflet')!
    const edition = composeProof(whole, publication, ['Not signed.'], {
      templates,
      epoch,
      standings: [],
    }) as Edition<Leaflet>
    const print = (html: string) =>
      printer.print(html.replace(/content:"Proof for [^"]*"/, 'content:""'))
    const faults = async (use: Printer) =>
      reasons(
        await proofReading(edition, 'a.pdf', await leaflet(edition, 'a4', stock, use), stock.fonts),
      )
    expect(await faults(printer)).toEqual([])
    expect((await faults({ ...printer, print }))[0]).toMatch(
      /^Missing "Proof for checking\. Not for patients\." on page 1 of `a\.pdf`/,
    )
  })
})

describe('an ebook that is changed', () => {
  let made: Uint8Array | undefined
  const changed = async (change: (text: string) => string, file = 'EPUB/chapter-001.xhtml') => {
    const { stock } = pressroomWith(printer)
    made ??= await ebook(ebookEdition, stock, printer)
    const zip = await JSZip.loadAsync(made)
    const text = await zip.file(file)!.async('string')
    expect(change(text)).not.toBe(text)
    zip.file(file, change(text))
    const bytes = await zip.generateAsync({ type: 'uint8array' })
    return reasons(await proofReading(ebookEdition, 'a.epub', bytes, stock.fonts))
  }

  it('is refused, and what it lost is named', async () => {
    expect(await changed(text => `${text}\n`)).toEqual([])
    const cases: readonly [RegExp, string, RegExp][] = [
      [
        /<tr>\s*<td>Water[\s\S]*?<\/tr>/,
        '',
        /^Lost table cell under "Rest" in `a\.epub`: expected "Water"/,
      ],
      [/<td>300\sml<\/td>/, '', /^Lost table cell .*"300 ml"/],
      [/300 ml/, '350 ml', /^Changed table cell .*expected "300 ml", met "350 ml/],
      [/<p>Walk a/, '<p>Walk a little.</p><p>Walk a', /^(Unexpected|Changed) .*Walk a little/],
      [/<li>Lie on[^<]*<\/li>/, '$&$&', /^Unexpected second setting before the list item/],
      [/(<li>Lie on[^<]*<\/li>)(\s*)(<li>[^<]*<\/li>)/, '$3$2$1', /^Moved list item/],
      [/For 5 minutes/, 'For 50 minutes', /^Changed list item .*expected "For 5 minutes\. ↑"/],
      [/Left hand/, 'Right hand', /^Changed .*Left hand/],
      [/250/, '205', /^Changed paragraph .*250/],
    ]
    for (const [from, to, named] of cases) {
      expect((await changed(text => text.replace(from, to))).join('\n')).toMatch(
        new RegExp(named.source, 'm'),
      )
    }
    const title = await changed(text => text.replace('>Rest<', '>Best<'), 'EPUB/title-page.xhtml')
    expect(title[0]).toMatch(/^Changed title in `a\.epub`: expected "Rest", met "Best/)
    const entry = await changed(text => text.replace('>Then<', '>When<'), 'EPUB/nav.xhtml')
    expect(entry[0]).toMatch(/^Changed entry in `a\.epub`: expected "Then", met "When/)
  })
})
