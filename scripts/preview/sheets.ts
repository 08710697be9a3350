import { edition, isToMake, type Planned, type Pressroom, type ToMake } from '../press.ts'
import type { Manuscript } from '../read/manuscript.ts'
import type { Publication } from '../read/publication.ts'
import type { Printer } from '../render/chromium.ts'
import { PrintFailed } from '../render/printing-room.ts'
import { type Rendering, render } from '../render/render.ts'
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

/** Makes what is looked at, and keeps the last version that could be made. */
export interface Sheets {
  /** The sight of a publication; a browser that does not start is thrown. */
  readonly make: (
    plan: Planned,
    format: string | undefined,
    manuscript: Manuscript,
  ) => Promise<Sight>
  /** The sight of a publication that there is no more, if there ever was one. */
  readonly last: (publication: string, format: string | undefined) => Sight | undefined
  readonly impression: (id: string) => Impression | undefined
  readonly close: () => Promise<void>
}

/** Opens the sheets; the browser starts with the first of them, and stays. */
export function openSheets(room: Pick<Pressroom, 'epoch' | 'stock' | 'openPrinter'>): Sheets {
  const impressions = openImpressions()
  const made = new Map<string, { readonly of: Manuscript; readonly sight: Sight }>()
  let printer: Promise<Printer> | undefined

  const closePrinter = async () => {
    const closing = printer
    printer = undefined
    await (await closing?.catch(() => undefined))?.close()
  }
  const press = async (plan: ToMake, format: string | undefined, manuscript: Manuscript) => {
    const composed = edition(manuscript, plan, room)
    printer ??= room.openPrinter()
    const opened = await printer.catch(async error => {
      printer = undefined
      throw new PrinterMissing(messageOf(error), { cause: error })
    })
    try {
      return await render(inFormat(composed, format), room.stock, opened)
    } catch (error) {
      // A browser that prints nothing any more is not asked again.
      if (!(error instanceof PrintFailed)) await closePrinter()
      throw error
    }
  }

  return {
    make: async (plan, format, manuscript) => {
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
        reasons,
      }
      const keep = (sight: Sight): Sight => {
        made.set(key, { of: manuscript, sight })
        return sight
      }
      const stale = (why: string, more: Partial<Sight> = {}) =>
        keep({ ...common, ...more, stale: why, ...(last ? { shown: last } : {}) })

      if (!isToMake(plan)) return stale(reasons.join(' '))
      const same = before?.of === manuscript && before.sight.standing === standing
      if (same && last && !before.sight.stale && impressions.get(last.id)) {
        return keep({ ...common, shown: last })
      }
      let rendering: Rendering
      try {
        rendering = await press(plan, chosen, manuscript)
      } catch (error) {
        if (error instanceof PrinterMissing) throw error
        return stale(messageOf(error))
      }
      const wrong = rendering.faults.filter(({ severity }) => severity === 'error')
      const all = { reasons: [...reasons, ...wrong.map(({ reason }) => reason)] }
      const [file] = rendering.files
      if (!file) return stale(all.reasons.join(' '), { ...all, standing: 'not made' })
      return keep({ ...common, ...all, shown: shown(await impressions.put(file)) })
    },
    last: (publication, format) => {
      const before = made.get(keyOf(publication, format))
      return (
        before && { ...before.sight, standing: 'not made', stale: 'Nothing makes it any more.' }
      )
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
function inFormat(composed: ReturnType<typeof edition>, format: string | undefined) {
  const { publication } = composed
  if (publication.kind !== 'leaflet') return composed
  const [first, ...rest] = publication.formats.filter(each => each === format)
  return first === undefined
    ? composed
    : { ...composed, publication: { ...publication, formats: [first, ...rest] } }
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
