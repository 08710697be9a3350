import { prose } from '../prose.ts'
import { gatheringRule } from '../rule.ts'
import { spellings } from '../text/spellings.ts'
import { words } from '../text/words.ts'

/**
 * A word must be spelt one way throughout the manuscript, British or American.
 *
 * `spelling: en-GB` or `en-US` in the style sheet decides; without it, a word that is spelt both
 * ways is met where it stands the rarer way. Names (with a capital) stay as they are.
 *
 * Source: NHS content style guide; practice section 2 (one spelling in one edition).
 *
 * @example clean
 *   ```md
 *   The colour of your skin. The Center for Disease Control.
 *   ```
 *   ```yaml style-sheet.yaml
 *   spelling: en-GB
 *   ```
 *
 * @example
 *   ```md
 *   The color of your skin.
 *   ```
 *   ```yaml style-sheet.yaml
 *   spelling: en-GB
 *   ```
 *   1:5-1:10: Unexpected spelling "color", expected "colour" (en-GB)
 *
 * @example
 *   ```md
 *   The colour of your skin, the colour of your nails, the color of your eyes.
 *   ```
 *   1:56-1:61: Unexpected spelling "color", expected "colour" as elsewhere in the manuscript
 */
export const oneSpelling = gatheringRule(
  'one-spelling',
  'written',
  ({ source, text }) => {
    const met = prose(source, text).flatMap(block =>
      words(block).flatMap(({ text, lower, start }) =>
        text === lower && spellings.has(lower)
          ? { word: lower, at: block.at(start, start + lower.length) }
          : [],
      ),
    )
    return met.length > 0 ? met : undefined
  },
  (gathered, { styleSheet: { spelling: chosen } }, report) => {
    const counts = new Map<string, number>()
    for (const { facts } of gathered) {
      for (const { word } of facts) counts.set(word, (counts.get(word) ?? 0) + 1)
    }
    for (const { text, facts } of gathered) {
      for (const { word, at } of facts) {
        const { spelling, other } = spellings.get(word)!
        if (chosen) {
          if (spelling === chosen || !/^en-(?:GB|US)$/.test(chosen)) continue
          report({
            file: text.file,
            at,
            reason: `Unexpected spelling "${word}", expected "${other}" (${chosen})`,
            expected: [other],
          })
        } else if ((counts.get(other) ?? 0) > counts.get(word)!) {
          report({
            file: text.file,
            at,
            reason: `Unexpected spelling "${word}", expected "${other}" as elsewhere in the manuscript`,
            expected: [other],
            note: '`spelling: en-GB` or `en-US` in style-sheet.yaml says which is meant.',
          })
        }
      }
    }
  },
)
