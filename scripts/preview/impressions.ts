import { createHash } from 'node:crypto'
import { openPageImages, type PageImages } from '../render/page-images.ts'
import type { Rendered } from '../render/render.ts'
import { type EbookPages, openEbookPages } from './ebook-pages.ts'

/** One file that the press made for the preview, open to be looked at. Nothing of it is on a disk. */
export type Impression = {
  /** A hash of its bytes: the same file is the same impression. */
  readonly id: string
  /** The name that a build would give it, within `dist/`. */
  readonly path: string
  readonly bytes: Uint8Array
} & (
  | { readonly kind: 'pages'; readonly pages: PageImages }
  | { readonly kind: 'documents'; readonly documents: EbookPages }
)

/** The impressions that are kept open. */
export interface Impressions {
  readonly put: (file: Rendered) => Promise<Impression>
  readonly get: (id: string) => Impression | undefined
  readonly close: () => void
}

/** Keeps the `most` impressions that were asked for last. */
export function openImpressions(most = 12): Impressions {
  const kept = new Map<string, Impression>()
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
  return {
    get,
    put: async ({ path, bytes }) => {
      const id = createHash('sha256').update(path).update(bytes).digest('hex').slice(0, 20)
      const known = get(id)
      if (known) return known
      const impression: Impression = path.endsWith('.epub')
        ? { id, path, bytes, kind: 'documents', documents: await openEbookPages(bytes) }
        : { id, path, bytes, kind: 'pages', pages: await openPageImages(bytes) }
      kept.set(id, impression)
      for (const old of [...kept.keys()].slice(0, -most)) drop(old)
      return impression
    },
    close: () => {
      for (const id of [...kept.keys()]) drop(id)
    },
  }
}
