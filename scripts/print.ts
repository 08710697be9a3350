import type { Ingredients } from './compose/excerpt.ts'
import { type Job, jobOf, make } from './job.ts'
import { isToMake, type Planned } from './plan.ts'
import type { Pressroom } from './press.ts'
import type { Finding } from './read/finding.ts'
import type { Manuscript } from './read/manuscript.ts'
import type { Publication } from './read/publication.ts'
import type { Printer } from './render/chromium.ts'
import { PrintFailed } from './render/printing-room.ts'
import { type Anew, type Printed, recall, remember } from './shelf.ts'
import { type Drafts, openDrafts } from './write/drafts.ts'

/** How many publications are on their way beside those that print: composed, or being finished. */
const beside = 2

/** How many publications are looked up at once: a disk takes its time over each. */
const recalling = 8

/** How many publications are on their way to the disk at once, at most. */
const filing = 32

/** What came of a publication, and what it was made of. */
export interface Made extends Printed {
  /** The hash of each thing that it was made of; empty where making it failed. */
  readonly of: Ingredients
  /** True where nothing of it was made anew, since it was made of the very same things before. */
  readonly recalled: boolean
}

/** The publications of one run on their way through the press. */
export interface Printing {
  /**
   * Begins with what is likely to be asked for. Nothing of it is in its place before it is asked
   * for, and what is not asked for never is.
   */
  readonly begin: (planned: readonly Planned[], books: readonly Planned[]) => void
  /** Composes and renders what was planned, but for what was made of the very same things before. */
  readonly print: (
    planned: readonly Planned[],
    books: readonly Planned[],
  ) => Promise<ReadonlyMap<string, Made>>
  /** Where what was made waits to be put into its place. */
  readonly drafts: () => Promise<Drafts>
  /** Ends the browser, and takes away what is not in its place. */
  readonly close: () => Promise<void>
}

/** Opens the press for one manuscript; no browser is started before there is something to print. */
export function openPrinting(manuscript: Manuscript, out: string, room: Pressroom): Printing {
  const { shelf, signal } = room
  const made = new Map<string, Made>()
  const underWay = new Set<Promise<void>>()
  let asked: ReadonlySet<string> | undefined
  let begun = Promise.resolve()
  let printer: Promise<Printer> | undefined
  let drafts: Promise<Drafts> | undefined
  let closed = false

  const open = (): Promise<Printer> => {
    if (closed) throw new Error('The press is closed.')
    printer ??= room.openPrinter()
    return printer
  }
  const draftsOf = (): Promise<Drafts> => {
    drafts ??= openDrafts(out, shelf?.seen)
    return drafts
  }
  const stop = async () => {
    closed = true
    const opened = await printer?.catch(() => undefined)
    await opened?.close()
  }
  const onAbort = () => void stop()
  signal?.addEventListener('abort', onAbort, { once: true })

  const file = async (job: Job, { impressions, ...rest }: Anew): Promise<void> => {
    const { draft } = await draftsOf()
    const [drafted] = await Promise.all([
      Promise.all(impressions.map(draft)),
      shelf && remember(shelf, job.key, { impressions, ...rest }),
    ])
    made.set(job.key, { ...rest, impressions: drafted, of: shelf ? job.of : {}, recalled: false })
  }
  const printOne = async (job: Job, of: number, index: number): Promise<void> => {
    signal?.throwIfAborted()
    if (asked && !asked.has(job.key)) return
    const { publication } = job.planned
    room.progress?.(index, of, publication.id)
    let anew: Anew
    try {
      anew = await make(job, room, await open())
    } catch (error) {
      // Another try may well succeed, so nothing is kept of it.
      made.set(job.key, { ...unprinted(publication, error), of: {}, recalled: false })
      return
    }
    const way = file(job, anew)
    underWay.add(way)
    // One that failed stays, and is met by who waits for all.
    way.then(
      () => underWay.delete(way),
      () => {},
    )
    if (underWay.size >= filing) await Promise.race(underWay)
  }
  const printAll = async (jobs: readonly Job[]): Promise<void> => {
    // A folder that can't be written is known before anything is printed for it.
    const drafts = await draftsOf()
    await inParallel(jobs, recalling, async job => {
      const before = shelf && (await recall(shelf, job.key, out, drafts))
      if (before) made.set(job.key, { ...before, of: job.of, recalled: true })
    })
    const left = jobs.filter(({ key }) => !made.has(key))
    if (left.length === 0) return
    const { abreast, expect } = await open()
    expect?.(left.length)
    await inParallel(left, abreast + beside, (job, index) => printOne(job, left.length, index))
    await Promise.all(underWay)
  }
  const jobsOf = (planned: readonly Planned[], books: readonly Planned[]) =>
    planned.filter(isToMake).map(each => jobOf(each, books, manuscript, room))
  return {
    begin: (planned, books) => {
      const jobs = jobsOf(planned, books)
      // What fails here is tried again once it is asked for.
      if (jobs.length > 0) begun = printAll(jobs).catch(() => undefined)
    },
    print: async (planned, books) => {
      const jobs = jobsOf(planned, books)
      asked = new Set(jobs.map(({ key }) => key))
      await begun
      await printAll(jobs.filter(({ key }) => !made.has(key)))
      return new Map(jobs.map(({ key, planned }) => [planned.publication.id, made.get(key)!]))
    },
    drafts: draftsOf,
    close: async () => {
      signal?.removeEventListener('abort', onAbort)
      await stop()
      await begun
      await Promise.allSettled(underWay)
      await (await drafts?.catch(() => undefined))?.discard()
    },
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

/** Works through items, so many at once; after a failure nothing is begun any more. */
async function inParallel<T>(
  items: readonly T[],
  abreast: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const waiting = items.entries()
  let failed = false
  const lane = async (): Promise<void> => {
    for (const [index, item] of waiting) {
      if (failed) return
      await work(item, index).catch(error => {
        failed = true
        throw error
      })
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: abreast }, lane))
  const wrong = ends.find(({ status }) => status === 'rejected')
  if (wrong?.status === 'rejected') throw wrong.reason
}
