import type { Manuscript } from '../../read/manuscript.ts'
import { type Read, readPassages } from './corpus.ts'
import { type Duplicate, duplicatesOf } from './duplicates.ts'
import { type GlossaryTable, shippedGlossaries } from './glossary.ts'
import { manuscriptPassages, type Passage } from './passages.ts'

/** A manuscript's passages, compared with each other. */
export interface Comparison {
  readonly passages: readonly Passage[]
  readonly reads: readonly Read[]
  readonly pairs: readonly Duplicate[]
}

const kept = new WeakMap<object, Comparison>()

/** Compares a manuscript's passages; done once, however many rules ask. */
export function comparison(
  manuscript: Pick<Manuscript, 'chapters' | 'passages' | 'clinic'>,
  glossaries: readonly GlossaryTable[] = shippedGlossaries(),
): Comparison {
  const known = kept.get(manuscript)
  if (known) return known
  const passages = manuscriptPassages(manuscript)
  const reads = readPassages(passages, glossaries)
  const made = { passages, reads, pairs: duplicatesOf(reads) }
  kept.set(manuscript, made)
  return made
}
