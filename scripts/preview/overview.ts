import type { Manuscript } from '../read/manuscript.ts'
import type { Publication } from '../read/publication.ts'
import type { Checked } from './checks.ts'
import { touching } from './remarks.ts'
import { titleOf } from './sight.ts'

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
  return {
    folder: manuscript.name,
    chapters: manuscript.chapters.length,
    publications: manuscript.publications.map(publication => {
      const met = touching(checked?.findings ?? [], publication, manuscript)
      return {
        id: publication.id,
        title: titleOf(publication, manuscript),
        kind: publication.kind,
        standing: refused.has(publication.id)
          ? 'not made'
          : (standings.get(publication.id) ?? 'unknown'),
        errors: met.filter(({ severity }) => severity === 'error').length,
        warnings: met.filter(({ severity }) => severity === 'warning').length,
      }
    }),
  }
}
