import type { Unit } from './reading.ts'

/** What a passage is compared by: each feature once, with the weight of the way that it was met. */
export type Features = ReadonlyMap<string, number>

/** A word that a concept already stands for adds this much beside it. */
const besideConcept = 0.6
/** The wider concept ("doctor" is a "clinician") counts this much of the concept. */
const wider = 0.4
/** Two things said close together count this much of a word. */
const together = 0.3
/** How many content words apart two things are still said together. */
const reach = 3

/** True for a feature that is a pair of things said together. */
export const isPair = (feature: string) => feature.includes(' ')

/** True for a feature that is a concept of the glossary. */
export const isConcept = (feature: string) => feature.startsWith('#') && !isPair(feature)

/** The features of a passage: words, concepts, wider concepts, and what is said close together. */
export function featuresOf(units: readonly Unit[]): Features {
  const features = new Map<string, number>()
  const add = (feature: string, weight: number) => {
    if ((features.get(feature) ?? 0) < weight) features.set(feature, weight)
  }
  for (const [index, unit] of units.entries()) {
    const weight = unit.concepts.length > 0 ? besideConcept : 1
    for (const stem of unit.stems) add(stem, weight)
    for (const { id, is } of unit.concepts) {
      add(`#${id}`, 1)
      for (const wide of is) add(`#${wide}`, wider)
    }
    for (let step = 1; step <= reach; step++) {
      const other = units[index + step]
      if (!other || other.sentence !== unit.sentence) break
      const [one, two] = [nameOf(unit), nameOf(other)]
      add(one < two ? `${one} ${two}` : `${two} ${one}`, together)
    }
  }
  return features
}

/** What a unit is called in a pair: its first concept, else its word. */
export function nameOf({ concepts, stems }: Unit): string {
  return concepts[0] ? `#${concepts[0].id}` : (stems[0] ?? '')
}
