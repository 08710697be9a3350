import { chapterRule } from '../rule.ts'
import { doseIn } from '../text/dose.ts'
import { sentences } from '../text/sentences.ts'

/**
 * A dose must stand in a `:::remedy` box, because only there a reviewer signs it.
 *
 * A dose is an amount with a unit that somebody takes, or takes so often. Amounts in food and
 * distances are none.
 *
 * Source: practice gates 4 and 6 (doses are reviewed, or there is no dose at all).
 *
 * @example clean
 *   ```md
 *   :::remedy{#iron}
 *   Take 200 mg twice a day for 3 weeks.
 *   :::
 *
 *   Walk 5 km. Drink a glass of water each day.
 *   ```
 *
 * @example
 *   ```md
 *   Take 200 mg twice a day.
 *   ```
 *   1:6-1:12: Unexpected dose "200 mg" outside a remedy, expected it in a `:::remedy` box
 */
export const noDoseOutsideRemedy = chapterRule('no-dose-outside-remedy', (page, report) => {
  for (const block of page.blocks) {
    if (block.boxes.includes('remedy')) continue
    for (const sentence of sentences(block)) {
      const dose = doseIn(sentence.text)
      if (!dose) continue
      report({
        at: block.at(sentence.start + dose.start, sentence.start + dose.end),
        reason: `Unexpected dose "${dose.text}" outside a remedy, expected it in a \`:::remedy\` box`,
        note: 'Put the passage between `:::remedy{#name}` and `:::`, so that a reviewer can sign it; or leave the dose out.',
      })
    }
  }
})
