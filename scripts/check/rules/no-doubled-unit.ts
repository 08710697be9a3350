import { chapterRule } from '../rule.ts'

/**
 * An amount must have one unit: "3 tbsp. spoons" leaves the reader to guess which spoon.
 *
 * Source: practice gate 6 (no doubled units); ISMP.
 *
 * @example clean
 *   ```md
 *   Take 2 teaspoons. One tablespoon (15 ml) is enough.
 *   ```
 *
 * @example
 *   ```md
 *   Take 2 tbsp. spoons.
 *   ```
 *   1:8-1:20: Unexpected second unit in "tbsp. spoons", expected one unit
 */
export const noDoubledUnit = chapterRule('no-doubled-unit', (page, report) => {
  for (const block of page.blocks) {
    for (const { 0: met, index } of block.text.matchAll(doubled)) {
      report({
        at: block.at(index, index + met.length),
        reason: `Unexpected second unit in "${met}", expected one unit`,
        note: 'Say the unit once, in full: "2 tablespoons". Ask the author which was meant.',
      })
    }
  }
})

const spoon = '(?:tbsp|tsp|tbs|tablespoons?|teaspoons?|dessertspoons?)'
const other = '(?:mg|mcg|micrograms?|milligrams?|g|grams?|ml|millilitres?|milliliters?|l|litres?)'
const doubled = new RegExp(
  `(?<![\\p{L}])${spoon}\\.? +(?:spoon(?:s|ful|fuls)?|${spoon})(?![\\p{L}])|\\d *${other} +${other}(?![\\p{L}\\p{N}])`,
  'giu',
)
