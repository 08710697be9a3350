import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Folder, openFolder } from '../read/folder.ts'

/** A manuscript's folder whose files stay in memory. */
export interface WarmFolder {
  /**
   * Looks at the folder again. Throws what the file system throws where the folder itself cannot
   * be listed; what was in memory stays.
   *
   * @param named the only files that can have changed; all, where it is left out.
   */
  readonly look: (named?: readonly string[]) => Promise<Look>
  /** The folder as the last look left it. */
  readonly folder: () => Folder
  /** What was read of it: the bytes by file, none where there is no such file. */
  readonly contents: () => ReadonlyMap<string, Uint8Array | undefined>
}

/** What a look at the folder came to. */
export interface Look {
  /** Whether anything differs from what was in memory. */
  readonly changed: boolean
  /** True where a file is gone or empty that a moment ago was not: an editor may be saving it. */
  readonly unsure: boolean
  /** Files that are there and cannot be read, such as one that another program has locked. */
  readonly locked: readonly string[]
}

interface Kept {
  /** What tells one state of a file on the disk from another. */
  readonly state: string
  readonly bytes: Uint8Array | undefined
}

/** How long a file may be gone or empty while an editor saves it, in milliseconds. */
const saving = 150

const isText = (file: string) => /\.(md|markdown|ya?ml)$/i.test(file)

/**
 * Opens a folder that is read once and then only where it changes.
 *
 * Editors save in many ways: some empty the file and fill it, some put a new one in its place. So
 * a file that is suddenly gone or empty is believed only after a while.
 *
 * @param now milliseconds, from any start.
 */
export async function openWarmFolder(path: string, now: () => number): Promise<WarmFolder> {
  let listing = await openFolder(path)
  const kept = new Map<string, Kept>()
  const doubted = new Map<string, number>()

  const seen = async (file: string, named: boolean): Promise<Kept | 'locked'> => {
    const before = kept.get(file)
    try {
      const state = await stateOf(join(listing.root, file))
      if (before && before.state === state && !named) return before
      return { state, bytes: state === '' ? undefined : await listing.bytes(file) }
    } catch {
      return 'locked'
    }
  }

  const look = async (named?: readonly string[]): Promise<Look> => {
    const few = named?.every(file => kept.has(file) && listing.files.includes(file))
    const listed = few ? listing : await openFolder(path)
    const files = few ? named! : [...new Set([...listed.files.filter(isText), ...kept.keys()])]
    const met = await Promise.all(
      files.map(async file => [file, await seen(file, named?.includes(file) ?? false)] as const),
    )
    const locked = met.flatMap(([file, state]) => (state === 'locked' ? [file] : []))
    const fresh = met.flatMap(([file, state]) =>
      state === 'locked' || same(kept.get(file)?.bytes, state.bytes)
        ? []
        : [[file, state] as const],
    )
    const at = now()
    const doubtful = fresh.filter(
      ([file, { bytes }]) => !bytes?.byteLength && kept.get(file)?.bytes?.byteLength,
    )
    for (const [file] of doubtful) doubted.set(file, doubted.get(file) ?? at)
    const unsure = doubtful.some(([file]) => at - (doubted.get(file) ?? at) < saving)
    if (unsure) return { changed: false, unsure, locked }
    doubted.clear()
    const gone = met.some(([, state]) => state !== 'locked' && state.bytes === undefined)
    const next = few && gone ? await openFolder(path) : listed
    const moved = next.files.join('\n') !== listing.files.join('\n')
    listing = next
    for (const [file, state] of met) if (state !== 'locked') kept.set(file, state)
    return { changed: moved || fresh.length > 0, unsure, locked }
  }

  const bytes = async (file: string): Promise<Uint8Array | undefined> => {
    if (!kept.has(file)) {
      const state = await seen(file, true)
      if (state === 'locked') return undefined
      kept.set(file, state)
    }
    return kept.get(file)?.bytes
  }
  return {
    look,
    folder: () => ({ ...listing, bytes }),
    contents: () => new Map([...kept].map(([file, { bytes }]) => [file, bytes])),
  }
}

/** Empty where there is no such file. */
async function stateOf(path: string): Promise<string> {
  try {
    const { mtimeNs, ctimeNs, size, ino } = await stat(path, { bigint: true })
    return `${mtimeNs} ${ctimeNs} ${size} ${ino}`
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') return ''
    throw error
  }
}

function same(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && Buffer.compare(a, b) === 0)
}
