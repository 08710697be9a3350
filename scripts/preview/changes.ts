import { type FSWatcher, watch } from 'node:fs'
import { join, sep } from 'node:path'

/** A watch on a folder. */
export interface Changes {
  /** Told the folders that there are, after each look at them. */
  readonly follow: (folders: readonly string[]) => void
  readonly close: () => void
}

/** What a watch is told. */
export interface ChangesOptions {
  /** Told of files that may have changed, or of nothing in particular. */
  readonly changed: (files?: readonly string[]) => void
  /** How long nothing more must happen before `changed` is told, in milliseconds. */
  readonly quiet?: number
  /** How often everything is looked at, in milliseconds; network drives send no word. */
  readonly every?: number
}

/**
 * Watches a folder for changes, with Node's own watcher.
 *
 * Linux tells of a folder's own files only, so each folder has a watcher, which sees a file whose
 * place another took; elsewhere one watcher sees the whole tree, and does not hold the folders in
 * it. What it says is a hint: whoever is told looks for himself.
 */
export function watchChanges(
  root: string,
  { changed, quiet = 8, every = 2000 }: ChangesOptions,
): Changes {
  const watchers = new Map<string, FSWatcher>()
  let hints = new Set<string>()
  let vague = false
  let first = 0
  let timer: NodeJS.Timeout | undefined

  const tell = () => {
    timer = undefined
    const files = vague ? undefined : [...hints]
    hints = new Set()
    vague = false
    changed(files)
  }
  const hint = (file: string | undefined) => {
    if (file === undefined) vague = true
    else hints.add(file)
    if (timer === undefined) first = performance.now()
    else clearTimeout(timer)
    // A program that writes without end is listened to as well.
    const patience = Math.max(0, Math.min(quiet, first + 10 * quiet - performance.now()))
    timer = setTimeout(tell, patience)
  }
  const open = (folder: string, recursive: boolean) => {
    try {
      const watcher = watch(join(root, folder), { recursive }, (_, name) => {
        hint(name === null ? undefined : [folder, ...name.split(sep)].filter(Boolean).join('/'))
      })
      watcher.on('error', () => {
        watcher.close()
        watchers.delete(folder)
        hint(undefined)
      })
      watchers.set(folder, watcher)
    } catch {
      // No watcher is to be had here: the look from time to time must do.
    }
  }
  const round = setInterval(() => changed(), every)
  return {
    follow: folders => {
      const wanted = process.platform === 'linux' ? folders : ['']
      for (const [folder, watcher] of watchers) {
        if (wanted.includes(folder)) continue
        watcher.close()
        watchers.delete(folder)
      }
      for (const folder of wanted) {
        if (!watchers.has(folder)) open(folder, process.platform !== 'linux')
      }
    },
    close: () => {
      clearInterval(round)
      clearTimeout(timer)
      for (const watcher of watchers.values()) watcher.close()
      watchers.clear()
    },
  }
}
