import { chapterRule } from '../rule.ts'
import { unit } from '../text/dose.ts'

/**
 * A dose below one must begin with a zero: `.5 mg` is read as 5 mg when the point is faint.
 *
 * Source: ISMP List of Error-Prone Abbreviations, lack of leading zero; NHS content style guide,
 * numbers (0.25, not .25).
 *
 * @example clean
 *   ```md
 *   Take 0.5 mg.
 *   ```
 *
 * @example
 *   ```md
 *   Take .5 mg.
 *   ```
 *   1:6-1:8: Unexpected bare point in `.5`, expected `0.5`
 */
export const leadingZero = chapterRule('leading-zero', (page, report) => {
  for (const block of page.blocks) {
    for (const match of block.text.matchAll(bare)) {
      const number = match[1] ?? ''
      report({
        at: block.at(match.index, match.index + number.length),
        reason: `Unexpected bare point in \`${number}\`, expected \`0${number}\``,
        expected: [`0${number}`],
        note: 'A faint point makes the dose ten times as large. Write the zero before it.',
      })
    }
  }
})

const bare = new RegExp(`(?<![\\p{L}\\p{N}.,])(\\.\\d+)\\s*${unit}`, 'giu')
