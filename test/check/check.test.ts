import fc from 'fast-check'
import { expect, test } from 'vitest'
import { check, checkText, ruleOptions } from '../../scripts/check/check.ts'
import { readFormulary } from '../../scripts/read/formulary.ts'
import type { Manuscript } from '../../scripts/read/manuscript.ts'
import type { StyleSheet } from '../../scripts/read/style-sheet.ts'
import { manuscriptOf } from '../report/manuscript-of.ts'

const { formulary } = readFormulary(new Map())
const day = '2026-11-22'

function manuscript(
  texts: Readonly<Record<string, string>>,
  styleSheet: StyleSheet = {},
): Manuscript {
  return { ...manuscriptOf('', texts), formulary, reviews: new Map(), styleSheet } as Manuscript
}

const weights = (styleSheet: StyleSheet) =>
  check(manuscript({ 'a.md': '# A\n\nThe .5 mg tablet.\n\n### B\n\nRest.\n' }, styleSheet), { day })
    .filter(({ rule }) => ['leading-zero', 'heading-order', 'style-sheet'].includes(rule))
    .map(({ rule, severity, reason }) => (rule === 'style-sheet' ? reason : `${rule} ${severity}`))

test('the house style weighs, and the style sheet weighs otherwise', () => {
  expect(weights({})).toEqual(['leading-zero error', 'heading-order warning'])
  expect(weights({ rules: { 'leading-zero': 'info', 'heading-order': 'off' } })).toEqual([
    'leading-zero info',
  ])
})

test('a rule that is not there, or that nobody may turn off, is an error of the style sheet', () => {
  expect(weights({ rules: { 'leading-zeros': 'off', 'no-remedy-outside': 'off' } })).toEqual([
    'leading-zero error',
    'heading-order warning',
    'Unexpected rule `leading-zeros` in the style sheet, expected a rule of the house style',
    'Unexpected weight for `no-remedy-outside`, expected the rule as it is',
  ])
})

test('findings come by file and place, and repeat', () => {
  const texts = { 'b.md': '# B\n\n.5 mg\n\n.7 mg\n', 'a.md': '# A\n\n.5 mg\n' }
  const places = () =>
    check(manuscript(texts), { day })
      .filter(({ rule }) => rule === 'leading-zero')
      .map(({ file, start }) => `${file}:${start?.line}`)
  expect(places()).toEqual(['a.md:3', 'b.md:3', 'b.md:5'])
  expect(places()).toEqual(places())
})

test('what a chapter gives hangs on its text and the options alone', () => {
  const one = manuscript({ 'a.md': '# A\n\n.5 mg\n' })
  const two = manuscript({ 'a.md': '# A\n\n.5 mg\n', 'b.md': '# B\n\n1.0 mg\n' })
  expect(checkText(two.chapters[0]!, ruleOptions(two))).toEqual(
    checkText(one.chapters[0]!, ruleOptions(one)),
  )
})

const markdown = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '# ',
        '## ',
        '- ',
        '1. ',
        '\n',
        '\n\n',
        '\n\n\n',
        '> ',
        '| a | b |\n| - | - |\n',
        '![',
        '](x.png)',
        '[^1]',
        '[^1]: ',
        ':::remedy{#a}\n',
        ':::\n',
        ':::emergency\n',
        '::passage{#a}\n',
        '`',
        '**',
        '.5 mg',
        'Take ',
        '3 times a day',
        '&amp;',
        '\\*',
        '(see also: ',
        'This plant ',
        'pregnancy ',
        'a seizure. ',
        'ah ',
        '\u200B',
        'мg',
        '---\n',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    ),
    { maxLength: 40 },
  )
  .map(parts => parts.join(''))

test('no text breaks a rule, and every finding points into its file', () => {
  fc.assert(
    fc.property(markdown, text => {
      const made = (() => {
        try {
          return manuscript({ 'a.md': `x\n\n${text}` })
        } catch {
          return undefined
        }
      })()
      if (!made) return
      const lines = made.chapters[0]!.text.split('\n')
      for (const { file, reason, start, end } of check(made, { day })) {
        expect(reason).toMatch(/^(?:Unexpected (?!failure)|Missing |Review )/)
        if (file !== 'a.md' || !start) continue
        expect(start.line).toBeLessThanOrEqual(lines.length)
        expect(start.column).toBeLessThanOrEqual((lines[start.line - 1] ?? '').length + 1)
        if (!end) continue
        const order = end.line - start.line || end.column - start.column
        expect(order).toBeGreaterThanOrEqual(0)
      }
    }),
    { numRuns: 200 },
  )
}, 60_000)
