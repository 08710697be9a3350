import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

/** A file of the output folder as it was when its contents were last known. */
export interface Seen {
  readonly sha256: string
  readonly size: number
  readonly modified: number
  readonly changed: number
  readonly inode: number
  /** When it was looked at, in milliseconds since 1970. */
  readonly at: number
}

/**
 * A file that holds what it should: `seen` itself where nobody touched it since, else as it is now;
 * undefined where it holds something else.
 *
 * A file that nobody touched since it was last `seen` is not read again: the system keeps the time
 * of its last change, which a program that alters it can't set back. In all other cases its
 * contents are hashed.
 */
export async function stands(
  path: string,
  { sha256, size }: Pick<Seen, 'sha256' | 'size'>,
  seen?: Seen,
): Promise<Seen | undefined> {
  const now = look(path, sha256)
  if (now?.size !== size) return undefined
  const untouched =
    seen !== undefined && isSame(seen, now) && seen.at - now.changed > grain(now.changed)
  if (untouched) return seen.sha256 === sha256 ? seen : undefined
  const bytes = await readFile(path).catch(() => undefined)
  const met = bytes && createHash('sha256').update(bytes).digest('hex')
  return met === sha256 ? now : undefined
}

/** Looks at a file that is known to hold something. */
export function look(path: string, sha256: string): Seen | undefined {
  const at = performance.timeOrigin + performance.now()
  // At once: thousands of files are looked at one after the other, and each takes microseconds.
  const now = entryAt(path)
  if (!now?.isFile()) return undefined
  const { size, mtimeMs: modified, ctimeMs: changed, ino: inode } = now
  return { sha256, size, modified, changed, inode, at }
}

function entryAt(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    // A file stands where a folder is needed, or the folder may not be looked into.
    return undefined
  }
}

/** True where nothing was done to a file between two looks. */
function isSame(a: Seen, b: Seen): boolean {
  return a.changed === b.changed && isMoved(a, b)
}

/** True where a file was at most moved between two looks. */
export function isMoved(a: Seen, b: Seen): boolean {
  return a.size === b.size && a.modified === b.modified && a.inode === b.inode
}

/** Within this many milliseconds two changes may bear one time; some disks count whole seconds. */
function grain(changed: number): number {
  return Number.isInteger(changed / 1000) ? 2_000 : 20
}
