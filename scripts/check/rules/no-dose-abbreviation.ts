import { chapterRule } from '../rule.ts'

/**
 * Short forms that have led to wrong doses must be written out: "micrograms", "once a day".
 *
 * Latin short forms count after an amount or a medicine's unit only, so that other words of the
 * same letters stay.
 *
 * Source: ISMP List of Error-Prone Abbreviations (mcg, µg, od, bd, qds, IU, U); NHS content style
 * guide, measurements.
 *
 * @example clean
 *   ```md
 *   Take 50 micrograms once a day.
 *   ```
 *
 * @example
 *   ```md
 *   Take 50 mcg, then 10 mg od.
 *   ```
 *   1:9-1:12: Unexpected short form "mcg", expected "micrograms"
 *   1:25-1:27: Unexpected short form "od", expected "once a day"
 */
export const noDoseAbbreviation = chapterRule('no-dose-abbreviation', (page, report) => {
  for (const block of page.blocks) {
    for (const [pattern, plain] of forms) {
      for (const match of block.text.matchAll(pattern)) {
        const [, before = '', met = ''] = match
        const start = match.index + before.length
        report({
          at: block.at(start, start + met.length),
          reason: `Unexpected short form "${met}", expected "${plain}"`,
          expected: [plain],
          note: 'Short forms of doses have been misread and have harmed people. Write it out.',
        })
      }
    }
  }
})

const dose =
  '(?:\\d\\s*(?:mg|mcg|µg|μg|g|ml|mL|IU|units?|micrograms?|grams?|tablets?|capsules?|drops?),?\\s+)'
const end = '(?![\\p{L}\\p{N}])'
const latin = (form: string) => new RegExp(`(${dose})(${form})${end}`, 'gu')
const unit = (form: string) => new RegExp(`(\\d\\s*)(${form})${end}`, 'gu')

const forms: readonly (readonly [RegExp, string])[] = [
  [unit('mcg|µg|μg|ug'), 'micrograms'],
  [unit('IU|iu|U(?= (?:of|insulin|once|twice|daily|every)\\b)'), 'units'],
  [unit('cc'), 'ml'],
  [latin('[oO]\\.?[dD]|[qQ]\\.?[dD]'), 'once a day'],
  [latin('[bB]\\.?[dD]|[bB]\\.?[iI]\\.?[dD]'), 'twice a day'],
  [latin('[tT]\\.?[dD]\\.?[sS]?|[tT]\\.?[iI]\\.?[dD]'), '3 times a day'],
  [latin('[qQ]\\.?[dD]\\.?[sS]|[qQ]\\.?[iI]\\.?[dD]'), '4 times a day'],
  [latin('[pP]\\.?[rR]\\.?[nN]'), 'when needed'],
  [latin('[nN]octe|[hH]\\.?[sS]'), 'at night'],
]
