import { background } from './background.ts'
import type { Read } from './corpus.ts'
import { dimensions, direction, english } from './english.ts'
import { nameOf } from './features.ts'
import { glossary, shippedGlossaries } from './glossary.ts'
import type { Unit } from './reading.ts'
import { primaryOf } from './stem.ts'

/** Part of what a concept's word means that all names of the concept tell. */
const ofConcept = 0.5
const kept = new WeakMap<Read, Float64Array | undefined>()

/**
 * What an English passage speaks of, as a direction of length 1: the meanings of its words, rare ones
 * before common ones (the sentence vector of Arora, Liang and Ma, 2017). It depends on the passage
 * alone. Nothing for other languages, and where no word is known.
 */
export function sense(read: Read): Float64Array | undefined {
  if (!kept.has(read)) kept.set(read, made(read))
  return kept.get(read)
}

function made({ passage, units }: Read): Float64Array | undefined {
  if (primaryOf(passage.language) !== 'en') return undefined
  const rarity = background(shippedGlossaries())
  const sum = new Float64Array(dimensions)
  for (const unit of units) {
    const own = meaning(unit)
    if (own) add(sum, own, rarity(nameOf(unit)))
  }
  return direction(sum)
}

function meaning({ stems, concepts }: Unit): Float64Array | undefined {
  const words = together(stems)
  const concept = concepts[0] && meanings().get(concepts[0].id)
  if (!concept || !words) return concept ?? words
  const sum = new Float64Array(dimensions)
  add(sum, concept, ofConcept)
  add(sum, words, 1 - ofConcept)
  return direction(sum)
}

/** What words say together: the rarer among them say more. */
function together(stems: readonly string[]): Float64Array | undefined {
  if (stems.length === 1) return english().meaning(stems[0]!)
  const rarity = background(shippedGlossaries())
  const sum = new Float64Array(dimensions)
  for (const stem of stems) {
    const own = english().meaning(stem)
    if (own) add(sum, own, rarity(stem))
  }
  return direction(sum)
}

let named: ReadonlyMap<string, Float64Array | undefined> | undefined

/** By concept, what its English names say on the whole. */
function meanings(): ReadonlyMap<string, Float64Array | undefined> {
  if (named) return named
  const sums = new Map<string, Float64Array>()
  for (const { stems, concepts } of [
    ...glossary(shippedGlossaries(), 'en').phrases.values(),
  ].flat()) {
    const own = together(stems)
    if (!own) continue
    for (const { id } of concepts) {
      const sum = sums.get(id) ?? new Float64Array(dimensions)
      sums.set(id, sum)
      add(sum, own, 1)
    }
  }
  named = new Map([...sums].map(([id, sum]) => [id, direction(sum)]))
  return named
}

function add(sum: Float64Array, more: Float64Array, times: number): void {
  for (let at = 0; at < sum.length; at++) sum[at]! += times * more[at]!
}
