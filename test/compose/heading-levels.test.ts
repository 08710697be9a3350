import type { Element, ElementContent } from 'hast'
import { describe, expect, it } from 'vitest'
import { levelled } from '../../scripts/compose/heading-levels.ts'
import { h } from '../../scripts/render/html.ts'

/** The levels of these headings once they are set. */
const set = (...levels: readonly number[]): readonly string[] =>
  levelled(levels.map(level => h(`h${level}`, {}, 'Words'))).map(node => (node as Element).tagName)

describe('headings below a title', () => {
  it.for([
    ['one after the other', [2, 3, 4], ['h2', 'h3', 'h4']],
    ['from a deep one on', [4, 4], ['h2', 'h2']],
    ['that skip', [2, 6, 3], ['h2', 'h3', 'h3']],
    ['beside a second title', [1, 2, 3, 1], ['h2', 'h3', 'h4', 'h2']],
    ['that come up one by one', [2, 5, 4, 3], ['h2', 'h3', 'h3', 'h3']],
    ['of every level', [1, 2, 3, 4, 5, 6], ['h2', 'h3', 'h4', 'h5', 'h6', 'h6']],
  ] as const)('%s', ([, levels, expected]) => {
    expect(set(...levels)).toEqual(expected)
  })

  it('are found in boxes and quotations too', () => {
    const [box] = levelled([h('section', {}, h('h4', {}, 'In a box'))])
    expect((box as Element).children[0]).toMatchObject({ tagName: 'h2' })
  })

  it('have words, or a picture; what has neither is none', () => {
    const nodes: ElementContent[] = [
      h('h2', { id: 'a' }, ' '),
      h('h4', {}, h('img', { alt: 'A leg' })),
    ]
    expect(levelled(nodes)).toMatchObject([
      { tagName: 'div', properties: { id: 'a' } },
      { tagName: 'h2' },
    ])
  })
})
