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
  const sum = new Float64Array(dimensions)
  for (const unit of units) {
    const own = meaning(unit)
    if (own) add(sum, own, background(nameOf(unit)))
  }
  return direction(sum)
}

/** What a word or phrase means, half by the concept that it stands for, where it stands for one. */
export function meaning({ stems, concepts }: Unit): Float64Array | undefined {
  const words = together(stems)
  const concept = concepts[0] && conceptMeaning(concepts[0].id)
  if (!concept || !words) return concept ?? words
  const sum = new Float64Array(dimensions)
  add(sum, concept, ofConcept)
  add(sum, words, 1 - ofConcept)
  return direction(sum)
}

/** What words say together: the rarer among them say more. */
function together(stems: readonly string[]): Float64Array | undefined {
  if (stems.length === 1) return english().meaning(stems[0]!)
  const sum = new Float64Array(dimensions)
  for (const stem of stems) {
    const own = english().meaning(stem)
    if (own) add(sum, own, background(stem))
  }
  return direction(sum)
}

let named: ReadonlyMap<string, readonly (readonly string[])[]> | undefined
const conceptMeanings = new Map<string, Float64Array | undefined>()

/** What the English names of a concept say on the whole. */
function conceptMeaning(id: string): Float64Array | undefined {
  if (!conceptMeanings.has(id)) {
    named ??= namesByConcept()
    const sum = new Float64Array(dimensions)
    for (const stems of named.get(id) ?? []) {
      const own = together(stems)
      if (own) add(sum, own, 1)
    }
    conceptMeanings.set(id, direction(sum))
  }
  return conceptMeanings.get(id)
}

/** By concept of the shipped glossaries, its English names as stems. */
function namesByConcept(): ReadonlyMap<string, readonly (readonly string[])[]> {
  const names = new Map<string, (readonly string[])[]>()
  for (const phrases of glossary(shippedGlossaries(), 'en').phrases.values()) {
    for (const { stems, concepts } of phrases) {
      for (const { id } of concepts) {
        const list = names.get(id)
        if (list) list.push(stems)
        else names.set(id, [stems])
      }
    }
  }
  return names
}

function add(sum: Float64Array, more: Float64Array, times: number): void {
  for (let at = 0; at < sum.length; at++) sum[at]! += times * more[at]!
}
