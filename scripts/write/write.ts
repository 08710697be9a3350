import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { compareText } from '../read/finding.ts'

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
  impressions: readonly Impression[],
  keep: (entry: ManifestEntry) => boolean = () => false,
): Promise<Written> {
  try {
    return await written(folder, impressions, keep)
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
  impressions: readonly Impression[],
  keep: (entry: ManifestEntry) => boolean,
): Promise<Written> {
  const before = await readManifest(folder)
  if (impressions.length === 0 && before.files.length === 0) {
    return { manifest: before, removed: [] }
  }
  await mkdir(folder, { recursive: true })
  await sweep(folder)
  const drafts: { draft: string; path: string }[] = []
  const bench = await mkdtemp(join(folder, draftPrefix))
  try {
    const waiting = impressions.entries()
    const draw = async (): Promise<void> => {
      for (const [index, { path, bytes }] of waiting) {
        const place = inside(folder, path)
        if (await same(place, bytes)) continue
        await mkdir(dirname(place), { recursive: true })
        const draft = join(bench, String(index))
        drafts.push({ draft, path: place })
        await put(draft, bytes)
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
      files: [...impressions.map(listed), ...kept].sort((a, b) => compareText(a.path, b.path)),
    }
    const list = join(bench, manifestName)
    drafts.push({ draft: list, path: join(folder, manifestName) })
    await put(list, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`))
    for (const { draft, path } of drafts) await rename(draft, path)
    for (const { path } of gone) await remove(folder, path)
    return { manifest, removed: gone.map(({ path }) => path) }
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

async function same(path: string, bytes: Uint8Array): Promise<boolean> {
  const entry = await stat(path).catch(() => undefined)
  if (!entry?.isFile() || entry.size !== bytes.byteLength) return false
  return (await readFile(path)).equals(bytes)
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

function listed({ bytes, ...rest }: Impression): ManifestEntry {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { ...rest, sha256, size: bytes.byteLength }
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
