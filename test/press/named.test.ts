import { describe, expect, it } from 'vitest'
import { named } from '../../scripts/render/ebook/named.ts'
import { h } from '../../scripts/render/html.ts'

describe('what somebody who hears the book comes upon', () => {
  it.for([
    [
      'a picture without words is passed over',
      h('img', { alt: '  ' }),
      { properties: { alt: '' } },
    ],
    [
      'a drawing with a description keeps it',
      h('svg', { role: 'img', ariaLabel: 'A leg' }, h('text', {}, 'calf')),
      { properties: { role: 'img', ariaLabel: 'A leg' } },
    ],
    [
      'a drawing with labels only has them read',
      h('svg', { role: 'img', ariaLabel: '' }, h('text', {}, 'calf')),
      { properties: {} },
    ],
    [
      'a drawing without any words is passed over',
      h('svg', { role: 'img', ariaLabel: '' }, h('path')),
      { properties: { ariaHidden: 'true' } },
    ],
    [
      'a link that is a picture without words is named for its address',
      h('a', { href: 'https://example.org/help' }, h('img', { alt: '' })),
      { properties: { href: 'https://example.org/help', ariaLabel: 'example.org/help' } },
    ],
    [
      'a link that shows nothing is none',
      h('a', { id: 'x', href: 'https://example.org' }, ' '),
      { tagName: 'span', properties: { id: 'x' } },
    ],
    ['a head of nothing is a cell', h('th', { scope: 'col' }), { tagName: 'td', properties: {} }],
  ] as const)('%s', ([, element, expected]) => {
    expect(named(element)).toMatchObject(expected)
    expect(named(element).properties).toEqual(expected.properties)
  })
})
