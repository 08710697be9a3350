import { chapterRule } from '../rule.ts'
import { headingOf } from '../text/heading-of.ts'

/**
 * A recipe must name its plant: nobody can check "this plant" or "3 spoons of herbs", and a reader
 * may take the wrong one.
 *
 * "This plant" may stand under a heading, or behind a paragraph that speaks of a plant.
 *
 * Source: practice gate 4 (an unnamed herb always blocks).
 *
 * @example clean
 *   ```md
 *   ## Nettle
 *
 *   This plant makes you pass more water.
 *
 *   Plant remedies count as medicines. Do not take herbs by yourself.
 *   ```
 *
 * @example
 *   ```md
 *   This plant calms the nerves.
 *   ```
 *   1:1-1:11: Unexpected "This plant" with no plant named before it, expected the plant's name
 *
 * @example
 *   ```md
 *   Pour 500 ml of water over 3 spoons of herbs.
 *   ```
 *   1:27-1:44: Unexpected amount of an unnamed herb "3 spoons of herbs", expected the plant's name
 */
export const noUnnamedHerb = chapterRule('no-unnamed-herb', (page, report) => {
  if (!page.language.startsWith('en')) return
  for (const [index, block] of page.blocks.entries()) {
    const opening = /^(?:This|These) (?:\p{Ll}+ )?(?:plants?|herbs?|shrubs?)\b/u.exec(block.text)
    if (opening && !headingOf(page, index) && !botany.test(page.blocks[index - 1]?.text ?? '')) {
      report({
        at: block.at(0, opening[0].length),
        reason: `Unexpected "${opening[0]}" with no plant named before it, expected the plant's name`,
        note: 'Find the name in the source; a heading may have been lost. If it cannot be found, take the recipe out.',
      })
    }
    for (const { 0: met, index: at } of block.text.matchAll(measured)) {
      report({
        at: block.at(at, at + met.length),
        reason: `Unexpected amount of an unnamed herb "${met}", expected the plant's name`,
        note: 'Say which plant and which part of it. If the source does not say, take the recipe out.',
      })
    }
  }
})

const botany = /\b(?:plant|herb|root|leaf|leaves|flower|bark|seed|shrub)s?\b/i

const measured =
  /(?:\b(?:\d+|one|two|three|four|five|half an?|an?)\s+(?:(?:tbsp|tsp|g|mg|ml|grams?|tablespoons?|teaspoons?|spoons?|spoonfuls?|handfuls?|cups?|glass(?:es)?|pinch(?:es)?|parts?|sachets?)\.?\s+)+)(?:of\s+)?(?:the\s+|this\s+|dried\s+|dry\s+|chopped\s+|crushed\s+|fresh\s+|medicinal\s+|ground\s+)*(?:herbs?|plants?|herbal (?:mixture|collection|tea)|roots?|leaves|flowers|grass)\b(?!\s+of\b)/gi
