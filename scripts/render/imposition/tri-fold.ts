import {
  type Binding,
  hairline,
  type Mark,
  type Placement,
  type Sheet,
  type Size,
} from './sheet.ts'

/** How much narrower the panel is that is folded in, so that it does not buckle, in mm. */
const tuck = 3
/** How far a fold mark reaches in from the edge: past what printers leave blank, short of the text. */
const reach = 6

/** Three on each side. */
export const panelCount = 6

/** The widths of the panels of a sheet that is `width` wide: the cover, the back, the one folded in. */
export function panels(width: number): readonly [cover: number, back: number, inner: number] {
  const wide = (width + tuck) / 3
  return [wide, wide, wide - tuck]
}

/**
 * One sheet folded twice as a letter is, for six panels of text: the cover; the three inside; the
 * one folded in; the back.
 *
 * Opened wholly, the inside reads across as 2, 3, 4, and the outside as 5, 6, 1; from right to
 * left in a language that reads so. The last of fewer pages goes to the back, the blanks before it.
 */
export function triFold(pages: number, sheet: Size, binding: Binding): readonly Sheet[] {
  const [width, height] = sheet
  const [cover, back, inner] = panels(width)
  const pageOf = (panel: number) =>
    panel === panelCount && pages > 1
      ? Math.min(pages, panelCount)
      : panel < pages
        ? panel
        : panel === 1
          ? 1
          : 0
  const across = (order: readonly (readonly [panel: number, width: number])[]) => {
    let x = 0
    const placed: Placement[] = []
    const marks: Mark[] = []
    for (const [panel, wide] of binding === 'left' ? order : [...order].reverse()) {
      if (x > 0) marks.push(...ticks(x, height))
      const page = pageOf(panel)
      if (page > 0) placed.push({ page, x, y: 0, width: wide, height, shift: 0 })
      x += wide
    }
    return { pages: placed, marks }
  }
  const outside = [
    [5, inner],
    [6, back],
    [1, cover],
  ] as const
  const inside = [
    [2, cover],
    [3, back],
    [4, inner],
  ] as const
  const folded = { width, height, front: across(outside), back: across(inside) }
  return [folded, ...overflow(pages, sheet, binding)]
}

/** Pages that have no panel, side by side on sheets of their own, so that a proof shows them. */
function overflow(pages: number, [width, height]: Size, binding: Binding): readonly Sheet[] {
  const [, , wide] = panels(width)
  const side = (first: number) => ({
    pages: [0, 1, 2].flatMap(index => {
      const x = binding === 'left' ? index * wide : width - (index + 1) * wide
      const page = first + index
      return page > pages ? [] : [{ page, x, y: 0, width: wide, height, shift: 0 }]
    }),
    marks: [],
  })
  const count = Math.max(0, Math.ceil((pages - panelCount) / 6))
  return Array.from({ length: count }, (_, index) => {
    const first = panelCount + 1 + index * 6
    return { width, height, front: side(first), back: side(first + 3) }
  })
}

function ticks(x: number, height: number): readonly Mark[] {
  return [
    { from: [x, 0], to: [x, reach], weight: hairline },
    { from: [x, height], to: [x, height - reach], weight: hairline },
  ]
}
