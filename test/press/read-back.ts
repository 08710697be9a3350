import { decodePDFRawStream, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import JSZip from 'jszip'
import { getDocumentProxy } from 'unpdf'

/** A piece of text on a page of a PDF, in points from the page's lower left corner. */
export interface Placed {
  readonly text: string
  readonly page: number
  readonly x: number
  readonly y: number
  readonly width: number
  /** Part of the text; false for what only decorates the page, such as its footer. */
  readonly tagged: boolean
}

/** A PDF as a reader sees it. */
export interface ReadBack {
  readonly pages: readonly { readonly width: number; readonly height: number }[]
  readonly pieces: readonly Placed[]
  readonly outline: readonly string[]
}

/** Reads a PDF back with a library that had no part in making it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadBack> {
  const document = await getDocumentProxy(new Uint8Array(bytes))
  const pages: { width: number; height: number }[] = []
  const pieces: Placed[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const { width, height } = page.getViewport({ scale: 1 })
    pages.push({ width, height })
    const { items } = await page.getTextContent({ includeMarkedContent: true })
    const marks: boolean[] = []
    for (const item of items) {
      if (!('str' in item)) {
        if (/^begin/.test(item.type)) marks.push('id' in item && Boolean(item.id))
        else marks.pop()
        continue
      }
      const [, , , , x = 0, y = 0] = item.transform as number[]
      pieces.push({
        text: item.str,
        page: number,
        x,
        y,
        width: item.width,
        tagged: marks.includes(true),
      })
    }
  }
  const outline: string[] = []
  const walk = (entries: readonly { title: string; items: readonly never[] }[]): void => {
    for (const { title, items } of entries) {
      outline.push(title)
      walk(items)
    }
  }
  walk(((await document.getOutline()) ?? []) as never)
  return { pages, pieces, outline }
}

/** The text of a PDF as its tags give it: without footers, running heads and watermarks. */
export function body({ pieces }: ReadBack): string {
  return pieces
    .filter(({ tagged }) => tagged)
    .map(({ text }) => text)
    .join(' ')
}

/** The letters of scripts that are shaped, as the PDF says what their glyphs mean (ActualText). */
export async function shapedLetters(bytes: Uint8Array): Promise<ReadonlyMap<string, number>> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  const counts = new Map<string, number>()
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFRawStream) || object.dict.has(PDFName.of('Subtype'))) continue
    const content = Buffer.from(decodePDFRawStream(object).decode()).toString('latin1')
    for (const [, hex = ''] of content.matchAll(/\/ActualText\s*<FEFF([0-9A-F]+)>/gi)) {
      const units = hex.match(/.{4}/g) ?? []
      const text = String.fromCharCode(...units.map(unit => Number.parseInt(unit, 16)))
      for (const letter of letters(text)) counts.set(letter, (counts.get(letter) ?? 0) + 1)
    }
  }
  return counts
}

/** The files of an EPUB, those that are XML as text; throws where one is not well formed. */
export async function openEpub(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const zip = await JSZip.loadAsync(bytes)
  const files = new Map<string, string>()
  for (const [path, entry] of Object.entries(zip.files)) {
    const text = await entry.async('string')
    files.set(path, text)
    if (!/\.(xhtml|opf|ncx|xml)$/.test(path)) continue
    const fault = XMLValidator.validate(text)
    if (fault !== true) throw new Error(`${path}: ${fault.err.msg} (line ${fault.err.line})`)
  }
  return files
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  trimValues: false,
  parseTagValue: false,
  processEntities: true,
  htmlEntities: true,
})

type Parsed = { readonly [name: string]: readonly Parsed[] | string }

/** The text of an EPUB in its reading order, as a reading system would find it. */
export async function epubText(bytes: Uint8Array): Promise<string> {
  const files = await openEpub(bytes)
  const opf = files.get('EPUB/package.opf') ?? ''
  const hrefs = new Map(
    [...opf.matchAll(/<item id="([^"]+)" href="([^"]+)"/g)].map(([, id, href]) => [id, href]),
  )
  const spine = [...opf.matchAll(/<itemref idref="([^"]+)"/g)].map(([, id]) => hrefs.get(id))
  return spine
    .map(href => {
      const text = files.get(`EPUB/${href}`)
      if (text === undefined) throw new Error(`The spine names ${href}, which is not there.`)
      return words((parser.parse(text) as Parsed[]).find(node => 'html' in node)?.html)
    })
    .join(' ')
}

function words(nodes: readonly Parsed[] | string | undefined): string {
  if (nodes === undefined || typeof nodes === 'string') return nodes ?? ''
  return nodes
    .map(node => {
      if ('#text' in node) return String(node['#text'])
      const [name = ''] = Object.keys(node).filter(key => key !== ':@')
      return name === 'head' ? '' : ` ${words(node[name])} `
    })
    .join('')
}

/** Text without what a line break or a ligature may change: only the letters, in order. */
export function letters(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{Default_Ignorable_Code_Point}]+/gu, '')
}

/** The first of these pieces that a text does not hold in their order; undefined where it does. */
export function firstMissing(pieces: readonly string[], text: string): string | undefined {
  const all = letters(text)
  let from = 0
  for (const [index, piece] of pieces.entries()) {
    const sought = letters(piece)
    const found = all.indexOf(sought, from)
    if (found < 0) {
      const around = all.slice(from, from + 160)
      return `${index}: “${piece}” is not after … ${around}`
    }
    from = found + sought.length
  }
  return undefined
}
