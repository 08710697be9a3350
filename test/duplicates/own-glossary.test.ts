import { expect, test } from 'vitest'
import { checkWhole } from '../../scripts/check/check.ts'
import { comparison } from '../../scripts/check/duplicates/comparison.ts'
import type { StyleSheet } from '../../scripts/read/style-sheet.ts'
import { manuscriptOf } from '../report/manuscript-of.ts'

const texts = {
  'a.md': '# A\n\nBring the zorb to the gate within 5 minutes when the bell rings.\n',
  'b.md': '# B\n\nWhen a bell is rung, the quillon comes to the gate within 5 minutes.\n',
  // Words are rare only among others; passages with numbers are held together more readily.
  'c.md': Array.from(
    { length: 40 },
    (_, index) => `Nobody saw blue${index} cars on street${index} today.`,
  ).join('\n\n'),
}
const manuscript = (styleSheet: StyleSheet) => ({
  ...manuscriptOf('manuscript', texts),
  styleSheet,
})
const best = (styleSheet: StyleSheet) =>
  comparison(manuscript(styleSheet))
    .pairs()
    .find(({ shared }) => shared.some(word => /bell/.test(word)))

test.each([
  ['concepts', { concepts: { zorb: ['quillon'] } }],
  ['terms', { terms: { zorb: ['quillon'] } }],
])('%s of the style sheet are other words for one thing', (_, styleSheet) => {
  expect(best(styleSheet)!.score).toBeGreaterThan(best({})?.score ?? 0)
  expect(best(styleSheet)!.shared).toContain('zorb ~ quillon')
})

test('a contrast with a name that is no concept is an error', () => {
  const found = (styleSheet: StyleSheet) =>
    checkWhole(manuscript(styleSheet), '2026-11-22')
      .filter(({ rule }) => rule === 'style-sheet')
      .map(({ reason }) => reason)
  const contrasts = { tools: ['zorb', 'quillon'] }
  expect(found({ contrasts })).toEqual([
    'Unexpected `zorb` in the contrast `tools`, expected a concept',
    'Unexpected `quillon` in the contrast `tools`, expected a concept',
  ])
  expect(found({ contrasts, concepts: { zorb: [], quillon: [] } })).toEqual([])
})
