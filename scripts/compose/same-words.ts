import type { Edition } from './edition.ts'

/** Whether two editions say the same in the same order, so that places in one are places in the other. */
export function sameWords(one: Pick<Edition, 'parts'>, other: Pick<Edition, 'parts'>): boolean {
  return JSON.stringify(one.parts) === JSON.stringify(other.parts)
}
