import { type CheckOptions, check, ruleOptions } from './check/check.ts'
import { report } from './check/report/report.ts'
import { uncoveredCharacters } from './check/uncovered-characters.ts'
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
import type { Fold } from './compose/fold-duplicates.ts'
import { sameWords } from './compose/same-words.ts'
import { keptFindings } from './kept-findings.ts'
import type { Day } from './read/fields.ts'
import { byPlace, type Finding } from './read/finding.ts'
import type { Folder } from './read/folder.ts'
import type { Manuscript } from './read/manuscript.ts'
import type { Book, Publication } from './read/publication.ts'
import { read } from './read/read.ts'
import type { Printer } from './render/chromium.ts'
import type { Stock } from './render/print-page.ts'
import { printedPages } from './render/printed-pages.ts'
import { PrintFailed } from './render/printing-room.ts'
import { render } from './render/render.ts'
import { type Decision, imprimatur } from './review/imprimatur.ts'
import { type Printed, recall, remember, type Shelf } from './shelf.ts'
import { sources } from './write/sources.ts'
import { type Impression, type ManifestEntry, prepare, type Written, write } from './write/write.ts'

/** What the press is handed from outside: the day, the looks, the browser, a way to report. */
export interface Pressroom {
  /** Today, for the gate and for what is overdue. */
  readonly day: Day
  /** The day that files are stamped with where the chapters name none. */
  readonly epoch: Day
  readonly stock: Stock
  /** What earlier runs left to be used again; without it everything is made anew. */
  readonly shelf?: Shelf
  /** Starts the browser; called at most once, and only where there is something to print. */
  readonly openPrinter: () => Promise<Printer>
  readonly progress?: (done: number, of: number, name: string) => void
  readonly signal?: AbortSignal
}

/** What to press, and where to. */
export interface Order {
  readonly folder: string
  readonly out: string
  /** Ids of publications; none means all. */
  readonly publications: readonly string[]
  /** The folder's files, where they were read before. */
  readonly files?: Folder
  /**
   * `release`: nothing is written unless every publication asked for is final. `proof`: all that
   * are not final come out as proofs, even where a publication says `unreviewed: fail`.
   */
  readonly mode?: 'release' | 'proof'
}

/** How one publication fared. */
export interface Outcome {
  readonly publication: Publication
  readonly standing: 'final' | 'proof' | 'not made'
  /** Why it is no final, a sentence each. */
  readonly reasons: readonly string[]
  readonly decision: Decision
  readonly files: readonly ManifestEntry[]
  /** Paths of finals that were not written, since setting them showed an error. */
  readonly refused: readonly string[]
  /** What was set once and referred to afterwards. */
  readonly folds: readonly Fold[]
  /** The hash of each thing that it was made of; empty where making it failed. */
  readonly of: Ingredients
  /** True where nothing of it was made anew, since it was made of the very same things before. */
  readonly recalled: boolean
}

/** What a run gives back. */
export interface Pressing {
  readonly manuscript: Manuscript
  readonly findings: readonly Finding[]
  readonly outcomes: readonly Outcome[]
  readonly unknown: readonly string[]
  readonly written?: Written
}

/** The press: read → check → imprimatur → compose → render → write. */
export async function press(order: Order, room: Pressroom): Promise<Pressing> {
  const manuscript = await read(order.folder, order.files ? { folder: order.files } : {})
  const kept = room.shelf && (await keptFindings(room.shelf, ruleOptions(manuscript)))
  const inspected = inspect(manuscript, room, kept?.checkText)
  await kept?.save()
  const asked = choose(manuscript, order.publications)
  // A folder that holds nothing to press is likely the wrong one: what was made before stays.
  if (asked.unknown.length > 0 || asked.publications.length === 0)
    return { manuscript, findings: inspected, outcomes: [], unknown: asked.unknown }

  const plans = asked.publications.map(publication =>
    planned(publication, manuscript, inspected, room.day, order.mode),
  )
  if (order.mode === 'release' && plans.some(({ standing }) => standing !== 'final')) {
    const outcomes = plans.map(each => outcome(each))
    return { manuscript, findings: inspected, outcomes, unknown: [] }
  }
  await prepare(order.out)
  // An ebook refers to the pages of the book of its words, whether that is asked for or not.
  const books = manuscript.publications
    .filter(({ kind }) => kind === 'book')
    .map(book => planned(book, manuscript, inspected, room.day, order.mode))
  const printed = await print(manuscript, plans, books, order.out, room)
  const faults = [...printed.values()].flatMap(each => each.faults)
  const findings = [...inspected, ...faults].sort(byPlace)
  const outcomes = plans.map(each => outcome(each, printed.get(each.publication.id)))
  if (order.mode === 'release' && outcomes.some(({ refused }) => refused.length > 0))
    return { manuscript, findings, outcomes, unknown: [] }
  const chosen = new Set(plans.map(({ publication }) => publication.id))
  const all = order.publications.length === 0
  const keep = ({ publication }: ManifestEntry) => !all && !chosen.has(publication)
  room.signal?.throwIfAborted()
  const report = reportPage(manuscript, findings, room.day)
  const impressions = [...printed.values()].flatMap(each => each.impressions)
  const written = await write(order.out, [...impressions, report], keep, room.shelf?.seen)
  const files = Map.groupBy(written.manifest.files, ({ publication }) => publication)
  return {
    manuscript,
    findings,
    outcomes: outcomes.map(each => ({
      ...each,
      files: files.get(each.publication.id) ?? [],
    })),
    unknown: [],
    written,
  }
}

