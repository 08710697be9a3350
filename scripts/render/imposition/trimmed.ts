import type { Trim } from '../../read/publication.ts'
import { dict, isRef, type Value } from '../pdf/object.ts'
import { openPdf, packed } from '../pdf/pdf.ts'
import { hairline, sizes } from './sheet.ts'

/** What goes over the edge of a page goes so far over it, in mm; the trade's custom in Europe. */
export const bleed = 3
/** Crop marks keep clear of the bleed, and are as long as a cutter needs to see, in mm. */
const clear = 1
const length = 5

/** How a printed page is to be cut. */
export interface Trimming {
  readonly trim: Trim
  /** Where the finished page begins, from the printed page's left and upper edge in mm. */
  readonly beyond: number
  readonly bleed: boolean
  readonly marks: boolean
}

/**
 * Pages that say where they are to be cut (ISO 32000-1, 14.11.2): the finished size as TrimBox,
 * what may be printed over its edge as BleedBox, and the paper, with crop marks, as MediaBox.
 *
 * Browsers round the size of a page; these boxes are exact, measured from the corner where the
 * text was measured from.
 */
export function trimmed(pages: Uint8Array, { trim, beyond, ...asked }: Trimming): Uint8Array {
  const pdf = openPdf(pages)
  const point = 72 / 25.4
  const [width, height] = sizes[trim].map(each => each * point)
  const save = pdf.add(packed(Buffer.from('q\n')))
  for (const page of pdf.pages()) {
    const entries = pdf.dict(page)
    const [left = 0, , , top = 0] = pdf.list(entries.get('MediaBox')).map(Number)
    const x = left + beyond * point
    const y = top - beyond * point - (height ?? 0)
    const around = (more: number): Value => {
      const by = more * point
      return [x - by, y - by, x + (width ?? 0) + by, y + (height ?? 0) + by].map(rounded)
    }
    const over = asked.bleed ? bleed : 0
    entries.set('TrimBox', around(0))
    entries.set('BleedBox', around(over))
    entries.set('MediaBox', around(asked.marks ? over + clear + length + clear : over))
    entries.delete('CropBox')
    if (!asked.marks) continue
    const corners = [x, y, x + (width ?? 0), y + (height ?? 0)] as const
    const marks = packed(Buffer.from(cropMarks(corners, (over + clear) * point, length * point)))
    const content = entries.get('Contents') ?? null
    const own = isRef(content) ? [content] : pdf.list(content)
    entries.set('Contents', [save, ...own, pdf.add(marks)])
  }
  pdf
    .dict(pdf.trailer.get('Root'))
    .set('ViewerPreferences', dict({ DisplayDocTitle: true, PrintScaling: '/None' }))
  return pdf.save()
}

/** Two lines at each corner, which would meet in it; not part of the text. */
function cropMarks(
  [left, bottom, right, top]: readonly [number, number, number, number],
  from: number,
  long: number,
): string {
  const lines = [left, right].flatMap(x =>
    [bottom, top].flatMap(y => {
      const out = x === left ? -1 : 1
      const up = y === bottom ? -1 : 1
      return [
        [x + out * from, y, x + out * (from + long), y],
        [x, y + up * from, x, y + up * (from + long)],
      ]
    }),
  )
  const strokes = lines.map(line => {
    const [a, b, c, d] = line.map(rounded)
    return `${a} ${b} m ${c} ${d} l S`
  })
  return `Q\n/Artifact BMC q ${rounded((hairline * 72) / 25.4)} w 0 G ${strokes.join(' ')} Q EMC\n`
}

function rounded(points: number): number {
  return Math.round(points * 1000) / 1000
}
