import { type Offer, offers } from '../remedies/offers.ts'
import { manuscriptRule } from '../rule.ts'

/**
 * What a text offers the reader to take, apply or do must stand in a `:::remedy` box, because only
 * there a clinician signs the exact words.
 *
 * The formulary says how much it weighs: what should be avoided, what only a specialist may start
 * and what needs a review is an error, unless the text says that a doctor decides; ordinary comfort
 * is told as information. A mixture is told with what it holds. Warnings, causes and passing
 * mentions are no offers.
 *
 * Source: practice gates 4 and 5 (remedies are scanned, hidden ingredients told, and each needs a
 * signed decision).
 *
 * @example clean
 *   ```md
 *   ---
 *   topic: pregnancy
 *   ---
 *
 *   :::remedy{#liquorice-root}
 *   Drink liquorice tea.
 *   :::
 *
 *   Do not drink liquorice tea. A massage is not sage. Your doctor may prescribe drotaverine.
 *   ```
 *
 * @example
 *   ```md
 *   ---
 *   topic: pregnancy
 *   ---
 *
 *   Drink licorice tea in the evening.
 *   ```
 *   5:7-5:15: Unexpected offer of "licorice" outside a remedy, expected it in a `:::remedy` box
 *
 * @example
 *   ```md
 *   ---
 *   topic: pregnancy
 *   ---
 *
 *   :::remedy{#tea}
 *   Pour 500 ml of boiling water over 3 spoons of herbs. Drink a glass in the evening.
 *   :::
 *   ```
 *   6:47-6:52: Unexpected recipe for "herbs" without a name, expected the name of the plant
 */
export const noRemedyOutside = manuscriptRule('no-remedy-outside', (manuscript, report) => {
  const told = new Set<string>()
  for (const chapter of manuscript.chapters) {
    for (const offer of offers(chapter, manuscript)) {
      const { place, text, severity, entry } = offer
      // A shared passage is told once, however many chapters include it.
      const key = JSON.stringify([place, entry.id])
      if (told.has(key)) continue
      told.add(key)
      const { start, end } = place
      const at = { file: place.file, ...(start && end && { at: { start, end } }), severity }
      if (entry.unnamed) {
        report({
          ...at,
          reason: `Unexpected recipe for "${text}" without a name, expected the name of the plant`,
          note: `${entry.reason} Name it, or take the recipe out.`,
        })
      } else {
        report({
          ...at,
          reason: `Unexpected offer of "${text}" outside a remedy, expected it in a \`:::remedy\` box`,
          note: nextStep(offer),
        })
      }
    }
  }
})

function nextStep({ entry, within }: Offer): string {
  const inside = within ? `It holds ${entry.name}. ` : ''
  const sure = entry.confidence === 'uncertain' ? ' (uncertain)' : ''
  const known = `${inside}Formulary: ${entry.name}, ${entry.status}${sure}. ${entry.reason}`
  return entry.status === 'generally-ok'
    ? `${known} No dose belongs here; a passage that offers it is best put between \`:::remedy{#${entry.id}}\` and \`:::\`.`
    : `${known} Put the passage between \`:::remedy{#${entry.id}}\` and \`:::\`, so that a reviewer can sign it; or take it out.`
}
