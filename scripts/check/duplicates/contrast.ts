import { nameOf } from './features.ts'
import type { Glossary } from './glossary.ts'
import type { Unit } from './reading.ts'

/** Concepts of one contrast set that stand against each other: left here, right there. */
export interface Contrast {
  readonly set: string
  readonly a: readonly string[]
  readonly b: readonly string[]
}

/**
 * A passage's concepts by the contrast set that they are in. Of opposites the key also names what
 * they are said of: "lack of iron" opposes "too much iron", and not "too much coffee".
 */
export type Sides = ReadonlyMap<string, ReadonlySet<string>>

/** How many content words apart an opposite and what it is said of may stand. */
const reach = 1

/** The sides that a passage takes. */
export function sidesOf(
  units: readonly Unit[],
  { contrasts, opposites }: Pick<Glossary, 'contrasts' | 'opposites'>,
): Sides {
  const sides = new Map<string, Set<string>>()
  const take = (key: string, concept: string) => {
    const members = sides.get(key) ?? new Set()
    sides.set(key, members.add(concept))
  }
  for (const [index, { concepts, sentence }] of units.entries()) {
    for (const { id, is } of concepts) {
      for (const concept of [id, ...is]) {
        for (const set of contrasts.get(concept) ?? []) take(set, concept)
      }
      for (const set of opposites.get(id) ?? []) {
        const near = units.slice(Math.max(0, index - reach), index + reach + 1)
        for (const other of near) {
          if (other !== units[index] && other.sentence === sentence) {
            take(`${set} ${nameOf(other)}`, id)
          }
        }
      }
    }
  }
  return sides
}

/** Where two passages take sides in the same set and share none. */
export function contrastsOf(a: Sides, b: Sides): readonly Contrast[] {
  const found = new Map<string, Contrast>()
  for (const [key, one] of a) {
    const other = b.get(key)
    if (!other || [...one].some(concept => other.has(concept))) continue
    const set = key.split(' ', 1)[0]!
    const known = found.get(set)
    const all = (side: ReadonlySet<string>, before: readonly string[] = []) =>
      [...new Set([...side, ...before])].sort()
    found.set(set, { set, a: all(one, known?.a), b: all(other, known?.b) })
  }
  return [...found.values()]
}
