import type { Manuscript } from '../../read/manuscript.ts'
import { type Read, readPassages } from './corpus.ts'
import { type Duplicate, duplicatesOf } from './duplicates.ts'
import type { GlossaryTable } from './glossary.ts'
import { ownGlossaries } from './own-glossary.ts'
import { manuscriptPassages, type Passage } from './passages.ts'

/** A manuscript's passages, compared with each other. */
export interface Comparison {
  readonly passages: readonly Passage[]
  readonly reads: readonly Read[]
  readonly pairs: readonly Duplicate[]
  /** The words that they were compared by. */
  readonly glossaries: readonly GlossaryTable[]
}

/** Passages from which a manuscript counts as a library: about 200 leaflets. */
const library = 4000

const kept = new WeakMap<object, Comparison>()

/** Compares a manuscript's passages; done once, however many rules ask. */
export function comparison(
  manuscript: Pick<Manuscript, 'chapters' | 'passages' | 'clinic' | 'styleSheet' | 'formulary'>,
): Comparison {
  const known = kept.get(manuscript)
  if (known) return known
  const glossaries = ownGlossaries(manuscript)
  const passages = manuscriptPassages(manuscript)
  const reads = readPassages(passages, glossaries)
  // In a library the weakest likenesses are too many to look at, and the rules tell none of them.
  const pairs = duplicatesOf(reads, reads.length > library ? { paraphrase: 0.4 } : {})
  const made = { passages, reads, pairs, glossaries }
  kept.set(manuscript, made)
  return made
}
