import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'

/** What a thread is started with: where compiled programs are kept. */
export type ThreadStart = string | undefined

/** Starts a module as a thread of its own; its address is given without the ending. */
export function startThread(module: URL): Worker {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const compiled = getCompileCacheDir()
  return new Worker(new URL(`${module}.${ending}`), {
    // A thread does not share its program's.
    workerData: (compiled && dirname(compiled)) satisfies ThreadStart,
  })
}
