import type { FormularyEntry } from '../read/formulary.ts'
import type { Paper } from './desk.ts'

/** What a state of a remedy means, for the person at the desk. */
export const stateWords: Readonly<Record<Paper['state'], string>> = {
  waits: 'nobody has signed it yet',
  changed: 'its words changed since they were signed',
  expired: 'the signature has run out',
  refused: 'the review does not hold',
  lapses: 'the signature runs out soon',
  signed: 'signed',
}

/** What a status of the formulary means in a sentence's end. */
export const statusWords: Readonly<Record<FormularyEntry['status'], string>> = {
  avoid: 'avoided',
  'specialist-only': 'left to a specialist',
  review: 'reviewed case by case',
  'generally-ok': 'ordinary use accepted',
}
