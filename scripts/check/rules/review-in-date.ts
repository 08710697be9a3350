import type { Day } from '../../read/fields.ts'
import { gatheringRule } from '../rule.ts'

/**
 * A text must be reviewed before its review is due, and at least every three years.
 *
 * Overdue is an error; due within `review-notice-days` of the style sheet, or 180 days, a warning.
 * The day is the one on which the manuscript is pressed.
 *
 * Source: PIF TICK (review every 3 years); RDaSH (review starts 6 months before expiry).
 *
 * @example clean
 *   ```md
 *   ---
 *   published: 2026-11-22
 *   review-due: 2028-11-22
 *   ---
 *   ```
 *
 * @example 2026-11-22
 *   ```md
 *   ---
 *   review-due: 2026-11-21
 *   ---
 *   ```
 *   1:1-3:4: Unexpected text whose review was due on 2026-11-21, expected a review before 2026-11-22
 *
 * @example 2026-11-22
 *   ```md
 *   ---
 *   review-due: 2027-01-21
 *   ---
 *   ```
 *   1:1-3:4: Review due soon: on 2027-01-21, in 60 days
 *
 * @example
 *   ```md
 *   ---
 *   published: 2026-11-22
 *   review-due: 2031-11-22
 *   ---
 *   ```
 *   1:1-4:4: Unexpected review due on 2031-11-22, expected within 3 years of 2026-11-22
 */
export const reviewInDate = gatheringRule(
  'review-in-date',
  'written',
  text => {
    if (!('matter' in text)) return undefined
    const { 'review-due': due, reviewed, published } = text.matter
    if (!due) return undefined
    return { due, from: reviewed ?? published, at: text.source.children[0]?.position }
  },
  (gathered, { styleSheet }, report, day) => {
    const notice = styleSheet['review-notice-days'] ?? 180
    for (const { text, facts } of gathered) {
      const { due, from, at } = facts
      const { file } = text
      const left = daysBetween(day, due)
      if (left < 0) {
        report({
          file,
          at,
          severity: 'error',
          reason: `Unexpected text whose review was due on ${due}, expected a review before ${day}`,
          note: 'Have it reviewed, then set `reviewed` and `review-due` anew.',
        })
      } else if (left <= notice) {
        report({
          file,
          at,
          reason: `Review due soon: on ${due}, in ${left} days`,
          note: 'Ask for the review now.',
        })
      }
      if (from && daysBetween(from, due) > 3 * 366) {
        report({
          file,
          at,
          reason: `Unexpected review due on ${due}, expected within 3 years of ${from}`,
          note: 'Bring `review-due` forward.',
        })
      }
    }
  },
)

function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
