import type { Manuscript } from '../../read/manuscript.ts'
import { comparison } from '../duplicates/comparison.ts'
import { passageHash } from '../duplicates/passages.ts'
import { positionOf, within } from '../duplicates/place.ts'
import { manuscriptRule } from '../rule.ts'

/**
 * Two passages about the same thing must not give different numbers: the reader follows one of them.
 *
 * Amounts, ranges, times a day, durations, ages, weeks of pregnancy and proportions are compared in
 * base units, so that 0.5 g and 500 mg agree, and 200 mg twice a day agrees with 400 mg a day. Ranges
 * that overlap are a note; limits of the same kind ("at most 4", "at most 6") contradict each other. Numbers count as
 * about the same thing where the passages say much the same and the words near the numbers agree.
 * Numbers of one measure that stand beside the same words in passages that are not alike are a note.
 * The dose of a remedy is compared with every other mention of it.
 *
 * Source: practice gate 8 (one topic, two values, fails until settled); UCUM for the units.
 *
 * @example clean
 *   ```md
 *   Hold the stretch of the calf for 60 seconds, then rest.
 *
 *   Keep the stretch in your calf for a minute and rest after it.
 *   ```
 *
 * @example
 *   ```md one.md
 *   Hold the stretch of the calf for 30 seconds, then rest a little.
 *   ```
 *   ```md two.md
 *   Hold the stretch of the calf for 90 seconds, then rest a little.
 *   ```
 *   two.md: 1:1-1:65: Unexpected "90 seconds", expected "30 seconds" as in `one.md`
 *
 * @example
 *   ```md one.md
 *   Soak the sore foot in warm water for 10 to 15 minutes at night.
 *   ```
 *   ```md two.md
 *   Soak the sore foot in warm water for 12 minutes at night.
 *   ```
 *   two.md: 1:1-1:58: Unexpected "12 minutes", which overlaps "10 to 15 minutes" in `one.md`, expected the same words for both
 *
 * @example
 *   ```md one.md
 *   Before you buy shoes for the summer, measure them: the height of the heel must be 4 cm at most.
 *   ```
 *   ```md two.md
 *   Your back carries more now and tires soon. A heel height of 5 cm is best for it.
 *   ```
 *   two.md: 1:1-1:81: Unexpected "5 cm", which differs from "4 cm at most" in `one.md`, expected one number if both speak of the same
 *
 * @example
 *   ```md
 *   Rest the leg for 10 minutes after a cramp. Then rest the leg after a cramp for 30 minutes.
 *   ```
 *   1:1-1:91: Unexpected "30 minutes" in a passage that says "10 minutes" of the same
 *
 * @example
 *   ```md
 *   :::remedy{#ginger-tea}
 *   ## Ginger tea
 *
 *   Drink 2 cups a day.
 *   :::
 *
 *   ## Feeling sick
 *
 *   Some women drink 4 cups of ginger tea a day.
 *   ```
 *   9:1-9:45: Unexpected dose "4 cups" of `ginger-tea`, expected "2 cups" as in the remedy
 */
export const noConflictingQuantity = manuscriptRule(
  'no-conflicting-quantity',
  (manuscript: Manuscript, report) => {
    const { passage, pairs, encounters, own, remedies } = comparison(manuscript)
    for (const { a, b, conflicts, overlaps, contrasts } of pairs()) {
      if (contrasts.length > 0 || conflicts.length + overlaps.length === 0) continue
      const [first, again] = [passage(a), passage(b)]
      for (const { a: one, b: other, about } of conflicts) {
        report({
          file: again.place.file,
          at: positionOf(again.place),
          reason: `Unexpected "${other.text}", expected "${one.text}" as in ${within(first.place, again.place)}`,
          note: `Both speak of ${listed(about)}. Settle which number holds, and say it once.`,
          cause: { ...first.place, reason: `says "${one.text}"` },
          passages: [passageHash(first), passageHash(again)],
        })
      }
      for (const { a: one, b: other } of overlaps) {
        report({
          file: again.place.file,
          at: positionOf(again.place),
          severity: 'info',
          reason: `Unexpected "${other.text}", which overlaps "${one.text}" in ${within(first.place, again.place)}, expected the same words for both`,
          note: 'Both can hold; readers who meet both may still wonder.',
          cause: { ...first.place, reason: `says "${one.text}"` },
          passages: [passageHash(first), passageHash(again)],
        })
      }
    }
    for (const { one, other, stands, a, b, about } of encounters()) {
      const [first, again] = [passage(one), passage(other)]
      report({
        file: again.place.file,
        at: positionOf(again.place),
        severity: 'info',
        reason: `Unexpected "${b.text}", which ${stands === 'apart' ? 'differs from' : 'overlaps'} "${a.text}" in ${within(first.place, again.place)}, expected one number if both speak of the same`,
        note: `Both stand beside ${listed(about)}.`,
        cause: { ...first.place, reason: `says "${a.text}"` },
        passages: [passageHash(first), passageHash(again)],
      })
    }
    for (const { passage: at, one, other } of own()) {
      const { place } = passage(at)
      report({
        file: place.file,
        at: positionOf(place),
        reason: `Unexpected "${other}" in a passage that says "${one}" of the same`,
        note: 'Settle which number holds, or say what makes the difference.',
      })
    }
    for (const { remedy, dose, mention, met } of remedies()) {
      report({
        file: mention.place.file,
        at: positionOf(mention.place),
        reason: `Unexpected dose "${met.text}" of \`${remedy}\`, expected "${dose.quantity.text}" as in the remedy`,
        note: 'Name the dose in the remedy only: that is what the reviewer signs.',
        cause: { ...dose.passage.place, reason: `the remedy says "${dose.quantity.text}"` },
      })
    }
  },
)

function listed(about: readonly string[]): string {
  return about
    .slice(0, 3)
    .map(name => `"${name.replace(/^#/, '').replaceAll('-', ' ')}"`)
    .join(', ')
}
