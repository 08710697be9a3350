import { chapterRule } from '../rule.ts'

/**
 * A remedy must be measured: a glass, a cup or a couple of drops is another amount in each kitchen.
 *
 * Water, milk, juice and other ordinary drinks and food may be told by the glass.
 *
 * Source: practice gate 6 (doses: unit); FDA guidance on dosage delivery devices (household
 * measures lead to wrong doses).
 *
 * @example clean
 *   ```md
 *   Drink a glass of water. Take 5 ml of the syrup.
 *   ```
 *
 * @example
 *   ```md
 *   Drink one glass of the infusion.
 *   ```
 *   1:7-1:32: Unexpected vague measure "one glass of the infusion", expected an amount such as 5 ml
 */
export const noVagueMeasure = chapterRule('no-vague-measure', (page, report) => {
  if (!page.language.startsWith('en')) return
  for (const block of page.blocks) {
    for (const { 0: met, index } of block.text.matchAll(vague)) {
      report({
        at: block.at(index, index + met.length),
        reason: `Unexpected vague measure "${met}", expected an amount such as 5 ml`,
        note: 'Give the amount in millilitres or grams as the source has it; or leave the dose out.',
      })
    }
  }
})

const preparation =
  '(?:infusions?|decoctions?|tinctures?|herbal|herbs?|broth|syrup|extract|oil|medicine|remedy|mixture|powder|lemon|vinegar|iodine|ointment|root|leaves|seeds?|bark)'
const vague = new RegExp(
  `(?<![\\p{L}])(?:(?:an?|one|two|three|half an?|\\d|[½¼])\\s+(?:glass(?:es)?|cups?|mugs?|pinch(?:es)?|handfuls?|spoons?|spoonfuls?)|an?\\s+(?:couple|few)\\s+(?:of\\s+)?(?:drops?|spoons?|pinches)|(?:a few|several|some)\\s+drops?)\\s+of\\s+(?:the\\s+|this\\s+|dried\\s+|fresh\\s+|hot\\s+|warm\\s+)*(?:\\p{L}+\\s+)?${preparation}(?![\\p{L}])`,
  'giu',
)
