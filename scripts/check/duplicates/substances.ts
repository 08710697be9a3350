import type { FormularyEntry } from '../../read/formulary.ts'
import type { GlossaryTable } from './glossary.ts'

/** What of a formulary entry makes it a concept. */
type Substance = Pick<FormularyEntry, 'name' | 'names' | 'kind' | 'unnamed' | 'generic' | 'near'>

/**
 * The herbs and medicines of a formulary as concepts, in every spelling that it knows, and none of
 * them to be taken for another. Foods and procedures are ordinary words and stay with the glossary.
 */
export function substances(entries: Iterable<readonly [string, Substance]>): GlossaryTable {
  const own = [...entries].filter(
    ([, { kind, unnamed, generic, near }]) =>
      (kind === 'herb' || kind === 'medicine') && !unnamed && !generic && !near,
  )
  return {
    concepts: Object.fromEntries(
      own.map(([id, { name, names, kind }]) => [id, { is: kind, any: [name, ...(names ?? [])] }]),
    ),
    contrasts: { remedy: own.map(([id]) => id) },
  }
}
