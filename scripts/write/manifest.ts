import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'

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

/** The name of the folder's own list. */
export const manifestName = 'manifest.json'

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

/** The place of a file of the output folder; nothing outside it has one. */
export function inside(folder: string, path: string): string {
  if (!isInside(path)) throw new Error(`\`${path}\` is not within the output folder.`)
  return join(folder, ...path.split('/'))
}
