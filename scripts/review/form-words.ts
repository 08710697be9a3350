import type { Stance } from '../check/remedies/stance.ts'
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
  avoid: 'to be avoided',
  'specialist-only': 'for a specialist only',
  review: 'to be reviewed case by case',
  'generally-ok': 'accepted in ordinary use',
}

/** What the text does with it, as the press reads it. */
export const stanceWords: Readonly<Record<Stance, string>> = {
  recommended: 'offers it',
  discouraged: 'warns of it',
  cause: 'names it as a cause or a shortage',
  mention: 'names it in passing',
}
