import type { Element, ElementContent } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { expect, test } from 'vitest'
import { unbroken } from '../../scripts/render/unbroken.ts'

const text = (value: string): ElementContent => ({ type: 'text', value })
const element = (tagName: string, ...children: ElementContent[]): Element => ({
  type: 'element',
  tagName,
  properties: {},
  children,
})
const shown = (value: string) =>
  textOf(element('p', ...unbroken([text(value)]))).replaceAll('\u00a0', '~')

test.each([
  ['no warmer than 35 °C', 'no warmer than 35~°C'],
  ['take 500 mg, or 2.5 ml.', 'take 500~mg, or 2.5~ml.'],
  ['20 % of 1 l', '20~% of 1~l'],
  ['400\nmg', '400~mg'],
  ['٥٠٠ mg', '٥٠٠~mg'],
  ['10 мг', '10~мг'],
  ['5 minutes, 3 meals, 2 garlic cloves', '5 minutes, 3 meals, 2 garlic cloves'],
  ['vitamin B 12 g', 'vitamin B 12~g'],
  ['a mg', 'a mg'],
])('%j is set as %j', (written, set) => {
  expect(shown(written)).toBe(set)
})

test('code and drawings stay as they are written, what is in bold does not', () => {
  const tree = [
    element('code', text('5 mg')),
    element('svg', element('text', text('5 mg'))),
    element('strong', text('5 mg')),
  ]
  expect(unbroken(tree).map(textOf as (node: ElementContent) => string)).toEqual([
    '5 mg',
    '5 mg',
    '5\u00a0mg',
  ])
})
