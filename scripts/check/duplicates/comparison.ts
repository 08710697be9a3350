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

/** Passages from which a manuscript counts as a library: about 200 leaflets. */
const library = 4000

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
  // In a library the weakest likenesses are too many to look at, and the rules tell none of them.
  const pairs = duplicatesOf(reads, reads.length > library ? { paraphrase: 0.4 } : {})
  const made = { passages, reads, pairs }
  kept.set(manuscript, made)
  return made
}
