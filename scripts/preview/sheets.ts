import { excerpt, hashOf, ingredients } from '../compose/excerpt.ts'
import { pressOne } from '../job.ts'
import { isToMake, type Planned, type ToMake } from '../plan.ts'
import type { Pressroom } from '../press.ts'
import type { Finding } from '../read/finding.ts'
import type { Manuscript } from '../read/manuscript.ts'
import { readingFormats } from '../read/publication.ts'
import { type Impression, type Impressions, openImpressions } from './impressions.ts'
import { type Made, type Sight, shown, titleOf } from './sight.ts'
import { type Halted, haltingPrinter, openWarmPrinter, PrinterMissing } from './warm-printer.ts'

/** Makes what is looked at, and keeps the last version that could be made. */
export interface Sheets extends Pick<Impressions, 'picture' | 'drawAhead'> {
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
  const warm = openWarmPrinter(room)

  /** Begins to make a publication: gives its first print, or undefined where all is done by then. */
  const begin = async (plan: ToMake, books: readonly Planned[], manuscript: Manuscript) => {
    const print = Promise.withResolvers<Halted | undefined>()
    const halts = isOnePrint(plan)
    const whole = warm.at(printer =>
      pressOne(
        plan,
        books,
        manuscript,
        room,
        halts ? haltingPrinter(printer, print.resolve) : printer,
      ),
    )
    whole.then(() => print.resolve(undefined), print.reject)
    return { halted: await print.promise, whole }
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
        title: titleOf(manuscript)(publication),
        kind: publication.kind,
        ...(chosen ? { format: chosen } : {}),
        formats,
        standing,
      }
      const from = (isToMake(plan) && ingredientsOf(plan, manuscript)) || manuscript
      const keep = (
        sight: Partial<Sight>,
        faults: readonly Finding[] = [],
        finish?: Made['finish'],
      ): Made => {
        const wrong = faults.filter(({ severity }) => severity === 'error')
        const all = [...reasons, ...wrong.map(({ reason }) => reason)]
        const next = { of: publication, sight: { ...common, ...sight, reasons: all }, faults }
        const whole = finish ? { ...next, finish } : next
        made.set(key, { ...whole, from })
        return whole
      }
      const stale = (why: string) => ({ stale: why, ...(last ? { shown: last } : {}) })

      if (!isToMake(plan)) return keep(stale(reasons.join(' ')))
      if (before?.from === from && last && !before.sight.stale && impressions.get(last.id))
        return keep({ shown: last }, before.faults, before.finish)
      try {
        const { halted, whole } = await begin(inFormat(plan, chosen), books, manuscript)
        if (halted) {
          const { html, pdf, goOn } = halted
          const path = `proofs/${publication.id}-${chosen}.pdf`
          const done = once(async () => {
            goOn()
            const { impressions: files, faults } = await whole
            return { bytes: files[0]!.bytes, faults }
          })
          const drafted = await impressions.draft({
            path,
            html,
            pdf,
            finish: async () => (await done()).bytes,
          })
          const finish = async () => {
            await drafted.bytes()
            const { faults } = await done()
            return keep({ shown: shown(drafted) }, faults)
          }
          return keep({ shown: shown(drafted) }, [], finish)
        }
        const { impressions: files, faults } = await whole
        const [file] = files
        if (file) return keep({ shown: shown(await impressions.put(file)) }, faults)
        const why = faults.map(({ reason }) => reason).join(' ')
        return keep({ ...stale(why), standing: 'not made' }, faults)
      } catch (error) {
        if (error instanceof PrinterMissing) throw error
        return keep(stale(error instanceof Error ? error.message : String(error)))
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
    picture: impressions.picture,
    drawAhead: impressions.drawAhead,
    close: async () => {
      impressions.close()
      await warm.close()
    },
  }
}

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

/**
 * Whether the first print looks as the file will. A final is shown only once all that can hold it
 * back was done; sheets are made of pages, and lines for notes are tried twice.
 */
function isOnePrint({ standing, publication }: ToMake): boolean {
  return (
    standing === 'proof' &&
    publication.kind === 'leaflet' &&
    !publication.notes &&
    publication.formats.every(format => readingFormats.some(each => each === format))
  )
}

/** A hash of all that an edition is made of; of an ebook, whose pages a book gives, of nothing. */
function ingredientsOf({ publication, standing, decision }: ToMake, manuscript: Manuscript) {
  if (publication.kind === 'ebook') return undefined
  const withheld = [...(decision.leave?.withheld ?? [])]
  const leave = { standing, withheld, standings: decision.standings }
  return hashOf(ingredients(excerpt(manuscript, publication), publication, leave))
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
