import type { Duplicate } from './duplicates.ts'
import type { Passage } from './passages.ts'
import { wordsOf } from './words.ts'

/** From this score on, a reworded passage is told without being asked for. */
export const strong = 0.55
/** Under this many words, a touched-up sentence is as likely another fact. */
const fewest = 8

/** True for a pair that an editor is told of without asking; the others are a matter of taste. */
export function isTold(
  { tier, score, contrasts, shared }: Pick<Duplicate, 'tier' | 'score' | 'contrasts' | 'shared'>,
  first: Passage,
  again: Passage,
): boolean {
  if (tier === 'exact') return true
  if (contrasts.length > 0) return false
  const length = ({ text, language }: Passage) => wordsOf(text, language).length
  if (Math.min(length(first), length(again)) < fewest) return false
  // Rows of a table share its pattern, not its message.
  if (first.kind === 'row' && again.kind === 'row') return false
  return tier === 'near' || (score >= strong && shared.length > 2)
}
