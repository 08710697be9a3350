import { chapterRule } from '../rule.ts'
import { lexicon } from '../text/lexicon.ts'

/**
 * A leaflet must not blame or belittle the person it is for: "non-compliant", "failed to", "the
 * fairer sex".
 *
 * Source: NHS England, Language Matters; NHS content style guide, inclusive content; RCM Re:Birth
 * (language of maternity care).
 *
 * @example clean
 *   ```md
 *   If you could not take the tablets, tell your midwife.
 *   ```
 *
 * @example
 *   ```md
 *   Non-compliant patients fall ill.
 *   ```
 *   1:1-1:14: Unexpected wording "Non-compliant" that blames or belittles, expected "who do not take it as planned"
 */
export const noBlame = chapterRule('no-blame', (page, report) => {
  if (!page.language.startsWith('en')) return
  for (const block of page.blocks) {
    for (const { text, value, start, end } of find(block)) {
      report({
        at: block.at(start, end),
        reason: `Unexpected wording "${text}" that blames or belittles, expected "${value}"`,
        expected: [value],
        note: 'Write it as you would say it to the person it is about.',
      })
    }
  }
})

const find = lexicon(
  Object.entries({
    'bad mother': 'a mother who needs help',
    'committed suicide': 'took her own life',
    'drug abuser': 'person who uses drugs',
    'elderly primigravida': 'first pregnancy',
    'fairer sex': 'women',
    'fair sex': 'women',
    'failure to progress': 'slow labour',
    'geriatric mother': 'mother over 35',
    'geriatric pregnancy': 'pregnancy over 35',
    'incompetent cervix': 'weak cervix',
    'lazy womb': 'womb that tightens too little',
    'mentally retarded': 'with a learning disability',
    'morbidly obese': 'very overweight',
    'non-compliance': 'not taking it as planned',
    'non-compliant': 'who do not take it as planned',
    noncompliant: 'who do not take it as planned',
    'own fault': 'nobody is at fault',
    'patient denies': 'you say that you do not',
    'patients denied': 'people said that they did not',
    'poor attender': 'person who missed visits',
    'poor historian': 'person who cannot recall',
    'stronger sex': 'men',
    'stupid question': 'question',
    'unwed mother': 'mother',
    'weaker sex': 'women',
    'wheelchair-bound': 'who uses a wheelchair',
  }),
)
