import { excerpt } from './compose/excerpt.ts'
import type { Day } from './read/fields.ts'
import { byPlace, type Finding } from './read/finding.ts'
import { chapterById, type Manuscript } from './read/manuscript.ts'
import type { Publication } from './read/publication.ts'
import { type Decision, imprimatur } from './review/imprimatur.ts'

/**
 * How far a run may go. `release`: nothing is written unless every publication asked for is final.
 * `proof`: all that are not final come out as proofs, even where a publication says
 * `unreviewed: fail`.
 */
export type Mode = 'release' | 'proof'

/** What is to be made of one publication. */
export interface Planned {
  readonly publication: Publication
  readonly standing: 'final' | 'proof' | 'not made'
  /** Why it is no final, a sentence each. */
  readonly reasons: readonly string[]
  readonly decision: Decision
}

/** What is planned as a final or as a proof. */
export type ToMake = Planned & { readonly standing: 'final' | 'proof' }

/** True where there is something to make. */
export function isToMake(planned: Planned): planned is ToMake {
  return planned.standing !== 'not made'
}

/** How one publication is to be made: what the gate says of it, and the errors found in its files. */
export function planned(
  publication: Publication,
  manuscript: Manuscript,
  findings: readonly Finding[],
  day: Day,
  mode?: Mode,
): Planned {
  const decision = imprimatur(manuscript, publication, day)
  const faults = faultsOf(publication, manuscript, findings)
  return { publication, decision, ...plan(publication, decision, faults, manuscript, mode) }
}

/** Findings at error level in what a publication is made of. */
function faultsOf(publication: Publication, manuscript: Manuscript, findings: readonly Finding[]) {
  const { chapters, passages, figures } = excerpt(manuscript, publication)
  const files = new Set([
    publication.file,
    // What every publication prints, and the pictures that these chapters show.
    'clinic.yaml',
    'sources.yaml',
    ...[...chapters, ...passages.values(), ...figures.values()].map(({ file }) => file),
  ])
  const errors = errorsByFile(findings)
  return [...files].flatMap(file => errors.get(file) ?? []).sort(byPlace)
}

const errorsOf = new WeakMap<readonly Finding[], ReadonlyMap<string, readonly Finding[]>>()

/** The errors in each file, sorted out once for all publications. */
function errorsByFile(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const known = errorsOf.get(findings)
  if (known) return known
  const errors = findings.filter(({ severity }) => severity === 'error')
  const byFile = Map.groupBy(errors, ({ file }) => file)
  errorsOf.set(findings, byFile)
  return byFile
}

function plan(
  publication: Publication,
  decision: Decision,
  faults: readonly Finding[],
  manuscript: Manuscript,
  mode: Mode | undefined,
): Pick<Planned, 'standing' | 'reasons'> {
  const known = chapterById(manuscript.chapters)
  const missing = publication.chapters.filter(id => !known.has(id))
  if (missing.length > 0) {
    const names = missing.map(id => `\`${id}\``).join(', ')
    return { standing: 'not made', reasons: [`It holds ${names}, which cannot be read.`] }
  }
  if (publication.chapters.length === 0)
    return { standing: 'not made', reasons: ['It holds no chapter.'] }
  const refused = decision.refusals?.map(({ reason }) => reason) ?? []
  const reasons = [...refused, ...faults.map(sentence)]
  if (refused.length > 0 && publication.unreviewed === 'fail' && mode !== 'proof')
    return { standing: 'not made', reasons }
  return { standing: reasons.length > 0 ? 'proof' : 'final', reasons }
}

/** An error as a reason. */
export function sentence({ file, start, reason }: Finding): string {
  return `${file}:${start?.line ?? 1}: ${reason}`
}
