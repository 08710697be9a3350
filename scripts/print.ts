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
import type { Finding } from './read/finding.ts'
import type { Manuscript } from './read/manuscript.ts'
import type { Book, Publication } from './read/publication.ts'
import type { Printer } from './render/chromium.ts'
import { printedPages } from './render/printed-pages.ts'
import { PrintFailed } from './render/printing-room.ts'
import { render } from './render/render.ts'
import { type Printed, recall, remember } from './shelf.ts'
import { sources } from './write/sources.ts'
import type { Impression } from './write/write.ts'

/** How many publications are on their way beside those that print: composed, or being finished. */
const beside = 2

/** What came of a publication, and what it was made of. */
export interface Made extends Printed {
  /** The hash of each thing that it was made of; empty where making it failed. */
  readonly of: Ingredients
  /** True where nothing of it was made anew, since it was made of the very same things before. */
  readonly recalled: boolean
}

/** Composes and renders what was planned, but for what was made of the very same things before. */
export async function print(
  manuscript: Manuscript,
  planned: readonly Planned[],
  books: readonly Planned[],
  out: string,
  room: Pressroom,
): Promise<ReadonlyMap<string, Made>> {
  const jobs = planned.filter(isToMake).map(each => {
    const book = bookFor(each, books)
    return jobOf(each, manuscript, room, book && jobOf(book, manuscript, room))
  })
  const made = new Map<Job, Made>()
  await inParallel(jobs, recalling, async job => {
    const before = job.key && room.shelf && (await recall(room.shelf, job.key, out))
    if (before) made.set(job, { ...before, of: job.of, recalled: true })
  })
  const left = jobs.filter(job => !made.has(job))
  if (left.length > 0) await printAnew(left, made, room)
  return new Map(jobs.map(job => [job.planned.publication.id, made.get(job)!]))
}

/** How many publications are looked up at once: a disk takes its time over each. */
const recalling = 8

/** One publication on its way through the press. */
interface Job {
  readonly planned: ToMake
  /** The part of the manuscript that it is made of. */
  readonly copy: Copy
  /** Of an ebook: the book whose pages it refers to, if that turns out to have its words. */
  readonly book?: Job
  readonly of: Ingredients
  /** Of all that shapes it; absent where there is nothing to look it up in. */
  readonly key?: string
}

function jobOf(
  planned: ToMake,
  manuscript: Manuscript,
  { shelf, epoch }: Pick<Pressroom, 'shelf' | 'epoch'>,
  book?: Job,
): Job {
  const { publication, standing, decision } = planned
  const copy = excerpt(manuscript, publication)
  const job = { planned, copy, ...(book ? { book } : {}) }
  if (!shelf) return { ...job, of: {} }
  const withheld = withheldFrom(planned)
  const leave = { standing, withheld: [...withheld], standings: signed(decision, withheld) }
  const of = {
    ...ingredients(copy, publication, leave),
    ...(book?.key ? { [`pages of ${book.planned.publication.id}`]: book.key } : {}),
    epoch,
    ...shelf.press,
  }
  return { ...job, of, key: hashOf(of) }
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

async function printAnew(
  jobs: readonly Job[],
  made: Map<Job, Made>,
  room: Pressroom,
): Promise<void> {
  const printer = await room.openPrinter()
  const stop = () => void printer.close()
  room.signal?.addEventListener('abort', stop, { once: true })
  const filing: Promise<void>[] = []
  try {
    await inParallel(jobs, printer.abreast + beside, async (job, index) => {
      room.signal?.throwIfAborted()
      const { publication } = job.planned
      room.progress?.(index, jobs.length, publication.id)
      const { shelf } = room
      const printed = await make(job, room, printer).then(
        printed => {
          if (shelf && job.key) filing.push(remember(shelf, job.key, printed))
          return { ...printed, of: job.of }
        },
        // Another try may well succeed, so nothing is kept of it.
        error => ({ ...unprinted(publication, error), of: {} }),
      )
      made.set(job, { ...printed, recalled: false })
    })
    await Promise.all(filing)
  } finally {
    room.signal?.removeEventListener('abort', stop)
    await printer.close()
  }
}

/** A publication that the browser does not get through keeps none of the others back. */
function unprinted({ id, file }: Publication, error: unknown): Printed {
  if (!(error instanceof PrintFailed)) throw error
  const { path = id, message } = error
  const fault: Finding = {
    rule: 'print',
    severity: 'error',
    file,
    reason: `Cannot print \`${path}\`: ${message}`,
    note: 'Two browsers failed at it. Look for a very large picture or table in it; then press it again.',
  }
  return { impressions: [], refused: [path], faults: [fault], folds: [] }
}

/** What was made of a publication just now. */
interface Anew extends Printed {
  readonly impressions: readonly Impression[]
}

/** Makes one publication as a run of the press would, and takes nothing from earlier runs. */
export async function pressOne(
  planned: ToMake,
  books: readonly Planned[],
  manuscript: Manuscript,
  room: Pick<Pressroom, 'stock' | 'epoch'>,
  printer: Printer,
): Promise<Anew> {
  const book = bookFor(planned, books)
  const job = jobOf(planned, manuscript, room, book && jobOf(book, manuscript, room))
  return make(job, room, printer)
}

async function make(
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

async function inParallel<T>(
  items: readonly T[],
  abreast: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const waiting = items.entries()
  await Promise.all(
    Array.from({ length: abreast }, async () => {
      for (const [index, item] of waiting) await work(item, index)
    }),
  )
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
