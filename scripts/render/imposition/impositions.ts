import type { PaperFormat } from '../../read/publication.ts'
import type { LayoutName } from '../layout.ts'
import { booklet } from './booklet.ts'
import { nUp } from './n-up.ts'
import { type Binding, type Sheet, type Size, sizes } from './sheet.ts'
import { panelCount, triFold } from './tri-fold.ts'

/** What sheets depend on beside the number of pages. */
export interface Folding {
  readonly binding: Binding
  /** The most pages that are folded into one another. */
  readonly signature?: number | undefined
  /** The thickness of the paper in mm. */
  readonly paper: number
}

/** What a format for paper is made of, and how its sheets are turned between front and back. */
export interface Imposition {
  readonly layout: LayoutName
  readonly flip: 'short' | 'long'
  /** The most pages that there is room for, where paper sets a limit. */
  readonly most?: number
  readonly sheets: (pages: number, folding: Folding) => readonly Sheet[]
}

/** How each format for paper is imposed. */
export const impositions: Readonly<Record<PaperFormat, Imposition>> = {
  'booklet-a4': folded(sizes.a4, 'a5'),
  'booklet-letter': folded(sizes.letter, 'half-letter'),
  'tri-fold-a4': foldedTwice(sizes.a4, 'panel-a4'),
  'tri-fold-letter': foldedTwice(sizes.letter, 'panel-letter'),
  '2-up-a4': cutOnce(sizes.a4, 'a5'),
  '2-up-letter': cutOnce(sizes.letter, 'half-letter'),
  '4-up-a4': cutTwice(sizes.a4, 'quarter-a4'),
  '4-up-letter': cutTwice(sizes.letter, 'quarter-letter'),
}

function folded(sheet: Size, layout: LayoutName): Imposition {
  const sheets = (pages: number, folding: Folding) =>
    booklet(pages, { sheet: lying(sheet), ...folding })
  return { layout, flip: 'short', sheets }
}

function foldedTwice(sheet: Size, layout: LayoutName): Imposition {
  return {
    layout,
    flip: 'short',
    most: panelCount,
    sheets: (pages, { binding }) => triFold(pages, lying(sheet), binding),
  }
}

function cutOnce(sheet: Size, layout: LayoutName): Imposition {
  return { layout, flip: 'short', sheets: pages => nUp(pages, lying(sheet), [2, 1]) }
}

function cutTwice(sheet: Size, layout: LayoutName): Imposition {
  return { layout, flip: 'long', sheets: pages => nUp(pages, sheet, [2, 2]) }
}

function lying([width, height]: Size): Size {
  return [height, width]
}
