import type { Manuscript } from '../read/manuscript.ts'
import type { Publication } from '../read/publication.ts'
import type { Checked } from './checks.ts'
import { titleOf } from './sight.ts'
import { touching } from './touching.ts'

/** The list of publications. */
export interface Overview {
  /** The folder's own name. */
  readonly folder: string
  readonly chapters: number
  readonly publications: readonly Entry[]
}

/** One publication in the list. */
export interface Entry {
  readonly id: string
  readonly title: string
  readonly kind: Publication['kind']
  /** `unknown` until the checks have been through the manuscript once. */
  readonly standing: 'final' | 'proof' | 'not made' | 'unknown'
  readonly errors: number
  readonly warnings: number
}

/**
 * The list, as the last checks of the manuscript left it.
 *
 * @param refused ids of publications that had leave, and that setting has shown to be faulty.
 */
export function overview(
  manuscript: Manuscript,
  checked: Checked | undefined,
  refused: ReadonlySet<string>,
): Overview {
  const standings = new Map(checked?.standings.map(each => [each.id, each.standing]))
  const files = touching(manuscript)
  const title = titleOf(manuscript)
  const counts = new Map<string, { errors: number; warnings: number }>()
  for (const { file, severity } of checked?.findings ?? []) {
    const count = counts.get(file) ?? { errors: 0, warnings: 0 }
    if (severity === 'error') count.errors += 1
    if (severity === 'warning') count.warnings += 1
    counts.set(file, count)
  }
  return {
    folder: manuscript.name,
    chapters: manuscript.chapters.length,
    publications: manuscript.publications.map(publication => {
      const met = [...files(publication)].flatMap(file => counts.get(file) ?? [])
      return {
        id: publication.id,
        title: title(publication),
        kind: publication.kind,
        standing: refused.has(publication.id)
          ? 'not made'
          : (standings.get(publication.id) ?? 'unknown'),
        errors: met.reduce((sum, { errors }) => sum + errors, 0),
        warnings: met.reduce((sum, { warnings }) => sum + warnings, 0),
      }
    }),
  }
}
