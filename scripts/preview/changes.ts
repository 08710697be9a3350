import { type FSWatcher, watch } from 'node:fs'
import { join, sep } from 'node:path'

/** A watch on a folder. */
export interface Changes {
  /** Told the folders that there are, after each look at them. */
  readonly follow: (folders: readonly string[]) => void
  readonly close: () => void
}

/**
 * So many milliseconds are waited for what belongs to a change: who saves a file empties it first.
 * A save that takes longer is told again, and so is read again.
 */
const quiet = 1
/** So often everything is looked at, in milliseconds: network drives send no word. */
const round = 2000

/**
 * Watches a folder for changes, with Node's own watcher.
 *
 * Linux tells of a folder's own files only, so each folder has a watcher, which sees a file whose
 * place another took; elsewhere one watcher sees the whole tree, and does not hold the folders in
 * it. What it says is a hint: whoever is told looks for himself.
 *
 * @param changed told of files that may have changed, or of nothing in particular.
 */
export function watchChanges(root: string, changed: (files?: readonly string[]) => void): Changes {
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
    // A folder of that name may be another one now.
    if (file !== undefined) stop(file)
    if (timer === undefined) first = performance.now()
    else clearTimeout(timer)
    // A program that writes without end is listened to as well.
    const patience = Math.max(0, Math.min(quiet, first + 10 * quiet - performance.now()))
    timer = setTimeout(tell, patience)
  }
  const stop = (folder: string) => {
    watchers.get(folder)?.close()
    watchers.delete(folder)
  }
  const open = (folder: string, recursive: boolean) => {
    try {
      const watcher = watch(join(root, folder), { recursive }, (_, name) => {
        hint(name === null ? undefined : [folder, ...name.split(sep)].filter(Boolean).join('/'))
      })
      watcher.on('error', () => {
        stop(folder)
        hint(undefined)
      })
      watchers.set(folder, watcher)
    } catch {
      // No watcher is to be had here: the look from time to time must do.
    }
  }
  let closed = false
  const rounds = setInterval(() => changed(), round)
  return {
    follow: folders => {
      // A look that was under way may end after the watch did.
      if (closed) return
      const wanted = process.platform === 'linux' ? folders : folders.slice(0, 1)
      for (const folder of watchers.keys()) if (!wanted.includes(folder)) stop(folder)
      for (const folder of wanted) {
        if (!watchers.has(folder)) open(folder, process.platform !== 'linux')
      }
    },
    close: () => {
      closed = true
      clearInterval(rounds)
      clearTimeout(timer)
      for (const folder of watchers.keys()) stop(folder)
    },
  }
}
