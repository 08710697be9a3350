import { english } from './english.ts'
import { type GlossaryTable, glossary } from './glossary.ts'

/**
 * What a feature weighs wherever it is met: a whole number, so that sums are the same in any order.
 * `undefined` asks for the weight of two things said together.
 */
export type Rarity = (feature: string | undefined) => number

/** Words of a passage, as its words are counted. */
const passage = 30
/** The rarest word is in one of so many passages. */
const rarest = 200
/** Weight of a word that one of e passages has. */
const unit = 160
/** Of the words of a phrase in a row, the phrase is this part. */
const inPhrase = 0.1
const kept = new WeakMap<readonly GlossaryTable[], Rarity>()

/**
 * Weights of features that do not depend on what else is compared: how rare a word is in English and
 * in texts on health. A concept is as common as its names together. Of other languages nothing is
 * known but that short words are common.
 */
export function background(tables: readonly GlossaryTable[]): Rarity {
  const known = kept.get(tables)
  if (known) return known
  const concepts = conceptFrequencies(tables)
  const weights = new Map<string, number>()
  const most = weightOf(0)
  const rarity = (feature: string | undefined) => {
    if (feature === undefined) return most
    let weight = weights.get(feature)
    if (weight === undefined) {
      if (feature.startsWith('#')) weight = weightOf(concepts.get(feature.slice(1)) ?? 0)
      else if (feature.includes(':')) weight = byLength(feature.slice(feature.indexOf(':') + 1))
      else weight = weightOf(english().frequency(feature))
      weights.set(feature, weight)
    }
    return weight
  }
  kept.set(tables, rarity)
  return rarity

  function byLength(word: string): number {
    return Math.round(most * Math.min(1, 0.4 + word.length / 12))
  }
}

function weightOf(frequency: number): number {
  const part = 1 - Math.exp(-passage * frequency)
  return Math.round(-unit * Math.log(part + (1 - part) / rarest))
}

/** How common each concept is: its names, and the names of what it is wider than. */
function conceptFrequencies(tables: readonly GlossaryTable[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { stems, concepts } of [...glossary(tables, 'en').phrases.values()].flat()) {
    const rarestWord = Math.min(...stems.map(english().frequency))
    const frequency = stems.length > 1 ? rarestWord * inPhrase : rarestWord
    for (const id of new Set(concepts.flatMap(({ id, is }) => [id, ...is]))) {
      sums.set(id, (sums.get(id) ?? 0) + frequency)
    }
  }
  return sums
}
