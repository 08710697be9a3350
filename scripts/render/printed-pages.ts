import type { Element } from 'hast'
import type { Edition, Part } from '../compose/edition.ts'
import type { Book } from '../read/publication.ts'
import { fill } from '../read/templates.ts'
import { settledPrint } from './book.ts'
import type { Printer } from './chromium.ts'
import { figuresForPrint } from './figures-for-print.ts'
import { h } from './html.ts'
import { withMarks } from './marks.ts'
import type { Stock } from './print-page.ts'

/** Where one page of a printed book begins. */
export interface PageStart {
  /** The number that stands on the page. */
  readonly page: number
  /** The part's place among the parts. */
  readonly part: number
  /** The mark (see `withMarks`) that the page begins with; none where it begins with the part's title. */
  readonly mark?: number
}

/** The pages of a printed book, as an ebook of the same words refers to them. Plain data. */
export interface PrintedPages {
  /** The book's own identifier, a `urn:`. */
  readonly identifier: string
  /** The book in words: title, publisher, code and version. */
  readonly source: string
  /** Pages with text of a chapter, in reading order; those around the chapters bear no number. */
  readonly starts: readonly PageStart[]
}

/**
 * Where each page of a book begins, to the word.
 *
 * A first print tells the page of every block. Where the next block stands on a later page, all
 * words of the one before it are sounded in the second print, which is the settled one.
 */
export async function printedPages(
  composed: Edition<Book>,
  stock: Stock,
  printer: Printer,
): Promise<PrintedPages> {
  // A picture that is turned takes up another room.
  const { edition } = await figuresForPrint(composed)
  const { parts, title, publisher, publication, contentCode, words, identifier } = edition
  const { code = contentCode, version } = publication
  let soundings: readonly Sounded[] = []
  const { pages } = await settledPrint(edition, stock, printer, undefined, before => {
    const over = soundings.map(({ ids }) => overPages(found(ids, before)))
    soundings = parts.map((part, index) => sounded(part, index, over[index] ?? (() => false)))
    return {
      parts: soundings.map(({ part }) => part),
      ids: soundings.flatMap(({ ids }) => ids.map(([, id]) => id)),
    }
  })
  const starts: PageStart[] = []
  let last = 0
  parts.forEach(({ anchor }, part) => {
    const first = pages.get(anchor)
    if (first === undefined) return
    starts.push({ page: first, part })
    last = first
    for (const { mark, page } of found(soundings[part]?.ids ?? [], pages)) {
      if (page <= last) continue
      starts.push({ page, part, mark })
      last = page
    }
  })
  return {
    identifier,
    source: [title, publisher, code, version && fill(words['version-short'], { version })]
      .filter(Boolean)
      .join(', '),
    starts,
  }
}

interface Sounded {
  readonly part: Part
  /** Marks in reading order, each with the id that tells its page; a mark may have several. */
  readonly ids: readonly (readonly [mark: number, id: string])[]
}

/** A part whose blocks have ids, and whose words have them in the stretches that are `over` pages. */
function sounded(part: Part, index: number, over: (mark: number) => boolean): Sounded {
  const ids: [number, string][] = []
  const named = (element: Element, mark: number): Element => {
    // The ids of a text begin with `c-`.
    const { id = `m-${index}~${ids.length}` } = element.properties
    ids.push([mark, String(id)])
    return { ...element, properties: { ...element.properties, id } }
  }
  const tree = withMarks(part.tree, {
    place: (node, mark, opens) => {
      if (!opens && !over(mark)) return [node]
      return [named(node.type === 'text' ? h('span', {}, node) : node, mark)]
    },
    block: named,
  })
  return { part: { ...part, tree }, ids: ids.sort(([a], [b]) => a - b) }
}

/** The marks that a print has told the page of, in reading order. */
function found(ids: Sounded['ids'], pages: ReadonlyMap<string, number>) {
  const marks: { readonly mark: number; readonly page: number }[] = []
  for (const [mark, id] of ids) {
    const page = pages.get(id)
    if (page === undefined) continue
    const before = marks.at(-1)
    // Of a block and its first word the later page is right: a browser may place the word wrongly.
    if (before?.mark === mark) marks[marks.length - 1] = { mark, page: Math.max(page, before.page) }
    else marks.push({ mark, page })
  }
  return marks
}

/** Whether a mark stands in a stretch at whose end another page has begun. */
function overPages(marks: ReturnType<typeof found>): (mark: number) => boolean {
  const stretches = marks.flatMap(({ mark, page }, index): [from: number, to: number][] => {
    const next = marks[index + 1]
    return next === undefined || next.page > page
      ? [[mark, next?.mark ?? Number.POSITIVE_INFINITY]]
      : []
  })
  let at = 0
  return mark => {
    while (at < stretches.length && mark >= (stretches[at]?.[1] ?? 0)) at += 1
    return mark >= (stretches[at]?.[0] ?? Number.POSITIVE_INFINITY)
  }
}
