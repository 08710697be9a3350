import type { Glossary } from './glossary.ts'
import type { Unit } from './reading.ts'

/** Concepts of one contrast set that stand against each other: left here, right there. */
export interface Contrast {
  readonly set: string
  readonly a: readonly string[]
  readonly b: readonly string[]
}

/** A passage's concepts by the contrast set that they are in. */
export type Sides = ReadonlyMap<string, ReadonlySet<string>>

/** The sides that a passage takes. */
export function sidesOf(units: readonly Unit[], { contrasts }: Glossary): Sides {
  const sides = new Map<string, Set<string>>()
  for (const { concepts } of units) {
    for (const { id, is } of concepts) {
      for (const concept of is ? [id, is] : [id]) {
        for (const set of contrasts.get(concept) ?? []) {
          const members = sides.get(set) ?? new Set()
          members.add(concept)
          sides.set(set, members)
        }
      }
    }
  }
  return sides
}

/** Where two passages take sides in the same set and share none. */
export function contrastsOf(a: Sides, b: Sides): readonly Contrast[] {
  const found: Contrast[] = []
  for (const [set, one] of a) {
    const other = b.get(set)
    if (other && [...one].every(concept => !other.has(concept))) {
      found.push({ set, a: [...one].sort(), b: [...other].sort() })
    }
  }
  return found
}
