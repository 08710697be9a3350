import type { TableRoom } from './fitted.ts'
import { half, type Size, sizes } from './imposition/sheet.ts'
import { panels } from './imposition/tri-fold.ts'

/** Pages as they are set, before any sheet is made of them. */
export interface Layout {
  /** In mm. */
  readonly size: Size
  /** At the top, at the sides, and at the foot, where the footer stands; in mm. */
  readonly margins: readonly [top: number, side: number, foot: number]
  /** The size of the text in points. */
  readonly type: number
  /** Whether a table that is too wide lies across a page of its own, in type as large as ever. */
  readonly lying?: true
  /** The style sheets under `templates/leaflet/` that it has beside the common one. */
  readonly styles: readonly string[]
}

export type LayoutName = keyof typeof layouts

/**
 * How leaflets are set.
 *
 * No text is under 12 pt, the least for clear print; large print is 18 pt. Both after UKAAF, G003
 * "Creating clear print and large print documents" (2019), summary of minimum standards.
 */
export const layouts = {
  a4: { size: sizes.a4, margins: [16, 22, 18], type: 12.5, styles: [] },
  letter: { size: sizes.letter, margins: [16, 22, 18], type: 12.5, styles: [] },
  a5: { size: sizes.a5, margins: [13, 14, 16], type: 12, styles: ['small'] },
  'half-letter': { size: sizes['half-letter'], margins: [13, 13, 16], type: 12, styles: ['small'] },
  'quarter-a4': quarter(sizes.a4),
  'quarter-letter': quarter(sizes.letter),
  'panel-a4': panel(sizes.a4),
  'panel-letter': panel(sizes.letter),
  'large-print-a4': largePrint(sizes.a4),
  'large-print-letter': largePrint(sizes.letter),
} as const satisfies Readonly<Record<string, Layout>>

/** The width of the text in mm. */
export function textWidth({ size: [width], margins: [, side] }: Layout): number {
  return width - 2 * side
}

/** The width of the text in em of its own type. */
export function measure(layout: Layout): number {
  return (textWidth(layout) * 72) / 25.4 / layout.type
}

/** The most that a table may need, as `least` counts it, and whether it is set smaller for it. */
export function tableRoom(layout: Layout): TableRoom {
  const { size, margins, type, lying } = layout
  return lying
    ? { width: ((size[1] - 2 * margins[1]) * 72) / 25.4 / type, smaller: false }
    : { width: measure(layout), smaller: true }
}

/** The rules that bring a layout about. */
export function pageRules({ size, margins: [top, side, foot], type, lying }: Layout): string {
  const [width, height] = size
  return (
    `@page{size:${width}mm ${height}mm;margin:${top}mm ${side}mm ${foot}mm}` +
    `:root{--size:${type}pt}` +
    (lying ? `@page lying{size:${height}mm ${width}mm}table.wide{page:lying}` : '')
  )
}

function quarter(sheet: Size): Layout {
  const [width, height] = half(sheet)
  return {
    size: [height / 2, width],
    margins: [9, 9, 12],
    type: 12,
    styles: ['small', 'narrow'],
  }
}

/** Every panel is set as wide as the narrow one, so that lines are the same on all of them. */
function panel([width, height]: Size): Layout {
  const [, , narrow] = panels(height)
  return { size: [narrow, width], margins: [10, 8, 14], type: 12, styles: ['small', 'narrow'] }
}

function largePrint(size: Size): Layout {
  return { size, margins: [18, 20, 30], type: 18, lying: true, styles: ['large-print'] }
}
