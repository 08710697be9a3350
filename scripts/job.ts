import { type ComposingRoom, compose, composeProof } from './compose/compose.ts'
import type { Edition } from './compose/edition.ts'
import {
  type Copy,
  excerpt,
  hashOf,
  type Ingredients,
  ingredients,
  signed,
} from './compose/excerpt.ts'
import { sameWords } from './compose/same-words.ts'
import { isToMake, type Planned, type ToMake } from './plan.ts'
import type { Pressroom } from './press.ts'
import type { Manuscript } from './read/manuscript.ts'
import type { Book } from './read/publication.ts'
import type { Printer } from './render/chromium.ts'
import { printedPages } from './render/printed-pages.ts'
import { render } from './render/render.ts'
import type { Anew } from './shelf.ts'
import { sources } from './write/sources.ts'

/** One publication on its way through the press. */
export interface Job {
  readonly planned: ToMake
  /** The part of the manuscript that it is made of. */
  readonly copy: Copy
  /** Of an ebook: the book whose pages it refers to, if that turns out to have its words. */
  readonly book?: Job
  /** The hashes of all that shapes it, and one hash of them together. */
  readonly of: Ingredients
  readonly key: string
}

/** What is to be made of a publication; an ebook refers to the pages of one of the `books`. */
export function jobOf(
  planned: ToMake,
  books: readonly Planned[],
  manuscript: Manuscript,
  room: Pick<Pressroom, 'shelf' | 'epoch'>,
): Job {
  const { publication, standing, decision } = planned
  const bound = bookFor(planned, books)
  const book = bound && jobOf(bound, [], manuscript, room)
  const copy = excerpt(manuscript, publication)
  const withheld = withheldFrom(planned)
  const leave = { standing, withheld: [...withheld], standings: signed(decision, withheld) }
  const of = {
    ...ingredients(copy, publication, leave),
    ...(book ? { [`pages of ${book.planned.publication.id}`]: book.key } : {}),
    epoch: room.epoch,
    ...room.shelf?.press,
  }
  return { planned, copy, ...(book ? { book } : {}), of, key: hashOf(of) }
}

/** The printed book of an ebook's chapters. */
function bookFor({ publication, standing }: ToMake, books: readonly Planned[]): ToMake | undefined {
  if (publication.kind !== 'ebook') return undefined
  const chapters = JSON.stringify(publication.chapters)
  return books.filter(isToMake).find(
    book =>
      JSON.stringify(book.publication.chapters) === chapters &&
      // What may be handed out never refers to what may not.
      (book.standing === 'final' || standing === 'proof'),
  )
}

/** Makes one publication as a run of the press would, and takes nothing from earlier runs. */
export async function pressOne(
  planned: ToMake,
  books: readonly Planned[],
  manuscript: Manuscript,
  room: Pick<Pressroom, 'stock' | 'epoch'>,
  printer: Printer,
): Promise<Anew> {
  return make(jobOf(planned, books, manuscript, room), room, printer)
}

/** Composes and renders one publication. */
export async function make(
  { planned, copy, book }: Job,
  room: Pick<Pressroom, 'stock' | 'epoch'>,
  printer: Printer,
): Promise<Anew> {
  const { publication, standing } = planned
  const composed = edition(copy, planned, room)
  const bound = book && (edition(book.copy, book.planned, room) as Edition<Book>)
  const pages =
    bound && sameWords(bound, composed) ? await printedPages(bound, room.stock, printer) : undefined
  const { files, ...rest } = await render(composed, room.stock, printer, pages)
  const common = { publication: publication.id, standing, sources: sources(copy, composed) }
  return {
    impressions: files.map(file => ({ ...file, ...common })),
    folds: composed.folds,
    ...rest,
  }
}

/** Composes what was planned; only the gate's leave makes a final. */
export function edition(
  manuscript: Copy,
  toMake: ToMake,
  { stock, epoch }: Pick<Pressroom, 'stock' | 'epoch'>,
): Edition {
  const { publication, decision, standing } = toMake
  const standings = signed(decision, withheldFrom(toMake))
  const room: ComposingRoom = { templates: stock.templates, epoch, standings }
  return standing === 'final' && decision.leave
    ? compose(manuscript, publication, decision.leave, room)
    : // Some reasons name the day, and a proof is the same on any.
      composeProof(manuscript, publication, [], room)
}

/** A final leaves out what nobody signed; a proof shows it. */
function withheldFrom({ standing, decision }: ToMake): ReadonlySet<string> {
  return (standing === 'final' && decision.leave?.withheld) || new Set()
}
