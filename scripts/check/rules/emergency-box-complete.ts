import { gatheringRule } from '../rule.ts'
import { emergencyBox } from '../text/emergency.ts'

/**
 * The emergency box of a leaflet on pregnancy must name every sign that cannot wait: a clot in the
 * leg or the lung, a fit, pre-eclampsia, bleeding, waters breaking, contractions, and a change in
 * the baby's movements.
 *
 * It reads English boxes only, and asks for the sign, not for a wording.
 *
 * Source: RCOG Green-top Guideline 37; NICE NG133; NHS "You and your baby", when to call.
 *
 * @example clean
 *   ```md
 *   ---
 *   topic: pregnancy
 *   ---
 *
 *   :::emergency
 *   Call 999 for chest pain, breathlessness or a fit.
 *
 *   Call your maternity unit for
 *
 *   - a swollen, painful leg
 *   - a severe headache
 *   - bleeding, waters breaking or contractions
 *   - your baby moving less
 *   :::
 *   ```
 *
 * @example
 *   ```md
 *   ---
 *   topic: pregnancy
 *   ---
 *
 *   :::emergency
 *   Call 999 for chest pain, bleeding, a fit or a severe headache, if your waters break, or for
 *   contractions.
 *   :::
 *   ```
 *   5:1-8:4: Missing in the emergency box: a clot in the leg; the baby's movements
 */
export const emergencyBoxComplete = gatheringRule(
  'emergency-box-complete',
  'set',
  text => {
    if (!('matter' in text) || text.matter.topic?.toLowerCase() !== 'pregnancy') return undefined
    if (!text.language.startsWith('en')) return undefined
    const { box } = emergencyBox(text)
    if (!box) return undefined
    const { file, node } = box
    const missing = signs.filter(([, pattern]) => !pattern.test(box.text)).map(([sign]) => sign)
    return { file, at: node.position, missing }
  },
  (gathered, _, report) => {
    const told = new Set<string>()
    for (const { facts } of gathered) {
      const { file, at, missing } = facts
      // A box in a shared passage is said to be incomplete once, not in each chapter.
      const place = `${file}:${at?.start.line}`
      if (told.has(place)) continue
      told.add(place)
      if (missing.length === 0) continue
      report({
        file,
        at,
        reason: `Missing in the emergency box: ${missing.join('; ')}`,
        note: 'Add a line for each, in words that a reader knows.',
      })
    }
  },
)

const signs: readonly (readonly [string, RegExp])[] = [
  [
    'a clot in the leg',
    /\b(?:leg|calf|calves|thigh)\b[^.]*\b(?:swell|swollen|pain|sore|hot|warm|red|clot|tender|colour|color)|\b(?:swell|swollen|pain|sore|hot|warm|red|clot|tender)\w*\b[^.]*\b(?:leg|calf|calves|thigh)\b|\bDVT\b/i,
  ],
  ['a clot in the lung', /\b(?:breath|chest|lungs?\b|cough\w* (?:up )?blood)/i],
  ['a fit', /\b(?:fits?|seizures?|convulsions?|fitting)\b/i],
  ['pre-eclampsia', /\b(?:pre-?eclampsia|headache|vision|sight|blurred|flashing)/i],
  ['bleeding', /\b(?:bleed|blood from|lose blood|losing blood)/i],
  ['waters breaking', /\b(?:waters?\b|leak\w* fluid|fluid (?:leak|from))/i],
  ['contractions', /\b(?:contractions?|tightenings?|labour pains?|labor pains?)\b/i],
  ["the baby's movements", /\b(?:mov(?:e|es|ed|ing|ements?)|kick\w*)\b/i],
]
