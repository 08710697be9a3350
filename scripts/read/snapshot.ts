import { createHash, hash } from 'node:crypto'
import { basename } from 'node:path'
import type { Folder } from './folder.ts'

/** A folder whose files are read once: every reader gets the bytes that were hashed. */
export interface Snapshot extends Folder {
  /** A hash of the folder's name, of the names of all its files and of what its texts hold. */
  readonly hash: () => Promise<string>
  /** Everything that was asked for, with what it holds. */
  readonly contents: () => Promise<ReadonlyMap<string, Uint8Array | undefined>>
  /** What else was asked for, each with the hash of its contents; null where it is not there. */
  readonly beyond: () => Promise<readonly (readonly [file: string, hash: string | null])[]>
}

/** Takes a folder as it stands; what is written there later is not met by who reads this. */
export function snapshot(folder: Folder): Snapshot {
  const met = new Map<string, Promise<Uint8Array | undefined>>()
  const bytes = (file: string) => {
    const known = met.get(file) ?? folder.bytes(file)
    met.set(file, known)
    return known
  }
  const hashOf = async (file: string): Promise<string | null> => {
    const content = await bytes(file)
    return content ? hash('sha256', content) : null
  }
  return {
    root: folder.root,
    files: folder.files,
    folders: folder.folders,
    bytes,
    hash: async () => {
      const sum = createHash('sha256').update(basename(folder.root)).update('\0')
      // All at once: a disk takes its time over each file.
      const hashes = await Promise.all(
        folder.files.map(file => (isText(file) ? hashOf(file) : null)),
      )
      folder.files.forEach((file, index) => {
        sum.update(`${file}\0${hashes[index]}\0`)
      })
      return sum.digest('hex')
    },
    contents: async () =>
      new Map(
        await Promise.all(Array.from(met, async ([file, held]) => [file, await held] as const)),
      ),
    beyond: async () => {
      const hashed = new Set(folder.files.filter(isText))
      const others = [...met.keys()].filter(file => !hashed.has(file)).sort()
      return Promise.all(others.map(async file => [file, await hashOf(file)] as const))
    },
  }
}

/** Pictures count only where somebody looks at them: a folder may hold many more. */
function isText(file: string): boolean {
  return /\.(md|markdown|ya?ml)$/i.test(file)
}
