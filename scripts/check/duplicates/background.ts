import { english } from './english.ts'
import { glossary, shippedGlossaries } from './glossary.ts'

/** Words of a passage, as its words are counted. */
const passage = 30
/** The rarest word is in one of so many passages. */
const rarest = 200
/** Weight of a word that one of e passages has. */
const unit = 100
/** Of the words of a phrase in a row, the phrase is this part. */
const inPhrase = 0.1
const weights = new Map<string, number>()

/**
 * What an English word (its stem) or concept (`#calf`) weighs whatever it is met beside: how rare it is
 * in English and in texts on health. A concept is as common as its names together.
 */
export function background(feature: string): number {
  const known = weights.get(feature)
  if (known !== undefined) return known
  const frequency = feature.startsWith('#')
    ? (conceptFrequencies().get(feature.slice(1)) ?? 0)
    : english().frequency(feature)
  const part = 1 - Math.exp(-passage * frequency)
  // Whole numbers: the last digit of a logarithm may differ between machines.
  const weight = Math.round(-unit * Math.log(part + (1 - part) / rarest))
  // Words that nobody has counted are without end.
  if (frequency > 0) weights.set(feature, weight)
  return weight
}

let sums: Map<string, number> | undefined

/** How common each concept is: its names, and the names of what it is wider than. */
function conceptFrequencies(): ReadonlyMap<string, number> {
  if (sums) return sums
  sums = new Map()
  for (const { stems, concepts } of [
    ...glossary(shippedGlossaries(), 'en').phrases.values(),
  ].flat()) {
    const rarestWord = Math.min(...stems.map(english().frequency))
    const frequency = stems.length > 1 ? rarestWord * inPhrase : rarestWord
    for (const id of new Set(concepts.flatMap(({ id, is }) => [id, ...is]))) {
      sums.set(id, (sums.get(id) ?? 0) + frequency)
    }
  }
  return sums
}
