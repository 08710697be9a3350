import type { Binding, Mark, Placement, Sheet, Size } from './sheet.ts'

/** How a booklet is made. */
export interface Fold {
  /** The sheet as it lies when it is folded: its width is two pages. */
  readonly sheet: Size
  readonly binding: Binding
  /** The most pages that are folded into one another. */
  readonly signature?: number | undefined
  /** The thickness of the paper in mm. */
  readonly paper: number
}

/** An office stapler takes sixteen sheets of 80 g/m², folded; beyond that, signatures of eight. */
const stapled = 64
const sewn = 32

/**
 * Sheets to fold in the middle, one into the other, as many as each signature has.
 *
 * Blank pages end the booklet. Signatures are as even as can be, so that none is a lone sheet.
 * Each sheet wraps those within it, so their fore-edges stand out by its thickness: pages move
 * towards the fold by as much (creep), and their outer margins stay even once it is trimmed.
 */
export function booklet(pages: number, fold: Fold): readonly Sheet[] {
  const sheets = Math.ceil(pages / 4)
  const most = (fold.signature ?? (pages <= stapled ? stapled : sewn)) / 4
  const signatures = Math.ceil(sheets / most)
  const made: Sheet[] = []
  for (let index = 0; index < signatures; index += 1) {
    const thick = Math.floor(sheets / signatures) + (index < sheets % signatures ? 1 : 0)
    const [outer, ...inner] = signature(made.length * 4, thick, pages, fold)
    if (!outer) break
    const marks = signatures > 1 ? [collating(index, fold.sheet)] : []
    made.push({ ...outer, front: { ...outer.front, marks } }, ...inner)
  }
  return made
}

/** On the fold's outside: side by side, signatures in their order show a stair from the head down. */
function collating(index: number, [width, height]: Size): Mark {
  const step = 6
  const steps = Math.floor(height / step) - 4
  const top = height - step * (2 + (index % steps))
  return { from: [width / 2, top], to: [width / 2, top - step], weight: 1.5 }
}

/** The sheets of one signature, from the outermost in; `before` pages stand in those before it. */
function signature(before: number, sheets: number, pages: number, fold: Fold): Sheet[] {
  const [width, height] = fold.sheet
  const last = before + sheets * 4
  return Array.from({ length: sheets }, (_, inner) => {
    const creep = inner * fold.paper
    const first = before + inner * 2 + 1
    const side = (left: number, right: number) => {
      const [a, b] = fold.binding === 'left' ? [left, right] : [right, left]
      const field = (page: number, x: number, shift: number): Placement[] =>
        page > pages ? [] : [{ page, x, y: 0, width: width / 2, height, shift }]
      return { pages: [...field(a, 0, creep), ...field(b, width / 2, -creep)], marks: [] }
    }
    const final = last - inner * 2
    return { width, height, front: side(final, first), back: side(first + 1, final - 1) }
  })
}
