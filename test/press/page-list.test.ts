import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { press } from '../../scripts/press.ts'
import { allHard } from '../hard/all-hard.ts'
import { letters, openEpub, readPdf } from './read-back.ts'
import { pressroomWith, sharedPrinter } from './shared-printer.ts'

const folderOf = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))

let bench: string
let room: ReturnType<typeof pressroomWith>
let closeBrowser: () => Promise<void>
beforeAll(async () => {
  bench = await mkdtemp(join(tmpdir(), 'page-list-'))
  const { printer, close } = await sharedPrinter()
  room = pressroomWith(printer)
  closeBrowser = close
})
afterAll(async () => {
  await closeBrowser()
  await rm(bench, { recursive: true, force: true })
})

/** A copy of a manuscript without its publications: all of it is one book and one ebook. */
async function whole(name: string, source: string): Promise<string> {
  const folder = join(bench, name)
  await cp(folderOf(source), folder, { recursive: true })
  await rm(join(folder, 'publications'), { recursive: true, force: true })
  return folder
}

interface Break {
  readonly page: number
  readonly href: string
  /** The letters from here to the end of the chapter. */
  readonly text: string
  /** The letters from here to the next tag; on paper an address may follow a link. */
  readonly run: string
}

/** The page breaks of an EPUB as its list of pages has them, each looked up in its chapter. */
async function breaks(epub: Uint8Array): Promise<readonly Break[]> {
  const files = await openEpub(epub)
  const nav = files.get('EPUB/nav.xhtml') ?? ''
  const list = nav.slice(nav.indexOf('epub:type="page-list"'))
  return [...list.matchAll(/<a href="([^"]+)">(\d+)<\/a>/g)].map(([, href = '', page]) => {
    const [file, id] = href.split('#')
    const chapter = files.get(`EPUB/${file}`) ?? ''
    const mark = `<span id="${id}" epub:type="pagebreak" role="doc-pagebreak" aria-label="Page ${page}"`
    expect(chapter.split(mark).length, href).toBe(2)
    const rest = chapter.slice(chapter.indexOf(mark))
    const after = rest.slice(rest.indexOf('>') + 1)
    const run = textOf(/^(?:<[^>]*>|\s)*[^<]+/.exec(after)?.[0] ?? '')
    return { page: Number(page), href, text: textOf(after), run }
  })
}

async function tableHeads(epub: Uint8Array): Promise<readonly string[]> {
  const chapters = [...(await openEpub(epub)).values()].join('')
  return [...chapters.matchAll(/<thead>(.*?)<\/thead>/gs)].map(([, head = '']) => textOf(head))
}

function textOf(xhtml: string): string {
  const text = xhtml
    .replace(/<title>.*?<\/title>/s, '')
    .replace(/<[^>]+>/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
  return letters(text)
}

/** The letters of each page of a PDF, without what stands around the text. */
async function pageTexts(pdf: Uint8Array): Promise<readonly string[]> {
  const { pages, pieces } = await readPdf(pdf)
  return pages.map((_, index) =>
    letters(
      pieces
        .filter(({ page, tagged }) => tagged && page === index + 1)
        .map(({ text }) => text)
        .join(''),
    ),
  )
}

describe.for([
  ['right to left', () => whole('right to left', 'test/press/manuscripts/right-to-left')],
  ['the handbook', () => whole('the handbook', 'manuscript')],
  ['all that is hard to set', () => allHard(join(bench, 'all-hard'))],
] as const)('%s', ([name, manuscript]) => {
  it('has its pages where the printed book has them, to the word', async () => {
    const folder = await manuscript()
    const out = join(bench, `${name} out`)
    const { written } = await press({ folder, out, publications: ['book', 'ebook'] }, room)
    const made = written?.manifest.files.map(({ path }) => path) ?? []
    const bytesOf = (end: string) =>
      readFile(join(out, made.find(path => path.endsWith(end)) ?? end))
    const epub = await bytesOf('ebook.epub')
    const found = await breaks(epub)
    const heads = await tableHeads(epub)
    const texts = await pageTexts(await bytesOf('book.pdf'))
    expect(found.length).toBeGreaterThan(1)
    const numbers = found.map(({ page }) => page)
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    const first = Math.min(...numbers)
    for (const [index, text] of texts.entries()) {
      // Pages of a chapter that hold text, and no other, are in the list.
      if (index + 1 < first) continue
      const met = found.find(({ page }) => page === index + 1)
      if (!met) {
        // The sources at the end of the book stand elsewhere in the ebook.
        if (/^Sources/.test(text)) break
        expect(text, `page ${index + 1}`).toBe('')
        continue
      }
      // Shaped letters are in a PDF by their shapes, in the order in which they are drawn.
      if (/[\p{Script=Arab}\p{Script=Hebr}\p{Script=Deva}\p{Script=Beng}]/u.test(text)) continue
      const sought = met.run.slice(0, 12)
      // A table that goes on repeats its head first; an item has its number or its bullet.
      const head =
        heads.find(head => text.startsWith(head) && !met.text.startsWith(head)) ??
        /^(\d+\.(?!\d)|[•◦▪])?/.exec(text)?.[0] ??
        ''
      expect(text.slice(head.length, head.length + sought.length), met.href).toBe(sought)
    }
  })
})
