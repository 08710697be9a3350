import { pharmacy } from '../check/remedies/mentions.ts'
import { factAsSet } from '../read/facts.ts'
import type { Formulary } from '../read/formulary.ts'
import type { Chapter, Manuscript } from '../read/manuscript.ts'
import { hashesOf, type Remedy, remediesOf } from './remedies.ts'

/**
 * How many different reviewers must sign a remedy: two where it names a medicine, an entry that
 * asks for two, or a warning sign of an emergency.
 */
export function signaturesNeeded(remedy: Pick<Remedy, 'words'>, formulary: Formulary): 1 | 2 {
  const { names, warnings } = pharmacy(formulary)
  const named = names.in(remedy.words).some(({ entry }) => {
    const met = formulary.entries.get(entry)
    return met?.['two-reviewers'] ?? met?.kind === 'medicine'
  })
  return named || warnings.in(remedy.words).length > 0 ? 2 : 1
}

/** How many must sign each remedy of a chapter, in its order. */
export function signaturesOf(
  chapter: Chapter,
  { formulary, figures }: Pick<Manuscript, 'formulary' | 'figures'>,
): readonly (1 | 2)[] {
  return factAsSet(chapter, 'signatures', [formulary, hashesOf(figures)], () =>
    remediesOf(chapter, figures).map(remedy => signaturesNeeded(remedy, formulary)),
  )
}
