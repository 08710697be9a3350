import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { booklet } from '../../scripts/render/imposition/booklet.ts'
import { impositions } from '../../scripts/render/imposition/impositions.ts'
import { nUp } from '../../scripts/render/imposition/n-up.ts'
import type { Binding, Sheet, Side } from '../../scripts/render/imposition/sheet.ts'
import { panels, triFold } from '../../scripts/render/imposition/tri-fold.ts'
import { layouts } from '../../scripts/render/layout.ts'
import { creased, faces, fieldsOn, folded, laid, length, seen } from './paper.ts'

const a4 = [297, 210] as const
const letter = [279.4, 215.9] as const
const bindings: readonly Binding[] = ['left', 'right']

/** Pages from left to right on a side; 0 is a blank. */
function across({ pages }: Side, fields: number, width: number): readonly number[] {
  return Array.from(
    { length: fields },
    (_, index) =>
      pages.find(({ x, width: wide }) => {
        const middle = x + wide / 2
        return middle > (width / fields) * index && middle < (width / fields) * (index + 1)
      })?.page ?? 0,
  )
}

const rows = (sheets: readonly Sheet[], fields: number) =>
  sheets.map(({ front, back, width }) => [
    across(front, fields, width),
    across(back, fields, width),
  ])

describe('a booklet', () => {
  const fold = { sheet: a4, binding: 'left', paper: 0.1 } as const
  it.for([
    [
      1,
      [
        [
          [0, 1],
          [0, 0],
        ],
      ],
    ],
    [
      2,
      [
        [
          [0, 1],
          [2, 0],
        ],
      ],
    ],
    [
      3,
      [
        [
          [0, 1],
          [2, 3],
        ],
      ],
    ],
    [
      4,
      [
        [
          [4, 1],
          [2, 3],
        ],
      ],
    ],
    [
      5,
      [
        [
          [0, 1],
          [2, 0],
        ],
        [
          [0, 3],
          [4, 5],
        ],
      ],
    ],
    [
      8,
      [
        [
          [8, 1],
          [2, 7],
        ],
        [
          [6, 3],
          [4, 5],
        ],
      ],
    ],
    [
      11,
      [
        [
          [0, 1],
          [2, 11],
        ],
        [
          [10, 3],
          [4, 9],
        ],
        [
          [8, 5],
          [6, 7],
        ],
      ],
    ],
    [
      12,
      [
        [
          [12, 1],
          [2, 11],
        ],
        [
          [10, 3],
          [4, 9],
        ],
        [
          [8, 5],
          [6, 7],
        ],
      ],
    ],
  ] as const)('of %i pages', ([pages, expected]) => {
    expect(rows(booklet(pages, fold), 2)).toEqual(expected)
    const fromTheRight = expected.map(sheet => sheet.map(side => [...side].reverse()))
    expect(rows(booklet(pages, { ...fold, binding: 'right' }), 2)).toEqual(fromTheRight)
  })

  it('in signatures has each whole, none much thinner than another', () => {
    expect(rows(booklet(24, { ...fold, signature: 8 }), 2)).toEqual([
      [
        [8, 1],
        [2, 7],
      ],
      [
        [6, 3],
        [4, 5],
      ],
      [
        [16, 9],
        [10, 15],
      ],
      [
        [14, 11],
        [12, 13],
      ],
      [
        [24, 17],
        [18, 23],
      ],
      [
        [22, 19],
        [20, 21],
      ],
    ])
    // Five sheets of at most four are three and two, never four and a lone one.
    const firsts = booklet(20, { ...fold, signature: 16 }).map(
      ({ front }) => front.pages.find(({ x }) => x > 0)?.page,
    )
    expect(firsts).toEqual([1, 3, 5, 13, 15])
  })

  it('marks the backs of its signatures as a stair, and a single one not at all', () => {
    const marks = booklet(96, { ...fold, signature: 32 }).flatMap(({ front }) => front.marks)
    expect(marks.map(({ from }) => from)).toEqual([
      [148.5, 198],
      [148.5, 192],
      [148.5, 186],
    ])
    expect(booklet(64, fold).flatMap(({ front, back }) => [...front.marks, ...back.marks])).toEqual(
      [],
    )
  })

  it('moves pages towards the fold by the paper that wraps them', () => {
    const sheets = booklet(16, { ...fold, paper: 0.12 })
    const shifts = sheets.map(({ front, back }) =>
      [...front.pages, ...back.pages].map(({ shift }) => Math.round(shift * 100) / 100),
    )
    expect(shifts).toEqual([
      [0, -0, 0, -0],
      [0.12, -0.12, 0.12, -0.12],
      [0.24, -0.24, 0.24, -0.24],
      [0.36, -0.36, 0.36, -0.36],
    ])
  })

  it('has every page once and at its place when it is folded, from 1 to 64 pages', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 64 }),
        fc.constantFrom(...bindings),
        fc.constantFrom(a4, letter),
        fc.constantFrom(4, 8, 12, 16, 32, 64, undefined),
        (pages, binding, sheet, signature) => {
          const sheets = booklet(pages, { sheet, binding, signature, paper: 0.1 })
          const read: (number | undefined)[] = []
          for (const pile of piles(sheets, signature ?? 64)) {
            // The insides look up; the right half comes over onto the left, the fold at the right.
            const shut = folded(laid(pile, 'back'), sheet[0] / 2, 'right')
            for (const strip of shut) expect([strip.at, length(strip)]).toEqual([0, sheet[0] / 2])
            // A book bound at the right now shows its first page; one bound at the left, its last.
            read.push(...(binding === 'right' ? faces(shut) : [...faces(shut)].reverse()))
          }
          const blanks = (4 - (pages % 4)) % 4
          const expected = [
            ...Array.from({ length: pages }, (_, index) => index + 1),
            ...Array.from({ length: blanks }, () => undefined),
          ]
          expect(read).toEqual(expected)
        },
      ),
      { numRuns: 400 },
    )
  })
})

