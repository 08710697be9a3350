import { join } from 'node:path'
import type { Cache } from './cache.ts'
import type { Ingredients } from './compose/excerpt.ts'
import type { Fold } from './compose/fold-duplicates.ts'
import type { Rendering } from './render/render.ts'
import type { Drafted, Drafts } from './write/drafts.ts'
import { type Impression, type Kept, listed, type ManifestEntry } from './write/manifest.ts'
import { type Seen, stands } from './write/stands.ts'

/** What a run may use again of the runs before it. */
export interface Shelf {
  readonly cache: Cache
  /** The hashes of what shapes every file: the press's own program, its looks, the browser. */
  readonly press: Ingredients
  /** How the output folder was left, by path within it. */
  readonly seen: ReadonlyMap<string, Seen>
  /** What was found or made for the output folder today, by key; nothing of it is looked up again. */
  readonly today: () => Promise<Map<string, Filed>>
}

/** What came of one publication, before its files are in their places. */
export interface Printed extends Omit<Rendering, 'files'> {
  readonly impressions: readonly (Drafted | Kept)[]
  readonly folds: readonly Fold[]
}

/** What came of one publication, with its files by their hashes. */
export type Filed = Omit<Printed, 'impressions'> & {
  readonly impressions: readonly ManifestEntry[]
}

/**
 * What was made of the very same things before; undefined where any part of it is missing.
 *
 * Bytes are only read where the output folder does not hold them already.
 */
export async function recall(
  { cache, seen, today }: Shelf,
  key: string,
  out: string,
  { draft }: Drafts,
): Promise<Printed | undefined> {
  const before = await today()
  const known = before.get(key)
  const filed = known ?? ((await cache.get(`impressions:${key}`)) as Filed | undefined)
  if (!filed) return undefined
  const impressions: (Drafted | Kept)[] = []
  for (const entry of filed.impressions) {
    const { sha256, size, ...common } = entry
    if (await stands(join(out, ...entry.path.split('/')), entry, seen.get(entry.path))) {
      // Once a day is enough for the store to know what is of use.
      if (!known) await cache.touch(sha256)
      impressions.push({ ...entry, fetch: () => cache.bytes(sha256) })
      continue
    }
    const bytes = await cache.bytes(sha256)
    if (!bytes) return undefined
    impressions.push(await draft({ ...common, bytes }))
  }
  before.set(key, filed)
  return { ...filed, impressions }
}

/** What was made of one publication just now. */
export type Anew = Omit<Printed, 'impressions'> & { readonly impressions: readonly Impression[] }

/** Keeps what was made for the runs to come. */
export async function remember({ cache, today }: Shelf, key: string, made: Anew): Promise<void> {
  const impressions: ManifestEntry[] = []
  for (const impression of made.impressions) {
    const entry = listed(impression)
    // The bytes first: an entry is only there with all that belongs to it.
    await cache.putBytes(entry.sha256, impression.bytes)
    impressions.push(entry)
  }
  const filed: Filed = { ...made, impressions }
  await cache.put(`impressions:${key}`, filed)
  const known = await today()
  known.set(key, filed)
}
