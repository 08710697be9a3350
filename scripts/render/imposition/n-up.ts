import { hairline, type Mark, type Placement, type Sheet, type Size } from './sheet.ts'

/** How far a cut mark reaches in from the edge, in mm. */
const reach = 6

/**
 * The same leaflet several times on each sheet, to be cut: each stack of pieces is one leaflet.
 *
 * Every field of a front holds one page and every field of its back the next, so that it does not
 * matter which piece is taken.
 */
export function nUp(
  pages: number,
  sheet: Size,
  [columns, rows]: readonly [columns: number, rows: number],
): readonly Sheet[] {
  const [width, height] = sheet
  const wide = width / columns
  const high = height / rows
  const fields = (page: number): Placement[] =>
    page > pages
      ? []
      : Array.from({ length: columns * rows }, (_, index) => ({
          page,
          x: (index % columns) * wide,
          y: (rows - 1 - Math.floor(index / columns)) * high,
          width: wide,
          height: high,
          shift: 0,
        }))
  const marks = cuts(sheet, columns, rows)
  return Array.from({ length: Math.ceil(pages / 2) }, (_, index) => ({
    width,
    height,
    front: { pages: fields(index * 2 + 1), marks },
    back: { pages: fields(index * 2 + 2), marks: [] },
  }))
}

function cuts([width, height]: Size, columns: number, rows: number): readonly Mark[] {
  const marks: Mark[] = []
  for (let column = 1; column < columns; column += 1) {
    const x = (width / columns) * column
    marks.push(cut([x, 0], [x, reach]), cut([x, height], [x, height - reach]))
  }
  for (let row = 1; row < rows; row += 1) {
    const y = (height / rows) * row
    marks.push(cut([0, y], [reach, y]), cut([width, y], [width - reach, y]))
  }
  return marks
}

function cut(from: Mark['from'], to: Mark['to']): Mark {
  return { from, to, weight: hairline }
}
