import type { Element, ElementContent } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import type { Edition, Part } from '../compose/edition.ts'
import type { Book } from '../read/publication.ts'
import { type BookLayout, bookMeasure, bookRules, bookTableRoom } from './book-layout.ts'
import type { Printer } from './chromium.ts'
import { destinations } from './destinations.ts'
import { finished } from './finished.ts'
import { fitted } from './fitted.ts'
import { cssString, h, withPictures } from './html.ts'
import { imprints, opening, printPage, type Stock, withAddresses, written } from './print-page.ts'

/** Where things stand in a book: page numbers count from 1, blank pages included. */
export interface Paging {
  /** By the id of an entry of the contents. */
  readonly pages: ReadonlyMap<string, number>
  /** Anchors of chapters that a blank page comes before, so that they begin on a recto. */
  readonly blanks: ReadonlySet<string>
}

/** One entry of the contents. */
export interface Entry {
  readonly id: string
  readonly title: string
  readonly level: 1 | 2
}

const unpaged: Paging = { pages: new Map(), blanks: new Set() }

/**
 * A book as a PDF: title page, colophon, contents with true page numbers, every chapter on a
 * recto under a running head of its own.
 *
 * Chromium knows no page number outside the margins, so the book is printed, its destinations are
 * read, and it is printed again with the numbers and the blank pages that they call for.
 */
export async function book(
  edition: Edition<Book>,
  stock: Stock,
  printer: Printer,
  layout?: BookLayout,
): Promise<Uint8Array> {
  const { pdf, html } = await settledPrint(edition, stock, printer, layout)
  return finished(pdf, html, edition)
}

/** What is added to a book for one print, to find out where it comes to stand. */
export interface Sounding {
  /** The book's parts, holding elements of these ids. */
  readonly parts: readonly Part[]
  readonly ids: readonly string[]
}

/** A book whose contents name the pages that it came out on. */
export interface SettledPrint {
  readonly pdf: Uint8Array
  /** The page that it is a print of. */
  readonly html: string
  /** Pages by id, counted from 1. */
  readonly pages: ReadonlyMap<string, number>
}

/**
 * Prints a book until it has settled. What `sounding` adds, told what the print before it found,
 * may take up no room.
 */
export async function settledPrint(
  edition: Edition<Book>,
  stock: Stock,
  printer: Printer,
  layout: BookLayout = { trim: edition.publication.trim, beyond: 0 },
  sounding?: (before: ReadonlyMap<string, number>) => Sounding,
): Promise<SettledPrint> {
  const entries = contents(edition.parts)
  let paging = unpaged
  let pages: ReadonlyMap<string, number> = new Map()
  for (let pass = 0; pass < 4; pass += 1) {
    const { parts, ids } = sounding?.(pages) ?? { parts: edition.parts, ids: [] }
    const html = bookPage({ ...edition, parts }, entries, paging, layout, stock, ids)
    const pdf = await printer.print(html)
    pages = destinations(pdf)
    if (pass > 0 && settled(edition, entries, pages, paging)) return { pdf, html, pages }
    paging = paged(edition, entries, pages, paging)
  }
  throw new Error(`The pages of \`${edition.publication.id}\` did not settle after four prints.`)
}

/** The contents: chapters, and the sections of the level below them. */
export function contents(parts: readonly Part[]): readonly Entry[] {
  return parts.flatMap(part => [
    { id: part.anchor, title: part.title, level: 1 as const },
    ...headings(part.tree.children as ElementContent[]).map(heading => ({
      id: String(heading.properties.id),
      title: textOf(heading).trim(),
      level: 2 as const,
    })),
  ])
}

function headings(nodes: readonly ElementContent[]): Element[] {
  return nodes.flatMap(node => {
    if (node.type !== 'element') return []
    // The notes at a chapter's end are no section of its text.
    if (node.properties.dataFootnotes !== undefined) return []
    if (node.tagName === 'h2' && node.properties.id && textOf(node).trim()) return [node]
    return headings(node.children)
  })
}

/** Blank pages where a chapter would begin on a verso, and the numbers that follow from them. */
function paged(
  edition: Edition,
  entries: readonly Entry[],
  met: ReadonlyMap<string, number>,
  before: Paging,
): Paging {
  const blanks = new Set<string>()
  const pages = new Map<string, number>()
  const starts = new Set(edition.parts.map(({ anchor }) => anchor))
  let removed = 0
  let added = 0
  for (const { id } of entries) {
    const page = met.get(id)
    if (page === undefined) continue
    if (before.blanks.has(id)) removed += 1
    if (starts.has(id) && (page - removed + added) % 2 === 0) {
      blanks.add(id)
      added += 1
    }
    pages.set(id, page - removed + added)
  }
  return { pages, blanks }
}

