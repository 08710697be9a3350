import { excerpt, hashOf, ingredients } from '../compose/excerpt.ts'
import { isToMake, type Planned, type ToMake } from '../plan.ts'
import type { Pressroom } from '../press.ts'
import { pressOne } from '../print.ts'
import type { Finding } from '../read/finding.ts'
import type { Manuscript } from '../read/manuscript.ts'
import type { Publication } from '../read/publication.ts'
import type { Printer } from '../render/chromium.ts'
import { PrintFailed } from '../render/printing-room.ts'
import { type Impression, openImpressions } from './impressions.ts'
import { titleOf } from './overview.ts'

/** A publication as it is looked at. */
export interface Sight {
  readonly publication: string
  readonly title: string
  readonly kind: Publication['kind']
  /** Of a leaflet: the format that is shown, and those that there are. */
  readonly format?: string
  readonly formats: readonly string[]
  readonly standing: Planned['standing']
  /** Why it is no final, a sentence each. */
  readonly reasons: readonly string[]
  /** Why what is shown is not what the manuscript says now. */
  readonly stale?: string
  /** Missing until something could be made for the first time. */
  readonly shown?: Shown
}

/** The file that is shown, page by page or document by document. */
export type Shown = { readonly id: string; readonly path: string; readonly size: number } & (
  | {
      readonly kind: 'pages'
      readonly pages: readonly { readonly width: number; readonly height: number }[]
    }
  | {
      readonly kind: 'documents'
      readonly documents: readonly { readonly name: string; readonly title: string }[]
    }
)

/** A sight, and what only setting could show, such as text that has no room. */
export interface Made {
  /** Missing where there never was such a publication. */
  readonly of?: Publication
  readonly sight: Sight
  readonly faults: readonly Finding[]
}

/** Makes what is looked at, and keeps the last version that could be made. */
export interface Sheets {
  /**
   * The sight of a publication; throws {@link PrinterMissing}.
   *
   * @param books of an ebook, the books whose pages it may refer to.
   */
  readonly make: (
    plan: Planned,
    books: readonly Planned[],
    format: string | undefined,
    manuscript: Manuscript,
  ) => Promise<Made>
  /** The sight of a publication that nothing makes: the last one, where there was one. */
  readonly last: (id: string, format: string | undefined) => Made
  readonly impression: (id: string) => Impression | undefined
  readonly close: () => Promise<void>
}

/** Opens the sheets; the browser starts with the first of them, and stays. */
export function openSheets(room: Pick<Pressroom, 'epoch' | 'stock' | 'openPrinter'>): Sheets {
  const impressions = openImpressions()
  const made = new Map<string, Made & { readonly from: unknown }>()
  let printer: Promise<Printer> | undefined

  const closePrinter = async () => {
    const closing = printer
    printer = undefined
    await (await closing?.catch(() => undefined))?.close()
  }
  const press = async (plan: ToMake, books: readonly Planned[], manuscript: Manuscript) => {
    printer ??= room.openPrinter()
    const opened = await printer.catch(async error => {
      printer = undefined
      throw new PrinterMissing(messageOf(error), { cause: error })
    })
    try {
      return await pressOne(plan, books, manuscript, room, opened)
    } catch (error) {
      // A browser that prints nothing any more is not asked again.
      if (!(error instanceof PrintFailed)) await closePrinter()
      throw error
    }
  }

  return {
    make: async (plan, books, format, manuscript) => {
      const { publication, standing, reasons } = plan
      const formats = publication.kind === 'leaflet' ? publication.formats : []
      const chosen = formats.find(each => each === format) ?? formats[0]
      const key = keyOf(publication.id, chosen)
      const before = made.get(key)
      const last = before?.sight.shown
      const common = {
        publication: publication.id,
        title: titleOf(publication, manuscript),
        kind: publication.kind,
        ...(chosen ? { format: chosen } : {}),
        formats,
        standing,
      }
      const from = (isToMake(plan) && ingredientsOf(plan, manuscript)) || manuscript
      const keep = (sight: Partial<Sight>, faults: readonly Finding[] = []): Made => {
        const wrong = faults.filter(({ severity }) => severity === 'error')
        const all = [...reasons, ...wrong.map(({ reason }) => reason)]
        const next = { of: publication, from, sight: { ...common, ...sight, reasons: all }, faults }
        made.set(key, next)
        return next
      }
      const stale = (why: string) => ({ stale: why, ...(last ? { shown: last } : {}) })

      if (!isToMake(plan)) return keep(stale(reasons.join(' ')))
      if (before?.from === from && last && !before.sight.stale && impressions.get(last.id)) {
        return keep({ shown: last }, before.faults)
      }
      try {
        const { impressions: files, faults } = await press(
          inFormat(plan, chosen),
          books,
          manuscript,
        )
        const [file] = files
        if (file) return keep({ shown: shown(await impressions.put(file)) }, faults)
        const why = faults.map(({ reason }) => reason).join(' ')
        return keep({ ...stale(why), standing: 'not made' }, faults)
      } catch (error) {
        if (error instanceof PrinterMissing) throw error
        return keep(stale(messageOf(error)))
      }
    },
    last: (id, format) => {
      const before = [...made.values()].findLast(
        ({ sight }) => sight.publication === id && (!format || sight.format === format),
      )
      const why = 'Nothing makes it: its chapter is gone, or cannot be read.'
      const gone = { standing: 'not made', reasons: [why], stale: why } as const
      const none = { publication: id, title: id, kind: 'leaflet', formats: [] } as const
      return before
        ? { of: before.of!, sight: { ...before.sight, ...gone }, faults: [] }
        : { sight: { ...none, ...gone }, faults: [] }
    },
    impression: impressions.get,
    close: async () => {
      impressions.close()
      await closePrinter()
    },
  }
}

/** Thrown where no browser starts; the message says what to do. */
export class PrinterMissing extends Error {}

function keyOf(publication: string, format: string | undefined): string {
  return `${publication} ${format ?? ''}`
}

/** Only what is looked at is printed: one of a leaflet's formats. */
function inFormat(plan: ToMake, format: string | undefined): ToMake {
  const { publication } = plan
  if (publication.kind !== 'leaflet') return plan
  const [first, ...rest] = publication.formats.filter(each => each === format)
  return first === undefined
    ? plan
    : { ...plan, publication: { ...publication, formats: [first, ...rest] } }
}

/** A hash of all that an edition is made of; of an ebook, whose pages a book gives, of nothing. */
function ingredientsOf({ publication, standing, decision }: ToMake, manuscript: Manuscript) {
  if (publication.kind === 'ebook') return undefined
  const withheld = [...(decision.leave?.withheld ?? [])]
  const leave = { standing, withheld, standings: decision.standings }
  return hashOf(ingredients(excerpt(manuscript, publication), publication, leave))
}

function shown(impression: Impression): Shown {
  const { id, path, bytes } = impression
  const common = { id, path, size: bytes.byteLength }
  return impression.kind === 'pages'
    ? { ...common, kind: 'pages', pages: impression.pages.sizes }
    : { ...common, kind: 'documents', documents: impression.documents.documents }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