/** The sheets of each signature: as few signatures as can be, as even as can be. */
function piles(sheets: readonly Sheet[], signature: number): readonly (readonly Sheet[])[] {
  const count = Math.ceil((sheets.length * 4) / signature)
  const left = [...sheets]
  return Array.from({ length: count }, (_, index) =>
    left.splice(0, Math.ceil(left.length / (count - index))),
  )
}

describe('a tri-fold', () => {
  it.for([
    [
      1,
      [
        [0, 0, 1],
        [0, 0, 0],
      ],
    ],
    [
      2,
      [
        [0, 2, 1],
        [0, 0, 0],
      ],
    ],
    [
      3,
      [
        [0, 3, 1],
        [2, 0, 0],
      ],
    ],
    [
      4,
      [
        [0, 4, 1],
        [2, 3, 0],
      ],
    ],
    [
      5,
      [
        [0, 5, 1],
        [2, 3, 4],
      ],
    ],
    [
      6,
      [
        [5, 6, 1],
        [2, 3, 4],
      ],
    ],
  ] as const)('of %i pages', ([pages, expected]) => {
    expect(rows(triFold(pages, a4, 'left'), 3)).toEqual([expected])
    const fromTheRight = expected.map(side => [...side].reverse())
    expect(rows(triFold(pages, a4, 'right'), 3)).toEqual([fromTheRight])
  })

  it.for([
    [297, [100, 100, 97]],
    [279.4, [94.133, 94.133, 91.133]],
  ] as const)('on %f mm has a panel 3 mm narrower to fold in', ([width, expected]) => {
    panels(width).forEach((wide, index) => {
      expect(wide).toBeCloseTo(expected[index] ?? 0, 2)
    })
    expect(panels(width).reduce((sum, wide) => sum + wide)).toBeCloseTo(width, 6)
  })

  it.for(bindings)('bound at the %s folds as a letter and opens in the reading order', binding => {
    for (const sheet of [a4, letter]) {
      const [cover, back, inner] = panels(sheet[0])
      const flat = laid(triFold(6, sheet, binding), 'back')
      const right = binding === 'left'
      // Where the folds are on the inside: first the narrow panel comes in, then the cover.
      const first = folded(flat, right ? cover + back : inner, right ? 'right' : 'left')
      const shut = folded(first, right ? cover : inner + back, right ? 'left' : 'right')
      const inOrder = (pages: readonly unknown[]) => (right ? pages : [...pages].reverse())
      const edges = right ? [cover, cover + back] : [inner, inner + back]
      expect(seen(creased(flat, ...edges))).toEqual(inOrder([2, 3, 4]))
      expect(seen(creased(first, ...edges))).toEqual(inOrder([2, 5]))
      const turned = laid(triFold(6, sheet, binding), 'front')
      expect(seen(creased(turned, ...edges.map(edge => sheet[0] - edge)))).toEqual(
        inOrder([5, 6, 1]),
      )
      expect(faces(shut)).toEqual([1, 2, 5, 4, 3, 6])
      const [lowest] = shut
      for (const strip of shut) {
        const [from, to] = [strip.at, strip.at + length(strip)]
        expect(from).toBeGreaterThan((lowest?.at ?? 0) - 0.1)
        expect(to).toBeLessThan((lowest?.at ?? 0) + back + 0.1)
      }
      // What is folded in ends short of the other fold.
      const narrow = shut.find(strip => fieldsOn(strip, 'back').some(({ page }) => page === 4))
      expect(back - length(narrow ?? shut[0]!)).toBeCloseTo(3, 6)
    }
  })

  it('marks each fold at both ends, on both sides, at the same place of the paper', () => {
    for (const binding of bindings) {
      for (const { front, back, width, height } of triFold(6, a4, binding)) {
        const at = ({ marks }: Side) => marks.map(({ from }) => from[0]).sort((a, b) => a - b)
        expect(at(front)).toEqual(
          at(back)
            .map(x => width - x)
            .reverse(),
        )
        for (const { from, to } of [...front.marks, ...back.marks]) {
          expect(to[0]).toBe(from[0])
          expect([0, height]).toContain(from[1])
          // Short of the text, which begins 10 mm from the edge.
          expect(Math.abs(to[1] - from[1])).toBeLessThan(layouts['panel-a4'].margins[0])
        }
      }
    }
  })
})

