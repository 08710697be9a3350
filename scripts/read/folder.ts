import { constants, readFileSync } from 'node:fs'
import { readdir, readFile, realpath } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** The files of a folder, and a way to read them that never leaves it. */
export interface Folder {
  readonly root: string
  /** Paths within the folder, with forward slashes, in reading order. */
  readonly files: readonly string[]
  /** The folders that they may stand in; '' is the folder itself. */
  readonly folders: readonly string[]
  /** The bytes of a file; undefined where there is none, or where it stands outside the folder. */
  readonly bytes: (file: string) => Promise<Uint8Array | undefined>
}

const passedOver = new Set(['node_modules', 'dist'])

/** Lists a folder. Hidden entries, `node_modules` and `dist` are passed over. */
export async function openFolder(path: string): Promise<Folder> {
  const root = await realpath(path)
  const files: string[] = []
  const folders: string[] = []
  const plain = new Set<string>()
  const walk = async (folder: string): Promise<void> => {
    folders.push(folder)
    const entries = await readdir(join(root, folder), { withFileTypes: true })
    for (const entry of entries.sort((a, b) => inReadingOrder(a.name, b.name))) {
      if (entry.name.startsWith('.')) continue
      const file = folder ? `${folder}/${entry.name}` : entry.name
      if (entry.isDirectory()) {
        if (!passedOver.has(entry.name)) await walk(file)
      } else if (entry.isFile() || entry.isSymbolicLink()) {
        files.push(file)
        if (entry.isFile()) plain.add(file)
      }
    }
  }
  await walk('')
  const bytes = async (file: string) =>
    (plain.has(file) && direct(join(root, file))) || (await within(root, file))
  return { root, files, folders, bytes }
}

// Reading at once is several times quicker for small files than to wait for each.
function direct(path: string): Uint8Array | undefined {
  try {
    // What has become a link since it was listed is looked at again.
    const flag = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)
    return readFileSync(path, { flag: flag as unknown as string })
  } catch {
    return undefined
  }
}

async function within(root: string, file: string): Promise<Uint8Array | undefined> {
  try {
    // A link inside the folder must not bring in what stands outside it.
    const path = await realpath(join(root, file))
    const inside = relative(root, path)
    if (inside === '' || inside.startsWith(`..${sep}`) || inside === '..') return undefined
    return await readFile(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'ELOOP') {
      return undefined
    }
    throw error
  }
}

const names = new Intl.Collator('en', { numeric: true })

/** `2-x` before `10-x`; a folder's README or index before its other files. */
function inReadingOrder(a: string, b: string): number {
  const first = (name: string) => (/^(readme|index)\.(md|markdown)$/i.test(name) ? 0 : 1)
  return first(a) - first(b) || names.compare(a, b) || (a < b ? -1 : 1)
}
