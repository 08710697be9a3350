import type { Quantity } from '../quantity/quantity.ts'
import { relation } from '../quantity/relation.ts'
import type { Collection } from './collection.ts'
import { measured } from './conflict.ts'
import { hashOf } from './hash.ts'
import type { Passage } from './passages.ts'
import { primaryOf, stems } from './stem.ts'
import { wordsOf } from './words.ts'

/** A dose in a remedy, and another dose of it somewhere else. */
export interface RemedyConflict {
  readonly remedy: string
  readonly dose: { readonly passage: Passage; readonly quantity: Quantity }
  readonly mention: Passage
  readonly met: Quantity
}

/** Doses: what is taken or put on, how often. */
const doses = new Set([
  'mass',
  'volume',
  'activity',
  'tablet',
  'capsule',
  'sachet',
  'dose',
  'frequency',
])

/**
 * Mentions of a remedy outside it whose dose differs from the remedy's own.
 *
 * A passage mentions a remedy where one of its sentences has all words of the remedy's name (its id:
 * `ginger-tea` is "ginger tea"). A dose that equals or overlaps any dose of the remedy agrees.
 */
export function remedyConflicts(all: Collection): readonly RemedyConflict[] {
  const offers = all.texts.flatMap(({ digest }, text) =>
    digest.remedies.map(([passage, remedy, language]) => ({
      passage: all.starts[text]! + passage,
      remedy,
      language,
    })),
  )
  if (offers.length === 0) return []
  const byWord = dosesByWord(all)
  const found: RemedyConflict[] = []
  for (const own of Map.groupBy(
    offers,
    ({ language, remedy }) => `${language} ${remedy}`,
  ).values()) {
    const { language, remedy } = own[0]!
    const stem = stems(language)
    const name = wordsOf(remedy.replace(/[-_.]/g, ' '), language).map(word => stem(word.key))
    const [first, ...rest] = name.map(word => hashOf(`${language} ${word}`) | 0)
    const mentions = (first === undefined ? [] : (byWord.get(first) ?? [])).filter(({ said }) =>
      rest.every(word => said.includes(word)),
    )
    if (mentions.length === 0) continue
    const offered = own.flatMap(({ passage }) => {
      const read = all.read(passage)
      return measured(read)
        .filter(isDose)
        .map(({ quantity }) => ({ passage: read.passage, quantity }))
    })
    if (offered.length === 0) continue
    for (const mention of mentions) {
      const read = all.read(mention.passage)
      const { passage } = read
      if (passage.remedy === remedy || primaryOf(passage.language) !== language) continue
      const met = measured(read)[mention.index]!.quantity
      const said = new Set(met.about.map(stem))
      if (!name.every(word => said.has(word))) continue
      const stands = offered.map(dose => ({ dose, relation: relation(dose.quantity, met) }))
      const same = stands.filter(({ relation }) => relation !== undefined)
      if (same.length === 0 || same.some(({ relation }) => relation !== 'apart')) continue
      found.push({ remedy, dose: same[0]!.dose, mention: passage, met })
    }
  }
  return found
}

/** A dose somewhere, with the hashes of the words about it. */
interface Mention {
  readonly passage: number
  readonly index: number
  readonly said: Int32Array
}

function dosesByWord(all: Collection): ReadonlyMap<number, readonly Mention[]> {
  const { tokens, offsets } = all.lists('doses')
  const byWord = new Map<number, Mention[]>()
  for (let passage = 0; passage < offsets.length - 1; passage++) {
    for (let at = offsets[passage]!; at < offsets[passage + 1]!; ) {
      const [index, many] = [tokens[at]!, tokens[at + 1]!]
      const said = tokens.subarray(at + 2, at + 2 + many)
      for (const word of said) {
        const list = byWord.get(word)
        if (list) list.push({ passage, index, said })
        else byWord.set(word, [{ passage, index, said }])
      }
      at += 2 + many
    }
  }
  return byWord
}

/** Whether a number says how much is taken or put on, or how often. */
export function isDose({ quantity }: { readonly quantity: Quantity }): boolean {
  return doses.has(quantity.unit.dimension)
}
