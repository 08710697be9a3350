import { hash } from 'node:crypto'
import type { Recall } from './read/recall.ts'
import type { Shelf } from './shelf.ts'

/** What was made of texts, from run to run: as many values as texts, in few entries of the store. */
export interface Kept {
  readonly recall: Recall
  /** True where no run before left anything. */
  readonly fresh: boolean
  /** All that was asked for in this run. */
  readonly asked: () => Asked
  /** Takes over what was asked for elsewhere. */
  readonly add: (asked: Asked) => void
  /** Keeps what was asked for in this run, and nothing else. */
  readonly save: () => Promise<void>
}

/** What was made, each by the hash of what it was made of. */
export type Asked = readonly (readonly [key: string, made: unknown])[]

/** What was made of texts in this run alone, beginning with what was `asked` for elsewhere. */
export function keptFrom(asked: Asked): Omit<Kept, 'fresh' | 'add' | 'save'> {
  const before = new Map(asked)
  const now = new Map<string, unknown>()
  return {
    recall: <T>(of: readonly string[], make: () => T): T => {
      const key = keyOf(of)
      const known = (before.get(key) ?? now.get(key)) as T | undefined
      if (known !== undefined) return known
      const made = make()
      now.set(key, made)
      return made
    },
    asked: () => [...now],
  }
}

const keyOf = (of: readonly string[]) => hash('sha256', JSON.stringify(of))

/** What was kept under this name by the same press under the same options; nothing without a shelf. */
export async function openKept(
  shelf: Pick<Shelf, 'cache' | 'press'> | undefined,
  name: string,
  options: unknown = null,
): Promise<Kept> {
  const { cache, press } = shelf ?? {}
  const shared = hash('sha256', JSON.stringify([press?.program, press?.packages, options]))
  // A part for each first digit: an edit writes only the parts that it changes.
  const parts = await Promise.all(
    [...'0123456789abcdef'].map(async digit => {
      const place = `${name}:${shared}:${digit}`
      return { digit, place, before: new Map((await cache?.get(place)) as Asked | undefined) }
    }),
  )
  const before = new Map(parts.map(part => [part.digit, part.before]))
  const now = new Map<string, Map<string, unknown>>(parts.map(({ digit }) => [digit, new Map()]))
  return {
    recall: <T>(of: readonly string[], make: () => T): T => {
      const key = keyOf(of)
      const digit = key.charAt(0)
      const known = before.get(digit)?.get(key) as T | undefined
      const made = known ?? make()
      now.get(digit)?.set(key, made)
      return made
    },
    fresh: parts.every(({ before }) => before.size === 0),
    asked: () => [...now.values()].flatMap(made => [...made]),
    add: asked => {
      for (const [key, made] of asked) now.get(key.charAt(0))?.set(key, made)
    },
    save: async () => {
      for (const { digit, place, before } of parts) {
        const met = now.get(digit)!
        const same = before.size === met.size && [...met.keys()].every(key => before.has(key))
        if (!same) await cache?.put(place, [...met])
      }
    },
  }
}
