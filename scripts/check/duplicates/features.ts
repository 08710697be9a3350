import type { Unit } from './reading.ts'

/** What a passage is compared by. */
export interface Features {
  /** Words and concepts (`#calf`), each once, with the weight of the way that they were met. */
  readonly singles: ReadonlyMap<string, number>
  /** Things said close together: two places in the order of `singles` after each other, each pair once. */
  readonly pairs: readonly number[]
}

/** A word that a concept already stands for adds this much beside it. */
const besideConcept = 0.6
/** The wider concept ("doctor" is a "clinician") counts this much of the concept. */
const wider = 0.6
/** Two things said close together count this much of a word. */
export const together = 0.3
/** How many content words apart two things are still said together. */
const reach = 3

/** The features of a passage; words (no concepts) get the prefix, so that languages never meet. */
export function featuresOf(units: readonly Unit[], prefix = ''): Features {
  const singles = new Map<string, number>()
  const places = new Map<string, number>()
  const add = (feature: string, weight: number) => {
    const known = singles.get(feature)
    if (known === undefined) places.set(feature, places.size)
    if (known === undefined || known < weight) singles.set(feature, weight)
  }
  const named = units.map(({ stems, concepts }) => {
    const weight = concepts.length > 0 ? besideConcept : 1
    for (const stem of stems) add(prefix + stem, weight)
    for (const { id, is } of concepts) {
      add(`#${id}`, 1)
      for (const wide of is) add(`#${wide}`, wider)
    }
    return places.get(concepts[0] ? `#${concepts[0].id}` : prefix + (stems[0] ?? ''))
  })
  let pairs: readonly number[] | undefined
  return {
    singles,
    // Not all who compare words ask for what is said together.
    get pairs() {
      pairs ??= pairsOf(units, named, places.size)
      return pairs
    },
  }
}

/** Pairs of the things that units name, said close together: places in a list of `size`. */
function pairsOf(
  units: readonly Unit[],
  named: readonly (number | undefined)[],
  size: number,
): readonly number[] {
  const met = new Set<number>()
  for (const [index, { sentence }] of units.entries()) {
    for (let step = 1; step <= reach; step++) {
      if (units[index + step]?.sentence !== sentence) break
      const [one, other] = [named[index], named[index + step]]
      if (one === undefined || other === undefined) continue
      met.add(Math.min(one, other) * size + Math.max(one, other))
    }
  }
  return [...met].flatMap(key => [Math.floor(key / size), key % size])
}

/** What a unit is called in a pair: its first concept, else its word. */
export function nameOf({ concepts, stems }: Unit): string {
  return concepts[0] ? `#${concepts[0].id}` : (stems[0] ?? '')
}
