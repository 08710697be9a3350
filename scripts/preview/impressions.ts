import { createHash } from 'node:crypto'
import { openPageImages, type PageImages } from '../render/page-images.ts'
import type { Rendered } from '../render/render.ts'
import { type EbookPages, openEbookPages } from './ebook-pages.ts'
import { packed } from './packed.ts'

/** One file that the press made for the preview, open to be looked at. Nothing of it is on a disk. */
export type Impression = {
  /** What is drawn the same has the same. */
  readonly id: string
  /** The name that a build would give it, within `dist/`. */
  readonly path: string
  /** The file itself; a draft is finished for it. Rejects where that fails. */
  readonly bytes: () => Promise<Uint8Array>
} & (
  | { readonly kind: 'pages'; readonly pages: PageImages }
  | { readonly kind: 'documents'; readonly documents: EbookPages }
)

/** A print of which the file is still to be made: its pages look as they will. */
export interface Draft {
  readonly path: string
  /** What was printed; the same is drawn the same. */
  readonly html: string
  readonly pdf: Uint8Array
  readonly finish: () => Promise<Uint8Array>
}

/** The impressions that are kept open. */
export interface Impressions {
  readonly put: (file: Rendered) => Promise<Impression>
  readonly draft: (draft: Draft) => Promise<Impression>
  readonly get: (id: string) => Impression | undefined
  /**
   * A page as a picture so many pixels wide, packed.
   *
   * @param inSight whether the page is looked at, and not only near.
   */
  readonly picture: (
    id: string,
    page: number,
    width: number,
    inSight: boolean,
  ) => Uint8Array | undefined
  /** Draws the page that was looked at last of a file of this name, before anybody asks for it. */
  readonly drawAhead: (id: string) => void
  readonly close: () => void
}

/** A page, and how many pixels wide it is wanted. */
interface Wanted {
  readonly page: number
  readonly width: number
}

/** Keeps the `most` impressions that were asked for last. */
export function openImpressions(most = 12): Impressions {
  const kept = new Map<string, Impression>()
  /** By the name of a file, what was looked at last. */
  const looked = new Map<string, Wanted>()
  let ahead: (Wanted & { readonly id: string; readonly picture: Uint8Array }) | undefined

  const get = (id: string) => {
    const met = kept.get(id)
    // The one asked for last stands last.
    if (met && kept.delete(id)) kept.set(id, met)
    return met
  }
  const drop = (id: string) => {
    const gone = kept.get(id)
    if (gone?.kind === 'pages') gone.pages.close()
    kept.delete(id)
  }
  const keep = (impression: Impression) => {
    drop(impression.id)
    kept.set(impression.id, impression)
    for (const old of [...kept.keys()].slice(0, -most)) drop(old)
    return impression
  }
  const draw = (id: string, { page, width }: Wanted) => {
    const met = kept.get(id)
    if (met?.kind !== 'pages' || !met.pages.sizes[page]) return undefined
    return met.pages.picture(page, width, packed)
  }
  return {
    get,
    put: async ({ path, bytes }) => {
      const id = nameOf(path, bytes)
      const known = get(id)
      if (known) return known
      const common = { id, path, bytes: async () => bytes }
      return keep(
        path.endsWith('.epub')
          ? { ...common, kind: 'documents', documents: await openEbookPages(bytes) }
          : { ...common, kind: 'pages', pages: await openPageImages(bytes) },
      )
    },
    draft: async ({ path, html, pdf, finish }) => {
      const common = { id: nameOf(path, html), path, kind: 'pages' } as const
      const bytes = async () => {
        const file = await finish()
        // Its words are right only now: letters that are drawn of parts have none in a draft.
        if (kept.get(drafted.id) === drafted)
          keep({ ...common, bytes: async () => file, pages: await openPageImages(file) })
        return file
      }
      const drafted: Impression = { ...common, bytes, pages: await openPageImages(pdf) }
      return keep(drafted)
    },
    picture: (id, page, width, inSight) => {
      const path = get(id)?.path
      if (path && inSight) looked.set(fileOf(path), { page, width })
      if (ahead?.id === id && ahead.page === page && ahead.width === width) return ahead.picture
      return draw(id, { page, width })
    },
    drawAhead: id => {
      const wanted = looked.get(fileOf(kept.get(id)?.path ?? ''))
      if (!wanted || ahead?.id === id) return
      const picture = draw(id, wanted)
      ahead = picture && { id, ...wanted, picture }
    },
    close: () => {
      for (const id of [...kept.keys()]) drop(id)
    },
  }
}

function nameOf(path: string, content: string | Uint8Array): string {
  return createHash('sha256').update(path).update(content).digest('hex').slice(0, 20)
}

/** A proof and a final of the same leaflet are looked at in the same place. */
function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
