import { once } from 'node:events'
import type { Inspected } from './inspect.ts'
import type { Asked, Kept } from './kept.ts'
import type { Blocks } from './kept-blocks.ts'
import type { Day } from './read/fields.ts'
import type { Finding } from './read/finding.ts'
import type { Folder } from './read/folder.ts'
import type { Snapshot } from './read/snapshot.ts'
import { startThread } from './thread.ts'

/** Checks in a thread of their own, so that the press goes on meanwhile. */
export interface Beside {
  /**
   * What the checks come to, the same as without a thread; asked for once.
   *
   * @param path the folder as the user named it.
   * @param files the folder as the press read it.
   * @param understood what the press made of its texts; what the checks make is added.
   */
  readonly inspect: (
    path: string,
    files: Snapshot,
    understood: Kept,
    day: Day,
  ) => Promise<Inspected>
  readonly close: () => Promise<void>
}

/** What the thread is told first. */
export interface Inspection {
  readonly path: string
  readonly folder: Omit<Folder, 'bytes'>
  readonly contents: ReadonlyMap<string, Uint8Array | undefined>
  readonly understood: Asked
  readonly day: Day
}

/** What the thread answers first. */
export interface Found {
  readonly findings: readonly Finding[]
  readonly understood: Asked
  readonly left: Blocks | undefined
}

/** Starts the thread, which gets ready at once. */
export function inspectBeside(): Beside {
  const thread = startThread(new URL('./inspect-thread', import.meta.url))
  const failure = new Promise<never>((_, reject) => {
    thread.once('error', reject)
    thread.once('exit', () => reject(new Error('The thread of the checks ended.')))
  })
  // It is told where something is asked of the thread.
  failure.catch(() => undefined)
  const ask = async (question: unknown): Promise<unknown> => {
    thread.postMessage(question)
    const [answer] = await Promise.race([once(thread, 'message'), failure])
    return answer
  }
  return {
    inspect: async (path, files, understood, day) => {
      const { root, folders } = files
      const inspection: Inspection = {
        path,
        folder: { root, files: files.files, folders },
        contents: await files.contents(),
        understood: understood.asked(),
        day,
      }
      const found = (await ask(inspection)) as Found
      understood.add(found.understood)
      return {
        findings: found.findings,
        report: async all => (await ask(all)) as string,
        left: found.left,
      }
    },
    close: async () => {
      await thread.terminate()
    },
  }
}
