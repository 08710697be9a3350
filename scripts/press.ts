import { check } from './check/check.ts'
import { report } from './check/report/report.ts'
import { uncoveredCharacters } from './check/uncovered-characters.ts'
import type { Fold } from './compose/fold-duplicates.ts'
import { openKept } from './kept.ts'
import { type Mode, type Planned, planned, sentence } from './plan.ts'
import { type Made, print } from './print.ts'
import type { Day } from './read/fields.ts'
import { byPlace, type Finding } from './read/finding.ts'
import type { Folder } from './read/folder.ts'
import type { Manuscript } from './read/manuscript.ts'
import { read } from './read/read.ts'
import type { Printer } from './render/chromium.ts'
import type { Stock } from './render/print-page.ts'
import type { Shelf } from './shelf.ts'
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
  readonly mode?: Mode
}

/** How one publication fared. */
export interface Outcome extends Planned, Pick<Made, 'of' | 'recalled'> {
  readonly files: readonly ManifestEntry[]
  /** Paths of finals that were not written, since setting them showed an error. */
  readonly refused: readonly string[]
  /** What was set once and referred to afterwards. */
  readonly folds: readonly Fold[]
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
  const understood = room.shelf && (await openKept(room.shelf, 'understood'))
  const manuscript = await read(order.folder, {
    ...(order.files ? { folder: order.files } : {}),
    ...(understood ? { recall: understood.recall } : {}),
  })
  const inspected = inspect(manuscript, room)
  // Of all, so that what is known of each chapter is kept whatever was asked for.
  const all = manuscript.publications.map(publication =>
    planned(publication, manuscript, inspected, room.day, order.mode),
  )
  await understood?.save()
  const asked = choose(all, order.publications)
  // A folder that holds nothing to press is likely the wrong one: what was made before stays.
  const { plans } = asked
  if (asked.unknown.length > 0 || plans.length === 0)
    return { manuscript, findings: inspected, outcomes: [], unknown: asked.unknown }

  if (order.mode === 'release' && plans.some(({ standing }) => standing !== 'final')) {
    const outcomes = plans.map(each => outcome(each))
    return { manuscript, findings: inspected, outcomes, unknown: [] }
  }
  await prepare(order.out)
  // An ebook refers to the pages of the book of its words, whether that is asked for or not.
  const books = all.filter(({ publication }) => publication.kind === 'book')
  const printed = await print(manuscript, plans, books, order.out, room)
  const faults = [...printed.values()].flatMap(each => each.faults)
  const findings = [...inspected, ...faults].sort(byPlace)
  const outcomes = plans.map(each => outcome(each, printed.get(each.publication.id)))
  if (order.mode === 'release' && outcomes.some(({ refused }) => refused.length > 0))
    return { manuscript, findings, outcomes, unknown: [] }
  const chosen = new Set(plans.map(({ publication }) => publication.id))
  const keep = ({ publication }: ManifestEntry) =>
    order.publications.length > 0 && !chosen.has(publication)
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
): readonly Finding[] {
  return [
    ...check(manuscript, { day }),
    ...uncoveredCharacters(manuscript, stock.fonts.covers),
  ].sort(byPlace)
}

function choose(all: readonly Planned[], ids: readonly string[]) {
  const known = new Map(all.map(each => [each.publication.id, each]))
  return {
    plans: ids.length === 0 ? all : ids.flatMap(id => known.get(id) ?? []),
    unknown: ids.filter(id => !known.has(id)),
  }
}
