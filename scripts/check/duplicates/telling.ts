import type { Duplicate } from './duplicates.ts'
import type { Passage } from './passages.ts'
import { wordsOf } from './words.ts'

/** From this score on, a reworded passage is told without being asked for. */
const strong = 0.5
/** Under this many words, a touched-up sentence is as likely another fact. */
const fewest = 8

/** True for a pair that an editor is told of without asking; the others are a matter of taste. */
export function isTold(
  { a, b, tier, score, contrasts, shared }: Duplicate,
  passages: readonly Passage[],
): boolean {
  const [first, again] = [passages[a]!, passages[b]!]
  if (tier === 'exact') return true
  if (contrasts.length > 0) return false
  const length = ({ text, language }: Passage) => wordsOf(text, language).length
  if (Math.min(length(first), length(again)) < fewest) return false
  // Rows of a table share its pattern, not its message.
  if (first.kind === 'row' && again.kind === 'row') return false
  return tier === 'near' || (score >= strong && shared.length > 2)
}
