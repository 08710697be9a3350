import { mkdir, mkdtemp, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { asCannotWrite } from './cannot-write.ts'
import { type Impression, inside, listed } from './manifest.ts'
import { look, type Seen, stands } from './stands.ts'

/** A finished file that waits beside its place; its bytes are on the disk and nowhere else. */
export interface Drafted extends Omit<Impression, 'bytes'> {
  readonly sha256: string
  readonly size: number
  /** Where it waits, and how it was left there. */
  readonly draft: { readonly path: string; readonly drawn: Seen | undefined } | undefined
  /** How its place was met, where that holds the very same already. */
  readonly met: Seen | undefined
}

/** Files on their way into an output folder. */
export interface Drafts {
  /** Writes a file whole beside its place. */
  readonly draft: (impression: Impression) => Promise<Drafted>
  /** Takes all of them away that were not moved to their places. */
  readonly discard: () => Promise<void>
}

/**
 * Opens an output folder for files to come: it is made if need be, and can be written.
 *
 * @param seen how the folder was left, by path within it.
 */
export async function openDrafts(
  folder: string,
  seen: ReadonlyMap<string, Seen> = new Map(),
): Promise<Drafts> {
  try {
    await mkdir(folder, { recursive: true })
    await sweep(folder)
    const bench = await mkdtemp(join(folder, draftPrefix))
    let count = 0
    return {
      draft: async impression => {
        const entry = listed(impression)
        const place = inside(folder, entry.path)
        try {
          const met = await stands(place, entry, seen.get(entry.path))
          if (met) return { ...entry, met, draft: undefined }
          count += 1
          const path = join(bench, String(count))
          await put(path, impression.bytes)
          const draft = { path, drawn: look(path, entry.sha256) }
          return { ...entry, draft, met: undefined }
        } catch (error) {
          throw asCannotWrite(error, folder)
        }
      },
      discard: () => rm(bench, { recursive: true, force: true }),
    }
  } catch (error) {
    throw asCannotWrite(error, folder)
  }
}

const draftPrefix = '.imprimatur-draft-'

/** Drafts of a run that was killed. */
async function sweep(folder: string): Promise<void> {
  const hour = 3_600_000
  for (const name of await readdir(folder)) {
    if (!name.startsWith(draftPrefix)) continue
    const path = join(folder, name)
    const entry = await stat(path).catch(() => undefined)
    // A younger one may belong to a run that is at work now.
    if (entry && performance.timeOrigin + performance.now() - entry.mtimeMs > hour) {
      await rm(path, { recursive: true, force: true })
    }
  }
}

async function put(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}