function settled(
  edition: Edition,
  entries: readonly Entry[],
  met: ReadonlyMap<string, number>,
  { pages }: Paging,
): boolean {
  return (
    entries.every(({ id }) => met.get(id) === pages.get(id)) &&
    edition.parts.every(({ anchor }) => (met.get(anchor) ?? 1) % 2 === 1)
  )
}

function bookPage(
  edition: Edition<Book>,
  entries: readonly Entry[],
  paging: Paging,
  layout: BookLayout,
  stock: Stock,
  ids: readonly string[],
): string {
  const { words, colophon, parts } = edition
  const body: ElementContent[] = [
    h(
      'section',
      { className: ['title-page'] },
      h('p', { className: ['publisher'] }, edition.publisher ?? ''),
      h('h1', {}, edition.title),
      ...(edition.subtitle ? [h('p', { className: ['subtitle'] }, edition.subtitle)] : []),
      ...(edition.author ? [h('p', { className: ['author'] }, edition.author)] : []),
    ),
    h(
      'section',
      { className: ['colophon'] },
      h('h2', {}, words['about-book']),
      imprints(colophon.filter(({ label }) => label !== words.sources)),
    ),
    h('nav', { className: ['contents'] }, h('h2', {}, words.contents), list(entries, paging)),
    ...parts.flatMap((part, index) => [
      ...(paging.blanks.has(part.anchor) ? [h('div', { className: ['blank'] })] : []),
      h(
        'article',
        { className: [`chapter-${index}`], lang: part.language, dir: part.dir },
        ...opening(part),
        ...(withAddresses(
          fitted(withPictures(part.tree, edition), bookMeasure(layout), bookTableRoom(layout)),
        ).children as ElementContent[]),
      ),
    ]),
    ...colophon
      .filter(({ label }) => label === words.sources)
      .map(sources =>
        h('section', { className: ['sources'] }, h('h2', {}, words.sources), imprints([sources])),
      ),
    // Chromium tells the page of an id only where a link leads to it, seen or not.
    ...(ids.length > 0
      ? [h('div', { hidden: true }, ...ids.map(id => h('a', { href: `#${id}` })))]
      : []),
  ]
  return printPage(
    edition,
    body,
    [stock.templates.text('book/book.css'), bookRules(layout), heads(edition)],
    stock,
    'bottom-center',
  )
}

function list(entries: readonly Entry[], { pages }: Paging): Element {
  const line = ({ id, title }: Entry) =>
    h(
      'a',
      { href: `#${id}` },
      h('span', { className: ['entry'] }, title),
      h('span', { className: ['leader'], ariaHidden: 'true' }),
      // As wide as a number will be, so that the second print breaks its lines as the first.
      h('span', { className: ['page'] }, ` ${pages.get(id) ?? '000'}`),
    )
  const chapters: Element[] = []
  for (const entry of entries) {
    if (entry.level === 1) chapters.push(h('li', {}, line(entry)))
    else {
      const chapter = chapters.at(-1)
      const below = chapter?.children.at(-1) as Element | undefined
      if (below?.tagName === 'ol') below.children.push(h('li', {}, line(entry)))
      else chapter?.children.push(h('ol', {}, h('li', {}, line(entry))))
    }
  }
  return h('ol', {}, ...chapters)
}

/** The book's title over each verso, the chapter's over each recto; numbers at the outer edge. */
function heads({ parts, title, dir }: Edition): string {
  const [verso, recto] = dir === 'rtl' ? ['right', 'left'] : ['left', 'right']
  const rules = parts.map(
    (part, index) =>
      `.chapter-${index}{page:chapter-${index}}` +
      `@page chapter-${index}:${verso}{@top-${verso}{content:${cssString(title)}${written(title)}}}` +
      `@page chapter-${index}:${recto}{@top-${recto}{content:${cssString(part.title)}${written(part.title)}}}` +
      `@page chapter-${index}:${verso}{@bottom-${verso}{content:counter(page)}}` +
      `@page chapter-${index}:${recto}{@bottom-${recto}{content:counter(page)}}`,
  )
  return rules.join('\n')
}
