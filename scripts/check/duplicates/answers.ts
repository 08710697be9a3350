import type { Waiver } from '../../read/waivers.ts'
import type { Duplicate } from './duplicates.ts'
import { type Passage, passageHash } from './passages.ts'

/**
 * An editor's answer to a pair, as `waivers.yaml` keeps it: these two may differ, or may both stand.
 *
 *     - rule: no-duplicate-passage
 *       passages: [3f1b2c4d5e6f, 9a8b7c6d5e4f]
 *       reason: The leaflet on sleep is given out alone. (A. Editor, 2026-11-22)
 */
export interface Answer {
  readonly rule: string
  /** Hashes of the two passages' words ({@link passageHash}), in any order. */
  readonly passages: readonly [string, string]
  readonly reason: string
}

/** What the answers leave open, and those of them that no longer fit: a passage has changed. */
export function answered<T extends Pick<Duplicate, 'a' | 'b'>>(
  pairs: readonly T[],
  passages: readonly Passage[],
  answers: readonly Answer[],
): { readonly open: readonly T[]; readonly void: readonly Answer[] } {
  if (answers.length === 0) return { open: pairs, void: [] }
  const key = (hashes: readonly string[]) => hashes.toSorted().join(' ')
  const byKey = new Map(answers.map(answer => [key(answer.passages), answer]))
  const used = new Set<Answer>()
  const open = pairs.filter(({ a, b }) => {
    const answer = byKey.get(key([passageHash(passages[a]!), passageHash(passages[b]!)]))
    if (answer) used.add(answer)
    return !answer
  })
  return { open, void: answers.filter(answer => !used.has(answer)) }
}

/** The answers among a manuscript's waivers: those that name two passages. */
export function answersIn(waivers: readonly Waiver[]): readonly Answer[] {
  return waivers.flatMap(({ rule, passages, reason }) =>
    passages ? [{ rule, passages, reason }] : [],
  )
}
