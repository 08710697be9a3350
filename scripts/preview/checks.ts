import type { Worker } from 'node:worker_threads'
import type { Day } from '../read/fields.ts'
import type { Finding } from '../read/finding.ts'
import type { Folder } from '../read/folder.ts'
import { startThread } from '../thread.ts'

/** What the checks came to for one state of the manuscript. */
export interface Checked {
  readonly findings: readonly Finding[]
  readonly standings: readonly Listed[]
}

/** How one publication stands. */
export interface Listed {
  readonly id: string
  readonly standing: 'final' | 'proof' | 'not made'
  readonly reasons: readonly string[]
}

/** What the checks are told. Bytes that they were told before are left out. */
export interface Asked {
  readonly path: string
  readonly day: Day
  readonly folder: Omit<Folder, 'bytes'>
  readonly bytes: ReadonlyMap<string, Uint8Array | undefined>
}

/** The checks of a whole manuscript, in a thread of their own: nothing waits for them. */
export interface Checks {
  /** Resolves with what they came to; rejects where they fail. One at a time. */
  readonly check: (
    path: string,
    folder: Omit<Folder, 'bytes'>,
    contents: ReadonlyMap<string, Uint8Array | undefined>,
    day: Day,
  ) => Promise<Checked>
  readonly close: () => Promise<void>
}

/** Starts the thread at the first check, and anew where it has died. */
export function openChecks(): Checks {
  let worker: Worker | undefined
  let told = new Map<string, Uint8Array | undefined>()
  const start = () => {
    told = new Map()
    const started = startThread(new URL('./checking', import.meta.url))
    started.once('exit', () => {
      if (worker === started) worker = undefined
    })
    return started
  }
  return {
    check: (path, folder, contents, day) => {
      worker ??= start()
      const thread = worker
      const fresh = [...contents].filter(
        ([file, bytes]) => !told.has(file) || told.get(file) !== bytes,
      )
      for (const [file, bytes] of fresh) told.set(file, bytes)
      thread.postMessage({ path, day, folder, bytes: new Map(fresh) } satisfies Asked)
      return new Promise((resolve, reject) => {
        const settle = (done: () => void) => {
          thread.off('message', onAnswer).off('error', onError).off('exit', onExit)
          done()
        }
        const onAnswer = (answer: Checked) => settle(() => resolve(answer))
        const onError = (error: unknown) => settle(() => reject(error))
        const onExit = () => settle(() => reject(new Error('The thread of the checks ended.')))
        thread.on('message', onAnswer).on('error', onError).on('exit', onExit)
      })
    },
    close: async () => {
      await worker?.terminate()
    },
  }
}
