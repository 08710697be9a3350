import {
  type Dict,
  dict,
  isRef,
  isStream,
  type Ref,
  type Stream,
  type Value,
} from '../pdf/object.ts'
import { openPdf, type Pdf, packed, unpacked } from '../pdf/pdf.ts'
import type { Mark, Placement, Sheet, Side } from './sheet.ts'

/** PDF points in a millimetre. */
const point = 72 / 25.4

/** What a printer should do with the sheets. */
export interface Turning {
  /** The edge of the sheet that it is turned about between front and back. */
  readonly flip: 'short' | 'long'
}

/**
 * The pages of a PDF on sheets, front and back in turn.
 *
 * What serves reading on a screen (tags, links, outline) goes: it says where things stand on
 * pages that are no more. The file asks a printer for both sides and for true size.
 */
export function imposed(
  pages: Uint8Array,
  sheets: readonly Sheet[],
  { flip }: Turning,
): Uint8Array {
  const pdf = openPdf(pages)
  const forms = pdf.pages().map(page => form(pdf, page))
  const tree = pdf.add(null)
  const kids = sheets.flatMap(sheet =>
    [sheet.front, sheet.back].map(side => pdf.add(sidePage(pdf, side, sheet, forms, tree))),
  )
  pdf.set(tree, dict({ Type: '/Pages', Kids: kids, Count: kids.length }))
  const root = pdf.dict(pdf.trailer.get('Root'))
  const catalog = dict({
    Type: '/Catalog',
    Pages: tree,
    Lang: root.get('Lang'),
    ViewerPreferences: dict({
      DisplayDocTitle: true,
      PrintScaling: '/None',
      Duplex: flip === 'short' ? '/DuplexFlipShortEdge' : '/DuplexFlipLongEdge',
      PickTrayByPDFSize: true,
    }),
  })
  pdf.trailer.set('Root', pdf.add(catalog))
  sweep(pdf)
  return pdf.save('1.7')
}

/** A page as a thing that can be set on another, with its size in points. */
interface Form {
  readonly ref: Ref
  readonly box: readonly [left: number, bottom: number, right: number, top: number]
}

function form(pdf: Pdf, page: Ref): Form {
  const entries = pdf.dict(page)
  const [left, bottom, right, top] = pdf.list(inherited(pdf, entries, 'MediaBox')).map(Number)
  const box = [left ?? 0, bottom ?? 0, right ?? 0, top ?? 0] as const
  const contents = pdf
    .list(entries.get('Contents'))
    .map(each => pdf.get(each))
    .filter(isStream)
  const [only] = contents
  const content: Stream =
    only && contents.length === 1
      ? only
      : packed(Buffer.concat(contents.flatMap(each => [unpacked(each), Buffer.from('\n')])))
  const own = new Map(content.dict)
  own
    .set('Type', '/XObject')
    .set('Subtype', '/Form')
    .set('BBox', [...box])
  own.set('Resources', inherited(pdf, entries, 'Resources') ?? dict({}))
  return { ref: pdf.add({ ...content, dict: own }), box }
}

function inherited(pdf: Pdf, node: Dict, key: string): Value | undefined {
  const own = node.get(key)
  if (own !== undefined || !node.has('Parent')) return own
  return inherited(pdf, pdf.dict(node.get('Parent')), key)
}

function sidePage(
  { add }: Pdf,
  { pages, marks }: Side,
  { width, height }: Sheet,
  forms: readonly Form[],
  parent: Ref,
): Dict {
  const used = new Map<string, Value>()
  const placed = pages.map(placement => {
    const met = forms[placement.page - 1]
    if (!met) throw new Error(`There is no page ${placement.page} to set on a sheet.`)
    used.set(`P${placement.page}`, met.ref)
    return setting(placement, met)
  })
  const lines = marks.length > 0 ? [`q 0.3 G ${marks.map(stroke).join(' ')} Q`] : []
  const content = packed(Buffer.from([...placed, ...lines].join('\n'), 'latin1'))
  return dict({
    Type: '/Page',
    Parent: parent,
    MediaBox: [0, 0, rounded(width * point), rounded(height * point)],
    Resources: dict({ XObject: used }),
    Contents: add(content),
  })
}

/** A page in the middle of its field, moved by its creep, and cut off at the field's edge. */
function setting({ page, x, y, width, height, shift }: Placement, { box }: Form): string {
  const [left, bottom, right, top] = box
  const across = (x + width / 2 + shift) * point - (left + right) / 2
  const up = (y + height / 2) * point - (bottom + top) / 2
  const field = [x, y, width, height].map(each => rounded(each * point)).join(' ')
  return `q ${field} re W n 1 0 0 1 ${rounded(across)} ${rounded(up)} cm /P${page} Do Q`
}

function stroke({ from, to, weight }: Mark): string {
  const at = (place: Mark['from']) => place.map(each => rounded(each * point)).join(' ')
  return `${rounded(weight * point)} w ${at(from)} m ${at(to)} l S`
}

function rounded(points: number): number {
  return Math.round(points * 1000) / 1000
}

/** Takes out what nothing leads to any more. */
function sweep(pdf: Pdf): void {
  const reached = new Set<number>()
  const waiting: Value[] = [pdf.trailer]
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (isRef(value)) {
      if (reached.has(value.number)) continue
      reached.add(value.number)
      waiting.push(pdf.get(value))
    } else if (isStream(value)) waiting.push(value.dict)
    else if (value instanceof Map) waiting.push(...value.values())
    else if (Array.isArray(value)) waiting.push(...value)
  }
  for (let number = Number(pdf.trailer.get('Size')) - 1; number > 0; number -= 1) {
    if (!reached.has(number)) pdf.remove({ kind: 'ref', number })
  }
}
