import { chapterRule } from '../rule.ts'
import { unit } from '../text/dose.ts'

/**
 * A dose must not end in a point and a zero: `1.0 mg` is read as 10 mg when the point is faint.
 *
 * Source: ISMP List of Error-Prone Abbreviations, trailing zero.
 *
 * @example clean
 *   ```md
 *   Take 1 mg or 1.05 mg. Version 2.0 of this leaflet.
 *   ```
 *
 * @example
 *   ```md
 *   Take 1.0 mg.
 *   ```
 *   1:6-1:9: Unexpected trailing zero in `1.0`, expected `1`
 */
export const noTrailingZero = chapterRule('no-trailing-zero', (page, report) => {
  for (const block of page.blocks) {
    for (const match of block.text.matchAll(trailing)) {
      const number = match[1] ?? ''
      const plain = number.replace(/[.,]?0+$/, '')
      report({
        at: block.at(match.index, match.index + number.length),
        reason: `Unexpected trailing zero in \`${number}\`, expected \`${plain}\``,
        expected: [plain],
        note: 'A faint point makes the dose ten times as large. Leave the point and the zero out.',
      })
    }
  }
})

const trailing = new RegExp(`(?<![\\p{L}\\p{N}.,])(\\d+\\.(?:0|\\d*[1-9]0)0*)\\s*${unit}`, 'giu')
