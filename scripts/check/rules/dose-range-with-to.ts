import { chapterRule } from '../rule.ts'
import { unit } from '../text/dose.ts'

/**
 * A range of doses must have "to" between its numbers: a dash is read as a minus, or not at all.
 *
 * Source: NHS content style guide, numbers ("to" in ranges, never a dash); ISMP.
 *
 * @example clean
 *   ```md
 *   Take 5 to 10 ml. See pages 5-10.
 *   ```
 *
 * @example
 *   ```md
 *   Take 5-10 ml.
 *   ```
 *   1:6-1:10: Unexpected dash in `5-10`, expected `5 to 10`
 */
export const doseRangeWithTo = chapterRule('dose-range-with-to', (page, report) => {
  for (const block of page.blocks) {
    for (const match of block.text.matchAll(range)) {
      const [, from = '', dash = '', to = ''] = match
      const met = from + dash + to
      report({
        at: block.at(match.index, match.index + met.length),
        reason: `Unexpected dash in \`${met}\`, expected \`${from} to ${to}\``,
        expected: [`${from} to ${to}`],
        note: 'A dash between two numbers is misread as a minus.',
      })
    }
  }
})

const range = new RegExp(
  `(?<![\\p{L}\\p{N}.,-])(\\d+(?:[.,]\\d+)?)(\\s?[-–—−~]\\s?)(\\d+(?:[.,]\\d+)?)\\s*${unit}`,
  'giu',
)
