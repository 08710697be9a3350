import type { StyleSheet } from '../../read/style-sheet.ts'
import { chapterRule } from '../rule.ts'
import { aboutPregnancy } from '../text/about-pregnancy.ts'
import { lexicon } from '../text/lexicon.ts'

/**
 * A word that means an emergency in pregnancy must stand in the emergency box only: who reads that
 * a "seizure" goes away by itself may stay at home with eclampsia.
 *
 * The words are those of `misleading` in the style sheet; without a list, `seizure`, `convulsion`,
 * `convulsive` and `a fit`. The rule is in force in chapters with `topic: pregnancy`, and in texts
 * without a topic that are plainly about pregnancy. `fit` counts as the noun only.
 *
 * Source: practice gate 3 (words only inside the box); NHS, eclampsia.
 *
 * @example clean
 *   ```md
 *   ---
 *   topic: pregnancy
 *   ---
 *
 *   :::emergency
 *   Call 999 for a fit (seizure).
 *   :::
 *
 *   Leg cramps are common. Keep fit with short walks.
 *   ```
 *
 * @example
 *   ```md
 *   ---
 *   topic: pregnancy
 *   ---
 *
 *   Night seizures of the calf are common.
 *   ```
 *   5:7-5:15: Unexpected word "seizures" outside the emergency box, expected the word for what is meant
 */
export const noMisleadingWord = chapterRule('no-misleading-word', (page, report) => {
  const about = aboutPregnancy(page)
  if (!about) return
  const find = finder(page.styleSheet)
  for (const block of page.blocks) {
    if (block.boxes.includes('emergency')) continue
    for (const { text, phrase, start, end } of find(block)) {
      if (phrase === 'fit' && !isNoun(block.text, start, end)) continue
      report({
        at: block.at(start, end),
        severity: about === 'declared' ? 'error' : 'warning',
        reason: `Unexpected word "${text}" outside the emergency box, expected the word for what is meant`,
        note: 'For a tight, painful muscle write "leg cramp". If a real fit is meant, say in the emergency box whom to call.',
      })
    }
  }
})

const house = lexicon(['seizure', 'convulsion', 'convulsive', 'fit'].map(word => [word, word]))
const finders = new WeakMap<StyleSheet, typeof house>()

function finder(sheet: StyleSheet) {
  if (!sheet.misleading) return house
  const known = finders.get(sheet) ?? lexicon(sheet.misleading.map(word => [word, word]))
  finders.set(sheet, known)
  return known
}

/** "A fit", "have fits", but not "keep fit", "a good fit for", "fits you". */
function isNoun(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 24), start)
  if (/^\s+(?:for|into|to|well|you|your|the|in|on|and (?:well|healthy))\b/i.test(text.slice(end)))
    return false
  return /\b(?:an?|the|any|of|or|have|has|had|having|first|another|these|those|from|epileptic|eclamptic|with)\s+$/i.test(
    before,
  )
}
