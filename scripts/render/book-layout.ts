import type { Trim } from '../read/publication.ts'
import type { TableRoom } from './fitted.ts'
import { sizes } from './imposition/sheet.ts'

/** The pages of a book as they are set; all in mm. */
export interface BookLayout {
  readonly trim: Trim
  /** How far the paper goes on beyond each edge that it is to be cut at. */
  readonly beyond: number
}

interface Margins {
  readonly head: number
  readonly foot: number
  readonly inner: number
  readonly outer: number
}

/** Margins that leave some 65 characters a line, and more of them at the fold, where pages bend. */
const margins: Readonly<Record<Trim, Margins>> = {
  a5: { head: 17, foot: 18, inner: 18, outer: 14 },
  'half-letter': { head: 17, foot: 18, inner: 16, outer: 13 },
  b5: { head: 20, foot: 22, inner: 24, outer: 20 },
  a4: { head: 24, foot: 26, inner: 36, outer: 30 },
  letter: { head: 22, foot: 24, inner: 37, outer: 32 },
}

/** Text under 12 pt suits a page held in the hand; larger pages lie further off. */
const type: Readonly<Record<Trim, number>> = {
  a5: 11,
  'half-letter': 11,
  b5: 12,
  a4: 12.5,
  letter: 12.5,
}

/** The width of a line in em of its own type. */
export function bookMeasure({ trim }: BookLayout): number {
  const { inner, outer } = margins[trim]
  return ((sizes[trim][0] - inner - outer) * 72) / 25.4 / type[trim]
}

/** The most that a table may need, as `least` counts it, and whether it is set smaller for it. */
export function bookTableRoom(layout: BookLayout): TableRoom {
  return { width: bookMeasure(layout), smaller: true }
}

/** The rules that bring a layout about. */
export function bookRules({ trim, beyond }: BookLayout): string {
  const [width, height] = sizes[trim]
  const { head, foot, inner, outer } = margins[trim]
  const across = (left: number, right: number) =>
    `{margin-left:${left + beyond}mm;margin-right:${right + beyond}mm}`
  return [
    `:root{--size:${type[trim]}pt}`,
    `@page{size:${width + 2 * beyond}mm ${height + 2 * beyond}mm;` +
      `margin:${head + beyond}mm ${outer + beyond}mm ${foot + beyond}mm}`,
    `@page :left${across(outer, inner)}`,
    `@page :right${across(inner, outer)}`,
    `.title-page{height:${height - head - foot - 5}mm}`,
  ].join('\n')
}
