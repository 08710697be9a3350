/** Where one page goes on one side of a sheet; in mm from the side's lower left corner. */
export interface Placement {
  /** Counted from 1. */
  readonly page: number
  /** The field that the page has to itself: nothing of it stands outside. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** How far the page's middle stands to the right of its field's middle. */
  readonly shift: number
}

/** A short line that says where to fold, to cut or what comes next; in mm as a placement. */
export interface Mark {
  readonly from: readonly [x: number, y: number]
  readonly to: readonly [x: number, y: number]
  /** How thick the line is. */
  readonly weight: number
}

/** Thin enough to cut or to fold on. */
export const hairline = 0.12

/** One side of a sheet; a page that is missing leaves its field blank. */
export interface Side {
  readonly pages: readonly Placement[]
  readonly marks: readonly Mark[]
}

/**
 * One sheet of paper, printed on both sides. The back is seen as the sheet is turned about its
 * vertical axis: what stands at `x` on the front has `width - x` of the back behind it.
 */
export interface Sheet {
  readonly width: number
  readonly height: number
  readonly front: Side
  readonly back: Side
}

/** Which edge a language's books are bound at: left, or right where it reads from the right. */
export type Binding = 'left' | 'right'

/** Width and height in mm. */
export type Size = readonly [width: number, height: number]

/** Sheets and pages in mm, upright: ISO 216, and the American sizes in inches of 25.4 mm. */
export const sizes = {
  a4: [210, 297],
  letter: [215.9, 279.4],
  b5: [176, 250],
  a5: [148, 210],
  'half-letter': [139.7, 215.9],
} as const satisfies Readonly<Record<string, Size>>

/** Halves of sheets are exact halves: an A5 page is half a millimetre narrower than half an A4. */
export function half([width, height]: Size): Size {
  return [height / 2, width]
}
