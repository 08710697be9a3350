import type { Folder } from '../read/folder.ts'
import type { Manuscript } from '../read/manuscript.ts'
import { openMemory } from '../read/memory.ts'
import { read } from '../read/read.ts'
import { folderTrouble, lockedTrouble, type Trouble } from './trouble.ts'
import type { WarmFolder } from './warm-folder.ts'

/** The words of a manuscript, and the files that they were read from. */
export interface Words {
  readonly manuscript: Manuscript
  readonly folder: Omit<Folder, 'bytes'>
  readonly contents: ReadonlyMap<string, Uint8Array | undefined>
}

/** Reads a manuscript again and again. */
export interface WordsReader {
  /** Says that files may have changed; which ones, where that is known. */
  readonly doubt: (files?: readonly string[]) => void
  /** Whether there is a doubt. */
  readonly isDoubted: () => boolean
  /** Looks at what is in doubt; true where the words are others now. */
  readonly readAgain: () => Promise<boolean>
  /** Missing until they could be read for the first time. */
  readonly words: () => Words | undefined
  /** Why the folder, or a file in it, cannot be read. */
  readonly trouble: () => Trouble | undefined
}

/** An editor is done with a file after so many milliseconds. */
const soon = 40

/**
 * Opens a reader that parses only what changed.
 *
 * @param looked told the folders that there are, after each look at them.
 * @param unsure told where a file has to be looked at once more.
 */
export function openWordsReader(
  path: string,
  warm: WarmFolder,
  looked: (folders: readonly string[]) => void,
  unsure: () => void,
): WordsReader {
  const memory = openMemory()
  /** Files to look at again; undefined stands for all. */
  let doubted: Set<string> | undefined
  /** Whether the folder holds what the words do not say yet. */
  let unread = true
  let words: Words | undefined
  let trouble: Trouble | undefined
  return {
    doubt: files => {
      if (files === undefined) doubted = undefined
      else for (const file of files) doubted?.add(file)
    },
    isDoubted: () => doubted?.size !== 0,
    readAgain: async () => {
      const files = doubted && [...doubted]
      doubted = new Set()
      try {
        const look = await warm.look(files)
        if (look.unsure) setTimeout(unsure, soon)
        trouble = look.locked.length > 0 ? lockedTrouble(look.locked) : undefined
        const { bytes, ...folder } = warm.folder()
        looked(folder.folders)
        unread ||= look.changed
        if (!unread) return false
        const manuscript = await read(path, { folder: { ...folder, bytes }, memory })
        words = { manuscript, folder, contents: warm.contents() }
        unread = false
        return true
      } catch (error) {
        trouble = folderTrouble(path, error)
        looked([])
        return false
      }
    },
    words: () => words,
    trouble: () => trouble,
  }
}
