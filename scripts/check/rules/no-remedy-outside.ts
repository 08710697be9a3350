import { type Doubt, doubts } from '../remedies/doubts.ts'
import { type Offer, offers } from '../remedies/offers.ts'
import { gatheringRule, type ManuscriptReport } from '../rule.ts'

/**
 * What a text offers the reader to take, apply or do must stand in a `:::remedy` box, because only
 * there a clinician signs the exact words.
 *
 * The formulary says how much it weighs: what should be avoided, what only a specialist may start
 * and what needs a review is an error, unless the text says that a doctor decides; so is every
 * medicine, however ordinary. Ordinary comfort
 * without a dose is not told, unless the style sheet says `ordinary-offers: yes`. A mixture is told
 * with what it holds. Warnings and causes are no offers. Where the words neither offer nor warn of
 * what is not ordinary in pregnancy, that is a warning: nobody but a reader can tell.
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
 *   Do not drink liquorice tea. The word massage does not hold sage. Your doctor may prescribe drotaverine.
 *
 *   Your midwife can prescribe paracetamol. Put your feet on a pillow. Liquorice can harm the baby.
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
 *   You can take aspirin. Take paracetamol if it hurts.
 *   ```
 *   5:14-5:21: Unexpected offer of "aspirin" outside a remedy, expected it in a `:::remedy` box
 *   5:28-5:39: Unexpected offer of "paracetamol" outside a remedy, expected it in a `:::remedy` box
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
 *
 * @example
 *   ```md
 *   ---
 *   topic: pregnancy
 *   ---
 *
 *   A friend of many women: liquorice.
 *   ```
 *   5:25-5:34: Unexpected "liquorice" outside a remedy, expected words that say whether the text offers it
 */
export const noRemedyOutside = gatheringRule(
  'no-remedy-outside',
  'set',
  (chapter, manuscript) => {
    if (!('matter' in chapter)) return undefined
    const told: { readonly about: string; readonly remark: Remark }[] = []
    const ordinary = manuscript.styleSheet['ordinary-offers'] === true
    for (const offer of offers(chapter, manuscript)) {
      const { text, severity, entry } = offer
      if (severity === 'info' && !ordinary) continue
      const report = (remark: Remark) => told.push({ about: aboutOf(offer), remark })
      const at = { ...spot(offer), severity }
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
    for (const doubt of doubts(chapter, manuscript)) {
      const report = (remark: Remark) => told.push({ about: aboutOf(doubt), remark })
      report({
        ...spot(doubt),
        severity: 'warning',
        reason: `Unexpected "${doubt.text}" outside a remedy, expected words that say whether the text offers it`,
        note: `${known(doubt)} The press cannot tell whether this sentence offers it. If it does, put it between \`:::remedy{#${doubt.entry.id}}\` and \`:::\`; if it warns, say so plainly.`,
      })
    }
    return told.length > 0 ? told : undefined
  },
  (gathered, _, report) => {
    // A shared passage is told once, in the words that its first chapter gives to it.
    const first = new Map(
      gathered
        .flatMap(({ facts }) => facts)
        .toReversed()
        .map(({ about, remark }) => [about, remark]),
    )
    for (const remark of first.values()) report(remark)
  },
)

type Remark = Parameters<ManuscriptReport>[0]

/** What a remark is about: one substance in one place. */
function aboutOf({ place, entry }: Offer | Doubt): string {
  return JSON.stringify([place, entry.id])
}

function spot({ place: { file, start, end } }: Offer | Doubt) {
  return { file, ...(start && end && { at: { start, end } }) }
}

/** What the formulary says of it. */
function known({ entry, within }: Offer | Doubt): string {
  const inside = within ? `It holds ${entry.name}. ` : ''
  const sure = entry.confidence === 'uncertain' ? ' (uncertain)' : ''
  return `${inside}Formulary: ${entry.name}, ${entry.status}${sure}. ${entry.reason}`
}

function nextStep(offer: Offer): string {
  const { entry } = offer
  return entry.status === 'generally-ok'
    ? `${known(offer)} No dose belongs here; put the passage that offers it between \`:::remedy{#${entry.id}}\` and \`:::\`.`
    : `${known(offer)} Put the passage between \`:::remedy{#${entry.id}}\` and \`:::\`, so that a reviewer can sign it; or take it out.`
}
