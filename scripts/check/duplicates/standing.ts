import type { Collection } from './collection.ts'
import type { Kept } from './comparison.ts'
import type { Counted, Weighing } from './weighing.ts'

/** Two passages by their indices, with whatever was found of them. */
interface Pair {
  readonly a: number
  readonly b: number
}

/** What of an earlier run still stands. */
export interface Standing {
  /** The passages of texts that have changed, are new, or stand in another order. */
  readonly changed: ReadonlySet<number>
  /** The passages that must be compared anew; nothing where all must. */
  readonly asked: (before: Counted | undefined, now: Weighing) => ReadonlySet<number> | undefined
  /** What was found before of passages of which none is asked, by their present indices. */
  readonly kept: <T extends Pair>(found: readonly T[], asked: ReadonlySet<number>) => readonly T[]
  /** The same pairs as they are kept: by text and index. */
  readonly toKeep: <T extends Pair>(found: readonly T[]) => readonly T[]
}

/** In what is kept, a passage is its text's place times this, and its own place there. */
const room = 2 ** 20

/** Finds what of an earlier run stands for these passages. */
export function standing(all: Collection, before: Kept | undefined): Standing {
  const { texts, starts, textOf } = all
  const now = new Map(texts.map(({ key }, index) => [key, index]))
  let places = before?.keys.map(key => now.get(key) ?? -1) ?? []
  const met = places.filter(place => place >= 0)
  // Which of two passages comes first decides where a finding stands.
  if (met.some((place, index) => index > 0 && place <= met[index - 1]!)) {
    places = places.map(() => -1)
  }
  const same = new Set(places)
  const changed = new Set<number>()
  for (const text of texts.keys()) {
    if (same.has(text)) continue
    for (let passage = starts[text]!; passage < starts[text + 1]!; passage++) changed.add(passage)
  }
  const present = (kept: number) => {
    const text = places[Math.floor(kept / room)] ?? -1
    return text < 0 ? -1 : starts[text]! + (kept % room)
  }
  return {
    changed,
    asked: (before, { counted: { whole, words, steps }, having }) => {
      if (before?.whole !== whole) return undefined
      const stepBefore = new Map<number, number>()
      for (const [index, word] of before.words.entries()) stepBefore.set(word, before.steps[index]!)
      const moved = new Set<number>()
      for (const [index, word] of words.entries()) {
        const step = stepBefore.get(word)
        if (step !== undefined && step !== steps[index]) moved.add(word)
      }
      return moved.size === 0 ? changed : new Set([...changed, ...having(moved)])
    },
    kept: (found, asked) =>
      found.flatMap(pair => {
        const [a, b] = [present(pair.a), present(pair.b)]
        return a < 0 || b < 0 || asked.has(a) || asked.has(b) ? [] : [{ ...pair, a, b }]
      }),
    toKeep: found => {
      const place = (passage: number) => {
        const text = textOf[passage]!
        return text * room + passage - starts[text]!
      }
      return found.map(pair => ({ ...pair, a: place(pair.a), b: place(pair.b) }))
    },
  }
}
