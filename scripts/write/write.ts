import { renameSync } from 'node:fs'
import { mkdir, rm, rmdir } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { compareText } from '../read/finding.ts'
import { asCannotWrite, CannotWrite } from './cannot-write.ts'
import { type Drafted, type Drafts, openDrafts } from './drafts.ts'
import {
  type Impression,
  inside,
  type Kept,
  type Manifest,
  type ManifestEntry,
  manifestName,
  readManifest,
} from './manifest.ts'
import { isMoved, look, type Seen, stands } from './stands.ts'

/** What a run did to the output folder. */
export interface Written {
  readonly manifest: Manifest
  /** Files taken away, since nothing makes them any more. */
  readonly removed: readonly string[]
  /** Every file of the manifest, and itself, as it was left; by path within the folder. */
  readonly seen: ReadonlyMap<string, Seen>
}

/**
 * Puts files into the output folder.
 *
 * All of them are first written whole beside their places and then moved there, so that a run
 * that is stopped leaves every old file whole and no new half. What the last run made and this
 * one does not is removed, but for the publications in `keep`; nothing else is touched.
 *
 * @param begun where some of the files wait already.
 */
export async function write(
  folder: string,
  files: readonly (Impression | Drafted | Kept)[],
  keep: (entry: ManifestEntry) => boolean = () => false,
  seen: ReadonlyMap<string, Seen> = new Map(),
  begun?: Drafts,
): Promise<Written> {
  try {
    const before = await readManifest(folder)
    if (files.length === 0 && before.files.length === 0) {
      return { manifest: before, removed: [], seen }
    }
    const drafts = begun ?? (await openDrafts(folder, seen))
    try {
      return await written(folder, files, drafts, before, keep, seen)
    } finally {
      await drafts.discard()
    }
  } catch (error) {
    throw asCannotWrite(error, folder)
  }
}

async function written(
  folder: string,
  files: readonly (Impression | Drafted | Kept)[],
  drafts: Drafts,
  before: Manifest,
  keep: (entry: ManifestEntry) => boolean,
  seen: ReadonlyMap<string, Seen>,
): Promise<Written> {
  const drafted: Drafted[] = []
  const waiting = files.values()
  const draw = async (): Promise<void> => {
    for (const file of waiting) {
      if ('draft' in file) drafted.push(file)
      else if ('bytes' in file) drafted.push(await drafts.draft(file))
      else drafted.push(await restored(folder, file, drafts, seen.get(file.path)))
    }
  }
  // A disk takes its time over each file, and takes several at once.
  const ends = await Promise.allSettled(Array.from({ length: 8 }, draw))
  const failed = ends.find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
  const made = new Set(drafted.map(({ path }) => path))
  const kept = before.files.filter(entry => !made.has(entry.path) && keep(entry))
  const gone = before.files.filter(entry => !made.has(entry.path) && !keep(entry))
  const entries = drafted.map(({ draft, met, ...entry }) => entry)
  const manifest: Manifest = {
    version: 1,
    files: [...entries, ...kept].sort((a, b) => compareText(a.path, b.path)),
  }
  const list = await drafts.draft({
    path: manifestName,
    bytes: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`),
    publication: '',
    standing: 'final',
    sources: {},
  })
  const folders = new Set(drafted.map(({ path }) => dirname(inside(folder, path))))
  for (const parent of folders) await mkdir(parent, { recursive: true })
  // At once, and the list last: hardly anything can come between.
  for (const { draft, path } of [...drafted, list]) {
    if (draft) renameSync(draft.path, inside(folder, path))
  }
  for (const { path } of gone) await remove(folder, path)
  const left = new Map<string, Seen>()
  for (const { draft, met, path, sha256 } of [...drafted, list]) {
    const now = met ?? look(inside(folder, path), sha256)
    // Another run may have put its own file there by now.
    if (now && (met || (draft?.drawn && isMoved(draft.drawn, now)))) left.set(path, now)
  }
  for (const { path } of kept) {
    const before = seen.get(path)
    if (before) left.set(path, before)
  }
  return { manifest, removed: gone.map(({ path }) => path), seen: left }
}

/** A file of an earlier run, which is only fetched where its place no longer holds it. */
async function restored(
  folder: string,
  { fetch, ...entry }: Kept,
  { draft }: Drafts,
  seen: Seen | undefined,
): Promise<Drafted> {
  const place = inside(folder, entry.path)
  const met = await stands(place, entry, seen)
  if (met) return { ...entry, met, draft: undefined }
  const bytes = await fetch()
  if (bytes) return draft({ ...entry, bytes })
  throw new CannotWrite(`\`${place}\` was changed while the press was at work. Run this again.`)
}

async function remove(folder: string, path: string): Promise<void> {
  await rm(inside(folder, path), { force: true })
  for (let parent = posix.dirname(path); parent !== '.'; parent = posix.dirname(parent)) {
    const emptied = await rmdir(join(folder, parent)).then(
      () => true,
      () => false,
    )
    if (!emptied) break
  }
}
