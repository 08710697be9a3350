import { type Advice, adviceOf, contradictions } from '../duplicates/advice.ts'
import { comparison } from '../duplicates/comparison.ts'
import type { Read } from '../duplicates/corpus.ts'
import { passageHash } from '../duplicates/passages.ts'
import { positionOf, within } from '../duplicates/place.ts'
import { manuscriptRule } from '../rule.ts'

/**
 * One passage must not tell readers to do what another tells them to avoid, nor call harmless what
 * another calls a danger.
 *
 * Only statements of a few plain frames are compared: that something is or is not a danger, and that
 * something is to be taken, used or done or is to be avoided. Both must be about the same thing and
 * hang on the same condition ("if", "when", "until"). A question claims nothing.
 *
 * Source: practice gate 8 (contradictions).
 *
 * @example clean
 *   ```md
 *   Eat nuts. Avoid salted nuts if your blood pressure is high.
 *   ```
 *
 * @example
 *   ```md one.md
 *   Drink coffee. Then rest.
 *   ```
 *   ```md two.md
 *   Avoid coffee.
 *   ```
 *   two.md: 1:1-1:14: Unexpected advice against what `one.md` says: "Avoid coffee."
 *
 * @example
 *   ```md
 *   A leg cramp is harmless.
 *
 *   A leg cramp is dangerous.
 *   ```
 *   3:1-3:26: Unexpected advice against what line 1 says: "A leg cramp is dangerous."
 */
export const noConflictingAdvice = manuscriptRule('no-conflicting-advice', (manuscript, report) => {
  const { reads } = comparison(manuscript)
  for (const [first, again] of opposed(reads)) {
    for (const { a, b } of contradictions(first, again)) {
      const [one, other] = [first.passage.place, again.passage.place]
      report({
        file: other.file,
        at: positionOf(other),
        reason: `Unexpected advice against what ${within(one, other)} says: "${b.text}"`,
        note: `There it says: "${a.text}" Settle which holds, or say when each does.`,
        cause: { ...one, reason: 'says the contrary' },
        passages: [passageHash(first.passage), passageHash(again.passage)],
      })
    }
  }
})

/**
 * Pairs of passages that can contradict each other at all: one says yes and the other no, in one
 * frame and on one condition, about something that both name.
 * Comparing every passage with every other would take a library for ever.
 */
function* opposed(reads: readonly Read[]): Generator<readonly [Read, Read]> {
  const told = new Map<string, Set<number>>()
  for (const [index, read] of reads.entries()) {
    const advice = adviceOf(read)
    if (advice.length === 0) continue
    const met = new Set<number>()
    for (const one of advice) {
      for (const name of one.of) {
        for (const other of told.get(keyOf(one, name, !one.yes)) ?? []) met.add(other)
        const key = keyOf(one, name, one.yes)
        const list = told.get(key) ?? new Set()
        told.set(key, list.add(index))
      }
    }
    if (advice.length > 1) met.add(index)
    for (const other of met) yield [reads[other]!, read]
  }
}

function keyOf({ frame, when }: Advice, name: string, yes: boolean): string {
  return [frame, yes, name, ...[...when].sort()].join(' ')
}