/** What is to be made of one publication, and why it is no final. */
export type Planned = Pick<Outcome, 'publication' | 'decision' | 'standing' | 'reasons'>

/** What is planned as a final or as a proof. */
export type ToMake = Planned & { readonly standing: 'final' | 'proof' }

/** True where there is something to make. */
export function isToMake(planned: Planned): planned is ToMake {
  return planned.standing !== 'not made'
}

/** How one publication is to be made: what the gate says of it, and the errors found in its files. */
export function planned(
  publication: Publication,
  manuscript: Manuscript,
  findings: readonly Finding[],
  day: Day,
  mode?: Order['mode'],
): Planned {
  const decision = imprimatur(manuscript, publication, day)
  const faults = faultsOf(publication, manuscript, findings)
  return { publication, decision, ...plan(publication, decision, faults, manuscript, mode) }
}

/** How a publication fared once it was set: errors that only setting could show count too. */
function outcome(planned: Planned, made?: Made): Outcome {
  const { impressions = [], refused = [], faults = [], folds = [] } = made ?? {}
  const wrong = faults.filter(({ severity }) => severity === 'error')
  return {
    ...planned,
    ...(refused.length > 0 && impressions.length === 0 ? { standing: 'not made' as const } : {}),
    reasons: [...planned.reasons, ...wrong.map(sentence)],
    files: [],
    refused,
    folds,
    of: made?.of ?? {},
    recalled: made?.recalled ?? false,
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

/** The report that a manager reads, beside what was pressed. */
function reportPage(manuscript: Manuscript, findings: readonly Finding[], day: Day): Impression {
  return {
    path: 'report/index.html',
    bytes: Buffer.from(report('html', findings, { manuscript, day })),
    publication: '',
    standing: 'final',
    sources: {},
  }
}

/** All findings on a manuscript: the rules', and the characters that no font has. */
export function inspect(
  manuscript: Manuscript,
  { day, stock }: Pick<Pressroom, 'day' | 'stock'>,
  checkText?: CheckOptions['checkText'],
): readonly Finding[] {
  return [
    ...check(manuscript, { day, ...(checkText ? { checkText } : {}) }),
    ...uncoveredCharacters(manuscript, stock.fonts.covers),
  ].sort(byPlace)
}

function choose(manuscript: Manuscript, ids: readonly string[]) {
  const known = new Map(manuscript.publications.map(each => [each.id, each]))
  return {
    publications: ids.length === 0 ? [...known.values()] : ids.flatMap(id => known.get(id) ?? []),
    unknown: ids.filter(id => !known.has(id)),
  }
}

/** Findings at error level in what a publication is made of. */
function faultsOf(publication: Publication, manuscript: Manuscript, findings: readonly Finding[]) {
  const { chapters, passages, figures } = excerpt(manuscript, publication)
  const files = new Set([
    publication.file,
    // What every publication prints, and the pictures that these chapters show.
    'clinic.yaml',
    'sources.yaml',
    ...[...chapters, ...passages.values(), ...figures.values()].map(({ file }) => file),
  ])
  const errors = errorsByFile(findings)
  return [...files].flatMap(file => errors.get(file) ?? []).sort(byPlace)
}
const errorsOf = new WeakMap<readonly Finding[], ReadonlyMap<string, readonly Finding[]>>()

/** The errors in each file, sorted out once for all publications. */
function errorsByFile(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const known = errorsOf.get(findings)
  if (known) return known
  const errors = findings.filter(({ severity }) => severity === 'error')
  const byFile = Map.groupBy(errors, ({ file }) => file)
  errorsOf.set(findings, byFile)
  return byFile
}

function plan(
  publication: Publication,
  decision: Decision,
  faults: readonly Finding[],
  manuscript: Manuscript,
  mode: Order['mode'],
): Pick<Outcome, 'standing' | 'reasons'> {
  const missing = publication.chapters.filter(
    id => !manuscript.chapters.some(each => each.id === id),
  )
  if (missing.length > 0) {
    const names = missing.map(id => `\`${id}\``).join(', ')
    return { standing: 'not made', reasons: [`It holds ${names}, which cannot be read.`] }
  }
  if (publication.chapters.length === 0)
    return { standing: 'not made', reasons: ['It holds no chapter.'] }
  const refused = decision.refusals?.map(({ reason }) => reason) ?? []
  const reasons = [...refused, ...faults.map(sentence)]
  if (refused.length > 0 && publication.unreviewed === 'fail' && mode !== 'proof')
    return { standing: 'not made', reasons }
  return { standing: reasons.length > 0 ? 'proof' : 'final', reasons }
}

function sentence({ file, start, reason }: Finding): string {
  return `${file}:${start?.line ?? 1}: ${reason}`
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

/** How many publications are on their way beside those that print: composed, or being finished. */
const beside = 2

/** What came of a publication, and what it was made of. */
interface Made extends Printed, Pick<Outcome, 'of' | 'recalled'> {}

async function print(
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
