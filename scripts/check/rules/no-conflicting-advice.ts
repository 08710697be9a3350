import { comparison } from '../duplicates/comparison.ts'
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
  const { passage, against } = comparison(manuscript)
  for (const { a: at, b: again, said } of against()) {
    const [first, second] = [passage(at), passage(again)]
    for (const { a, b } of said) {
      const [one, other] = [first.place, second.place]
      report({
        file: other.file,
        at: positionOf(other),
        reason: `Unexpected advice against what ${within(one, other)} says: "${b.text}"`,
        note: `There it says: "${a.text}" Settle which holds, or say when each does.`,
        cause: { ...one, reason: 'says the contrary' },
        passages: [passageHash(first), passageHash(second)],
      })
    }
  }
})
