import { type Block, prose } from '../prose.ts'
import { manuscriptRule } from '../rule.ts'
import { type Spelling, spellings } from '../text/spellings.ts'
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
export const oneSpelling = manuscriptRule('one-spelling', (manuscript, report) => {
  const chosen = manuscript.styleSheet.spelling
  const met: ({ file: string; block: Block; start: number; text: string } & Spelling)[] = []
  const counts = new Map<string, number>()
  for (const { file, source, text } of [...manuscript.chapters, ...manuscript.passages.values()]) {
    for (const block of prose(source, text)) {
      for (const { text, lower, start } of words(block)) {
        const spelling = spellings.get(lower)
        if (!spelling || text !== lower) continue
        counts.set(lower, (counts.get(lower) ?? 0) + 1)
        met.push({ file, block, start, text: lower, ...spelling })
      }
    }
  }
  for (const { file, block, start, text, spelling, other } of met) {
    const at = block.at(start, start + text.length)
    if (chosen) {
      if (spelling === chosen || !/^en-(?:GB|US)$/.test(chosen)) continue
      report({
        file,
        at,
        reason: `Unexpected spelling "${text}", expected "${other}" (${chosen})`,
        expected: [other],
      })
    } else if ((counts.get(other) ?? 0) > counts.get(text)!) {
      report({
        file,
        at,
        reason: `Unexpected spelling "${text}", expected "${other}" as elsewhere in the manuscript`,
        expected: [other],
        note: '`spelling: en-GB` or `en-US` in style-sheet.yaml says which is meant.',
      })
    }
  }
})
