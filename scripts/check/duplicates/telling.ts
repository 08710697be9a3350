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

/** From this score on a reworded pair is listed; on labelled pairs of a real text all of those were right. */
export const listedFrom = 0.35

/**
 * True for a pair that has its place in a list that an editor asks for.
 *
 * In other words, a row of a table says in short what the text says at length, a footnote names what
 * it is about, and two remedies have each a warning of their own: of those only the same words are a
 * repeat, or numbers that differ a reason to look.
 */
export function isListed(
  { a, b, tier, score, conflicts }: Duplicate,
  passages: readonly Passage[],
): boolean {
  if (tier !== 'paraphrase') return true
  const both = [passages[a]!, passages[b]!]
  const byDesign =
    both.some(({ kind, note }) => kind === 'row' || note) ||
    both.every(({ remedy }) => remedy !== undefined)
  return score >= listedFrom && (!byDesign || conflicts.length > 0)
}
