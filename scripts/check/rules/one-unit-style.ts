import { prose } from '../prose.ts'
import { gatheringRule } from '../rule.ts'

/**
 * A number and its unit must stand the same way throughout: `250 mg` (ISMP) or `250mg` (NHS).
 *
 * `dose-space: spaced` or `closed` in the style sheet decides; without it the form used more often.
 *
 * Source: ISMP (a space between number and unit); NHS content style guide (closed up); practice: one
 * house choice, enforced.
 *
 * @example clean
 *   ```md
 *   Take 250 mg, then 500 mg.
 *   ```
 *
 * @example
 *   ```md
 *   Take 250 mg, then 250 mg, then 500mg.
 *   ```
 *   1:32-1:37: Unexpected form `500mg`, expected `500 mg` as elsewhere
 */
export const oneUnitStyle = gatheringRule(
  'one-unit-style',
  'written',
  ({ source, text }) => {
    if (!weighed.test(text)) return undefined
    return prose(source, text).flatMap(block =>
      Array.from(block.text.matchAll(allWeighed), ({ 0: text, index }) => ({
        text,
        at: block.at(index, index + text.length),
        spaced: /\s/.test(text),
      })),
    )
  },
  (gathered, { styleSheet: { 'dose-space': chosen } }, report) => {
    const met = gathered.flatMap(({ facts }) => facts)
    const spacedOnes = met.filter(({ spaced }) => spaced).length
    const spaced = chosen ? chosen === 'spaced' : spacedOnes * 2 >= met.length
    for (const { text, facts } of gathered) {
      for (const one of facts) {
        if (one.spaced === spaced) continue
        const [, number = '', unit = ''] = /^(\S*?\d)\s*(\D+)$/.exec(one.text) ?? []
        const right = spaced ? `${number} ${unit}` : number + unit
        report({
          file: text.file,
          at: one.at,
          reason: `Unexpected form \`${one.text}\`, expected \`${right}\` as elsewhere`,
          expected: [right],
          note: 'One form throughout. `dose-space` in style-sheet.yaml says which.',
        })
      }
    }
  },
)

const units = '(?:mg|mcg|µg|μg|g|kg|ml|mL|micrograms?)'
const weighed = new RegExp(`\\d[ \\u00A0\\u202F]?${units}(?![\\p{L}\\p{N}])`, 'u')
const allWeighed = new RegExp(
  `(?<![\\p{L}\\p{N}.,])\\d+(?:[.,]\\d+)?[ \\u00A0\\u202F]?${units}(?![\\p{L}\\p{N}])`,
  'gu',
)
