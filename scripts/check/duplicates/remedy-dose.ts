import type { Quantity } from '../quantity/quantity.ts'
import { relation } from '../quantity/relation.ts'
import { measured } from './conflict.ts'
import type { Read } from './corpus.ts'
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
export function remedyConflicts(reads: readonly Read[]): readonly RemedyConflict[] {
  const byRemedy = Map.groupBy(
    reads.filter(({ passage }) => passage.remedy),
    ({ passage }) => `${primaryOf(passage.language)} ${passage.remedy}`,
  )
  const found: RemedyConflict[] = []
  for (const [key, own] of byRemedy) {
    const [language = 'en', remedy = ''] = key.split(' ')
    const stem = stems(language)
    const name = wordsOf(remedy.replace(/[-_.]/g, ' '), language).map(word => stem(word.key))
    const offered = own.flatMap(read =>
      measured(read)
        .filter(isDose)
        .map(({ quantity }) => ({ passage: read.passage, quantity })),
    )
    if (offered.length === 0 || name.length === 0) continue
    for (const read of reads) {
      const { passage } = read
      if (passage.remedy === remedy || primaryOf(passage.language) !== language) continue
      for (const { quantity: met } of measured(read).filter(isDose)) {
        const said = new Set(met.about.map(stem))
        if (!name.every(word => said.has(word))) continue
        const stands = offered.map(dose => ({ dose, relation: relation(dose.quantity, met) }))
        const same = stands.filter(({ relation }) => relation !== undefined)
        if (same.length === 0 || same.some(({ relation }) => relation !== 'apart')) continue
        found.push({ remedy, dose: same[0]!.dose, mention: passage, met })
      }
    }
  }
  return found
}

function isDose({ quantity }: { readonly quantity: Quantity }): boolean {
  return doses.has(quantity.unit.dimension)
}
