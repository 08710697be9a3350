import type { Edition } from '../compose/edition.ts'
import type { Book } from '../read/publication.ts'
import { settledPrint } from './book.ts'
import type { Printer } from './chromium.ts'
import { h } from './html.ts'
import { type Mark, withMarks } from './marks.ts'
import type { Stock } from './print-page.ts'

/** Where one page of a printed book begins. */
export interface PageStart {
  /** The number that stands on the page. */
  readonly page: number
  /** The part's place among the parts. */
  readonly part: number
  /** The {@link Mark} that the page begins with; none where it begins with the part's title. */
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
  edition: Edition<Book>,
  stock: Stock,
  printer: Printer,
): Promise<PrintedPages> {
  const { parts, title, publisher, footer, identifier } = edition
  const { pages } = await settledPrint(edition, stock, printer, before => {
    const ids: string[] = []
    const sounded = parts.map((part, index) => {
      const spilling = before.size > 0 ? overPages(index, before) : () => false
      const place = (mark: Mark) => {
        if (!mark.opens && !spilling(mark.index)) return undefined
        const id = markId(index, mark.index)
        ids.push(id)
        return h('span', { id })
      }
      return { ...part, tree: withMarks(part.tree, place) }
    })
    return { parts: sounded, ids }
  })
  const starts: PageStart[] = []
  let last = 0
  parts.forEach(({ anchor }, part) => {
    const first = pages.get(anchor)
    if (first === undefined) return
    starts.push({ page: first, part })
    last = first
    for (const [mark, page] of marksOf(part, pages)) {
      if (page <= last) continue
      starts.push({ page, part, mark })
      last = page
    }
  })
  return {
    identifier,
    source: [title, publisher, ...footer.slice(0, 2)].filter(Boolean).join(', '),
    starts,
  }
}

/** An id that no text can have: those begin with `c-`. */
function markId(part: number, mark: number): string {
  return `m-${part}~${mark}`
}

/** The marks of a part that were found, in reading order, each with its page. */
function marksOf(part: number, pages: ReadonlyMap<string, number>): [number, number][] {
  const prefix = markId(part, 0).slice(0, -1)
  return [...pages]
    .flatMap(([id, page]): [number, number][] =>
      id.startsWith(prefix) ? [[Number(id.slice(prefix.length)), page]] : [],
    )
    .sort(([a], [b]) => a - b)
}

/** Whether a mark stands in a stretch at whose end another page has begun. */
function overPages(part: number, pages: ReadonlyMap<string, number>): (mark: number) => boolean {
  const marks = marksOf(part, pages)
  const stretches = marks.flatMap(([mark, page], index): [number, number][] => {
    const [end, later] = marks[index + 1] ?? [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
    return later > page ? [[mark, end]] : []
  })
  let at = 0
  return mark => {
    while (at < stretches.length && mark >= (stretches[at]?.[1] ?? 0)) at += 1
    const [from = Number.POSITIVE_INFINITY] = stretches[at] ?? []
    return mark >= from
  }
}
