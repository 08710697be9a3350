import { hash } from 'node:crypto'
import type { Recall } from './read/recall.ts'
import type { Shelf } from './shelf.ts'

/** What was made of texts, from run to run: as many values as texts, in few entries of the store. */
export interface Kept {
  readonly recall: Recall
  /** Keeps what was asked for in this run, and nothing else. */
  readonly save: () => Promise<void>
}

/** What was kept under this name by the same press under the same options. */
export async function openKept(
  { cache, press }: Pick<Shelf, 'cache' | 'press'>,
  name: string,
  options: unknown = null,
): Promise<Kept> {
  const shared = hash('sha256', JSON.stringify([press.program, press.packages, options]))
  // A part for each first digit: an edit writes only the parts that it changes.
  const parts = await Promise.all(
    [...'0123456789abcdef'].map(async digit => {
      const place = `${name}:${shared}:${digit}`
      return { digit, place, before: new Map((await cache.get(place)) as Filed | undefined) }
    }),
  )
  const before = new Map(parts.map(part => [part.digit, part.before]))
  const now = new Map<string, Map<string, unknown>>(parts.map(({ digit }) => [digit, new Map()]))
  return {
    recall: <T>(of: readonly string[], make: () => T): T => {
      const key = hash('sha256', JSON.stringify(of))
      const digit = key.charAt(0)
      const known = before.get(digit)?.get(key) as T | undefined
      const made = known ?? make()
      now.get(digit)?.set(key, made)
      return made
    },
    save: async () => {
      for (const { digit, place, before } of parts) {
        const met = now.get(digit)!
        const same = before.size === met.size && [...met.keys()].every(key => before.has(key))
        if (!same) await cache.put(place, [...met])
      }
    },
  }
}

type Filed = readonly (readonly [key: string, made: unknown])[]
