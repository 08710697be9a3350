import { type Block, prose } from '../prose.ts'
import { manuscriptRule } from '../rule.ts'

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
export const oneUnitStyle = manuscriptRule('one-unit-style', (manuscript, report) => {
  const met: { file: string; block: Block; start: number; text: string; spaced: boolean }[] = []
  for (const { file, source, text } of [...manuscript.chapters, ...manuscript.passages.values()]) {
    if (!weighed.test(text)) continue
    for (const block of prose(source, text)) {
      for (const match of block.text.matchAll(allWeighed)) {
        const spaced = /\s/.test(match[0])
        met.push({ file, block, start: match.index, text: match[0], spaced })
      }
    }
  }
  const { 'dose-space': chosen } = manuscript.styleSheet
  const spacedOnes = met.filter(({ spaced }) => spaced).length
  const spaced = chosen ? chosen === 'spaced' : spacedOnes * 2 >= met.length
  for (const one of met) {
    if (one.spaced === spaced) continue
    const [, number = '', unit = ''] = /^(\S*?\d)\s*(\D+)$/.exec(one.text) ?? []
    const right = spaced ? `${number} ${unit}` : number + unit
    report({
      file: one.file,
      at: one.block.at(one.start, one.start + one.text.length),
      reason: `Unexpected form \`${one.text}\`, expected \`${right}\` as elsewhere`,
      expected: [right],
      note: 'One form throughout. `dose-space` in style-sheet.yaml says which.',
    })
  }
})

const units = '(?:mg|mcg|µg|μg|g|kg|ml|mL|micrograms?)'
const weighed = new RegExp(`\\d[ \\u00A0\\u202F]?${units}(?![\\p{L}\\p{N}])`, 'u')
const allWeighed = new RegExp(
  `(?<![\\p{L}\\p{N}.,])\\d+(?:[.,]\\d+)?[ \\u00A0\\u202F]?${units}(?![\\p{L}\\p{N}])`,
  'gu',
)
