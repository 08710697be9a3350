import type { Fold } from './compose/fold-duplicates.ts'
import type { Inspected } from './inspect.ts'
import { type Kept, openKept } from './kept.ts'
import { keepBlocks, keptBlocks } from './kept-blocks.ts'
import { type Mode, type Planned, planned, sentence } from './plan.ts'
import { type Made, openPrinting } from './print.ts'
import type { Day } from './read/fields.ts'
import { byPlace, type Finding } from './read/finding.ts'
import { openFolder } from './read/folder.ts'
import type { Manuscript } from './read/manuscript.ts'
import { read } from './read/read.ts'
import { type Snapshot, snapshot } from './read/snapshot.ts'
import type { Printer } from './render/chromium.ts'
import type { Stock } from './render/print-page.ts'
import type { Shelf } from './shelf.ts'
import type { Impression, ManifestEntry } from './write/manifest.ts'
import { type Written, write } from './write/write.ts'

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
  /**
   * Checks a manuscript beside the press, which prints meanwhile what the gate has given leave to,
   * and what is a proof in any case. Without it the press checks first.
   */
  readonly inspect?: (path: string, files: Snapshot, understood: Kept) => Promise<Inspected>
  /** Lets go of what stands ready and was not asked for. */
  readonly close?: () => Promise<void>
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
  readonly files?: Snapshot
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

/** Past this many chapters a second copy of what is known of them takes more than it gives. */
const mostBeside = 2000

/** The press: read → check → imprimatur → compose → render → write. */
export async function press(order: Order, room: Pressroom): Promise<Pressing> {
  const understood = await openKept(room.shelf, 'understood')
  const files = order.files ?? snapshot(await openFolder(order.folder))
  const manuscript = await read(order.folder, { folder: files, recall: understood.recall })
  // What is known already is not worth another thread's while.
  const beside =
    understood.fresh && manuscript.chapters.length <= mostBeside ? room.inspect : undefined
  const inspecting = beside
    ? beside(order.folder, files, understood)
    : // What a thread has loaded need not be loaded here.
      import('./inspect.ts').then(({ inspected }) =>
        inspected(manuscript, { day: room.day, fonts: room.stock.fonts }, (of, names) =>
          keptBlocks(room.shelf, of, names),
        ),
      )
  // Who asks for what came of it is told of a failure.
  inspecting.catch(() => undefined)
  // Of all, so that what is known of each chapter is kept whatever was asked for.
  const plans = (findings: readonly Finding[]) =>
    manuscript.publications.map(publication =>
      planned(publication, manuscript, findings, room.day, order.mode),
    )
  const printing = openPrinting(manuscript, order.out, room)
  try {
    if (beside && order.mode !== 'release') {
      // The gate knows already. What the checks then make a proof is made anew as one.
      const all = plans(manuscript.findings)
      const { plans: likely, unknown } = choose(all, order.publications)
      if (unknown.length === 0) printing.begin(likely, all.filter(isBook))
    }
    const { findings: inspected, report, left } = await inspecting
    const all = plans(inspected)
    await Promise.all([understood.save(), room.shelf && left && keepBlocks(room.shelf, left)])
    const asked = choose(all, order.publications)
    // A folder that holds nothing to press is likely the wrong one: what was made before stays.
    if (asked.unknown.length > 0 || asked.plans.length === 0)
      return { manuscript, findings: inspected, outcomes: [], unknown: asked.unknown }
    if (order.mode === 'release' && asked.plans.some(({ standing }) => standing !== 'final')) {
      const outcomes = asked.plans.map(each => outcome(each))
      return { manuscript, findings: inspected, outcomes, unknown: [] }
    }
    // An ebook refers to the pages of the book of its words, whether that is asked for or not.
    const printed = await printing.print(asked.plans, all.filter(isBook))
    const faults = [...printed.values()].flatMap(each => each.faults)
    const findings = [...inspected, ...faults].sort(byPlace)
    const outcomes = asked.plans.map(each => outcome(each, printed.get(each.publication.id)))
    if (order.mode === 'release' && outcomes.some(({ refused }) => refused.length > 0))
      return { manuscript, findings, outcomes, unknown: [] }
    const chosen = new Set(asked.plans.map(({ publication }) => publication.id))
    const keep = ({ publication }: ManifestEntry) =>
      order.publications.length > 0 && !chosen.has(publication)
    room.signal?.throwIfAborted()
    const made = [
      ...[...printed.values()].flatMap(each => each.impressions),
      reportPage(await report(findings)),
    ]
    const written = await write(order.out, made, keep, room.shelf?.seen, await printing.drafts())
    return { manuscript, findings, outcomes: listing(outcomes, written), unknown: [], written }
  } finally {
    await printing.close()
  }
}

/** The outcomes with the files that were written of each. */
function listing(outcomes: readonly Outcome[], { manifest }: Written): readonly Outcome[] {
  const files = Map.groupBy(manifest.files, ({ publication }) => publication)
  return outcomes.map(each => ({ ...each, files: files.get(each.publication.id) ?? [] }))
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
function reportPage(html: string): Impression {
  return {
    path: 'report/index.html',
    bytes: Buffer.from(html),
    publication: '',
    standing: 'final',
    sources: {},
  }
}

function choose(all: readonly Planned[], ids: readonly string[]) {
  const known = new Map(all.map(each => [each.publication.id, each]))
  return {
    plans: ids.length === 0 ? all : ids.flatMap(id => known.get(id) ?? []),
    unknown: ids.filter(id => !known.has(id)),
  }
}

function isBook({ publication }: Planned): boolean {
  return publication.kind === 'book'
}
