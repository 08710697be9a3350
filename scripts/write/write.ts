import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { compareText } from '../read/finding.ts'
import { isMoved, look, type Seen, stands } from './stands.ts'

/** A finished file. */
export interface Impression {
  /** Path within the output folder, with forward slashes: `leaflets/02-fever-a4.pdf`. */
  readonly path: string
  readonly bytes: Uint8Array
  /** Id of the publication that it is of. */
  readonly publication: string
  readonly standing: 'final' | 'proof'
  /** Files of the manuscript that it was made from, with the SHA-256 of each. */
  readonly sources: Readonly<Record<string, string>>
}

/** A finished file of an earlier run; its bytes are fetched only where it no longer stands. */
export interface Kept extends Omit<Impression, 'bytes'> {
  readonly sha256: string
  readonly size: number
  readonly fetch: () => Promise<Uint8Array | undefined>
}

/** One line of `manifest.json`. */
export interface ManifestEntry extends Omit<Impression, 'bytes'> {
  readonly sha256: string
  readonly size: number
}

/** What stands in the output folder, and what it was made from. */
export interface Manifest {
  readonly version: 1
  readonly files: readonly ManifestEntry[]
}

/** What a run did to the output folder. */
export interface Written {
  readonly manifest: Manifest
  /** Files taken away, since nothing makes them any more. */
  readonly removed: readonly string[]
  /** Every file of the manifest, and itself, as it was left; by path within the folder. */
  readonly seen: ReadonlyMap<string, Seen>
}

/** Thrown where the output folder cannot be written; the message is for the user. */
export class CannotWrite extends Error {}

/** The name of the folder's own list. */
export const manifestName = 'manifest.json'

/**
 * Writes impressions into the output folder.
 *
 * All of them are first written whole beside their places and then moved there, so that a run
 * that is stopped leaves every old file whole and no new half. What the last run made and this
 * one does not is removed, but for the publications in `keep`; nothing else is touched.
 */
export async function write(
  folder: string,
  impressions: readonly (Impression | Kept)[],
  keep: (entry: ManifestEntry) => boolean = () => false,
  seen: ReadonlyMap<string, Seen> = new Map(),
): Promise<Written> {
  try {
    return await written(folder, impressions, keep, seen)
  } catch (error) {
    throw asCannotWrite(error, folder)
  }
}

/** Makes sure that a folder can be written before anything is printed for it. */
export async function prepare(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    await rm(await mkdtemp(join(folder, draftPrefix)), { recursive: true })
  } catch (error) {
    throw asCannotWrite(error, folder)
  }
}

async function written(
  folder: string,
  impressions: readonly (Impression | Kept)[],
  keep: (entry: ManifestEntry) => boolean,
  seen: ReadonlyMap<string, Seen>,
): Promise<Written> {
  const before = await readManifest(folder)
  if (impressions.length === 0 && before.files.length === 0) {
    return { manifest: before, removed: [], seen }
  }
  await mkdir(folder, { recursive: true })
  await sweep(folder)
  const drafts: { draft: string; path: string; name: string; drawn?: Seen | undefined }[] = []
  const left = new Map<string, Seen>()
  const bench = await mkdtemp(join(folder, draftPrefix))
  try {
    const entries = impressions.map(listed)
    const waiting = impressions.entries()
    const draw = async (): Promise<void> => {
      for (const [index, impression] of waiting) {
        const { path } = impression
        const place = inside(folder, path)
        const { sha256 } = entries[index]!
        const standing = await stands(place, entries[index]!, seen.get(path))
        if (standing) {
          left.set(path, standing)
          continue
        }
        const bytes = 'bytes' in impression ? impression.bytes : await impression.fetch()
        if (!bytes) {
          throw new CannotWrite(
            `\`${place}\` was changed while the press was at work. Run this again.`,
          )
        }
        await mkdir(dirname(place), { recursive: true })
        const draft = join(bench, String(index))
        await put(draft, bytes)
        drafts.push({ draft, path: place, name: path, drawn: look(draft, sha256) })
      }
    }
    // A disk takes its time over each file, and takes several at once.
    const ends = await Promise.allSettled(Array.from({ length: 8 }, draw))
    const failed = ends.find(({ status }) => status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
    const made = new Set(impressions.map(({ path }) => path))
    const kept = before.files.filter(entry => !made.has(entry.path) && keep(entry))
    const gone = before.files.filter(entry => !made.has(entry.path) && !keep(entry))
    const manifest: Manifest = {
      version: 1,
      files: [...entries, ...kept].sort((a, b) => compareText(a.path, b.path)),
    }
    const list = join(bench, manifestName)
    const text = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)
    await put(list, text)
    const drawn = look(list, sha256(text))
    drafts.push({ draft: list, path: join(folder, manifestName), name: manifestName, drawn })
    for (const { draft, path } of drafts) await rename(draft, path)
    for (const { path } of gone) await remove(folder, path)
    for (const { path, name, drawn } of drafts) {
      const moved = drawn && look(path, drawn.sha256)
      // Another run may have put its own file there by now.
      if (moved && isMoved(drawn, moved)) left.set(name, moved)
    }
    for (const { path } of kept) {
      const before = seen.get(path)
      if (before) left.set(path, before)
    }
    return { manifest, removed: gone.map(({ path }) => path), seen: left }
  } finally {
    await rm(bench, { recursive: true, force: true })
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

/** The list of the last run; an unreadable one lists nothing, so nothing is removed by it. */
export async function readManifest(folder: string): Promise<Manifest> {
  const none: Manifest = { version: 1, files: [] }
  try {
    const met: unknown = JSON.parse(await readFile(join(folder, manifestName), 'utf8'))
    const manifest = met as Manifest
    const sound =
      manifest?.version === 1 &&
      Array.isArray(manifest.files) &&
      manifest.files.every(({ path }) => typeof path === 'string' && isInside(path))
    return sound ? manifest : none
  } catch {
    return none
  }
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

/** A finished file as the manifest lists it. */
export function listed(impression: Impression | Kept): ManifestEntry {
  if ('fetch' in impression) {
    const { fetch, ...entry } = impression
    return entry
  }
  const { bytes, ...rest } = impression
  return { ...rest, sha256: sha256(bytes), size: bytes.byteLength }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function isInside(path: string): boolean {
  const plain = posix.normalize(path)
  return (
    !posix.isAbsolute(plain) && plain !== '..' && !plain.startsWith('../') && !path.includes('\\')
  )
}

function inside(folder: string, path: string): string {
  if (!isInside(path)) throw new Error(`\`${path}\` is not within the output folder.`)
  return join(folder, ...path.split('/'))
}

function asCannotWrite(error: unknown, folder: string): unknown {
  const { code, path } = error as NodeJS.ErrnoException
  if (!code) return error
  return new CannotWrite(`Cannot write \`${path ?? folder}\`: ${explained(code)}`)
}

function explained(code: string): string {
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'it may not be written here. Choose another folder with `--out`.',
    EPERM: 'it may not be written here. Is it open in another program?',
    EBUSY: 'it is in use. Is it open in another program?',
    EROFS: 'this disk can only be read. Choose another folder with `--out`.',
    ENOSPC: 'the disk is full. Nothing old was changed.',
    ENOTDIR: 'a file stands where a folder is needed. Choose another folder with `--out`.',
    EEXIST: 'a file stands where a folder is needed. Choose another folder with `--out`.',
    EISDIR: 'a folder stands where the file should go. Move it away first.',
  }
  return reasons[code] ?? `the system says ${code}.`
}
