import type { Placement, Sheet } from '../../scripts/render/imposition/sheet.ts'

/**
 * Paper on a table. It knows nothing of how sheets are imposed: it only folds them, and looks at
 * what is printed where.
 */
export interface Strip {
  readonly sheet: Sheet
  /** The part of the sheet that it is, in mm from the left edge of the front. */
  readonly from: number
  readonly to: number
  /** Where its left edge lies on the table. */
  readonly at: number
  readonly up: 'front' | 'back'
}

/** Sheets laid on one another, the first undermost, all with the same side up. */
export function laid(sheets: readonly Sheet[], up: Strip['up']): readonly Strip[] {
  return sheets.map(sheet => ({ sheet, from: 0, to: sheet.width, at: 0, up }))
}

/** Lifts all that lies on one side of a line and turns it over onto the other side. */
export function folded(
  strips: readonly Strip[],
  line: number,
  moving: 'left' | 'right',
): readonly Strip[] {
  const pieces = creased(strips, line)
  const moves = (strip: Strip) => strip.at + length(strip) / 2 > line === (moving === 'right')
  const still = pieces.filter(strip => !moves(strip))
  const turned = pieces.filter(moves).map(
    (strip): Strip => ({
      ...strip,
      at: 2 * line - strip.at - length(strip),
      up: strip.up === 'front' ? 'back' : 'front',
    }),
  )
  return [...still, ...turned.reverse()]
}

/** The same paper with creases, so that what lies on either side of one can be told apart. */
export function creased(strips: readonly Strip[], ...lines: readonly number[]): readonly Strip[] {
  return lines.reduce((met, line) => met.flatMap(strip => cutAt(strip, line)), strips)
}

/** What the faces show, the uppermost first: each strip's upper face and then its lower. */
export function faces(strips: readonly Strip[]): readonly (number | undefined)[] {
  return [...strips]
    .reverse()
    .flatMap(strip => [shown(strip, strip.up), shown(strip, under(strip))])
}

/** What somebody sees from above, from left to right: nothing of what lies under another strip. */
export function seen(strips: readonly Strip[]): readonly (number | undefined)[] {
  const open: Strip[] = []
  for (const strip of [...strips].reverse()) {
    const middle = strip.at + length(strip) / 2
    if (!open.some(over => middle > over.at && middle < over.at + length(over))) open.push(strip)
  }
  return open.sort((a, b) => a.at - b.at).map(strip => shown(strip, strip.up))
}

/** The page printed on one face of a strip, if it is the strip's own: its field and no other. */
export function shown(strip: Strip, side: Strip['up']): number | undefined {
  return fieldsOn(strip, side)[0]?.page
}

export function fieldsOn(strip: Strip, side: Strip['up']): readonly Placement[] {
  const { sheet, from, to } = strip
  // Turned over like the page of a book, the sheet's left edge is on the right.
  const left = side === 'front' ? from : sheet.width - to
  return sheet[side].pages.filter(
    ({ x, width }) => Math.abs(x - left) < 0.1 && Math.abs(width - (to - from)) < 0.1,
  )
}

export function length({ from, to }: Strip): number {
  return to - from
}

function under({ up }: Strip): Strip['up'] {
  return up === 'front' ? 'back' : 'front'
}

function cutAt(strip: Strip, line: number): Strip[] {
  const into = line - strip.at
  if (into < 0.001 || into > length(strip) - 0.001) return [strip]
  const { from, to, up } = strip
  // With its back up, a strip's right end on the table is its left end seen from the front.
  const parts =
    up === 'front'
      ? [
          [from, from + into],
          [from + into, to],
        ]
      : [
          [to - into, to],
          [from, to - into],
        ]
  return parts.map(([a = 0, b = 0], index) => ({
    ...strip,
    from: a,
    to: b,
    at: index === 0 ? strip.at : line,
  }))
}