describe('a sheet to cut', () => {
  it('has the same page on every piece and the next one behind it', () => {
    const rowsOf = (pages: number) =>
      nUp(pages, [210, 297], [2, 2]).map(({ front, back }) =>
        [front, back].map(side => side.pages.map(({ page }) => page)),
      )
    expect(rowsOf(3)).toEqual([
      [
        [1, 1, 1, 1],
        [2, 2, 2, 2],
      ],
      [[3, 3, 3, 3], []],
    ])
  })

  it('cut and stacked is the whole leaflet from every piece, from 1 to 64 pages', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 64 }),
        fc.constantFrom([2, 1] as const, [2, 2] as const),
        (pages, [columns, rows]) => {
          const sheets = nUp(pages, [297, 210], [columns, rows])
          for (let column = 0; column < columns; column += 1) {
            for (let row = 0; row < rows; row += 1) {
              const x = (297 / columns) * (column + 0.5)
              const y = (210 / rows) * (row + 0.5)
              const at = (side: Side, x: number) =>
                side.pages.find(
                  field =>
                    Math.abs(field.x + field.width / 2 - x) < 0.1 &&
                    Math.abs(field.y + field.height / 2 - y) < 0.1,
                )?.page
              // The paper behind a piece is at the mirrored place of the back.
              const read = sheets.flatMap(({ front, back }) => [at(front, x), at(back, 297 - x)])
              expect(read.filter(Boolean)).toEqual(
                Array.from({ length: pages }, (_, index) => index + 1),
              )
            }
          }
        },
      ),
    )
  })
})

describe('every format', () => {
  it.for(Object.entries(impositions))(
    '%s has fields that fill its sheets and hold its pages',
    ([name, { sheets, layout }]) => {
      const [width, height] = layouts[layout].size
      for (let pages = 1; pages <= (name.startsWith('tri-fold') ? 6 : 64); pages += 1) {
        const made = sheets(pages, { binding: 'left', paper: 0.1 })
        const count = new Map<number, number>()
        for (const sheet of made) {
          for (const side of [sheet.front, sheet.back]) {
            for (const field of side.pages) {
              count.set(field.page, (count.get(field.page) ?? 0) + 1)
              // A page is never cut; on a wider panel or half it has a little more air.
              expect(field.width).toBeGreaterThan(width - 0.001)
              expect(field.width).toBeLessThan(width + 3.001)
              expect(field.height).toBeCloseTo(height, 6)
              expect(field.x).toBeGreaterThan(-0.001)
              expect(field.x + field.width).toBeLessThan(sheet.width + 0.001)
              expect(field.y + field.height).toBeLessThan(sheet.height + 0.001)
            }
          }
        }
        const copies = Number(/^(\d)-up/.exec(name)?.[1] ?? 1)
        expect([...count].sort(([a], [b]) => a - b)).toEqual(
          Array.from({ length: pages }, (_, index) => [index + 1, copies]),
        )
      }
    },
  )
})
