import { type Dict, isDict, isRef, isStream, type Stream, type Value } from '../pdf/object.ts'
import { openPdf, type Pdf, packed, unpacked } from '../pdf/pdf.ts'
import { greyContent, luminance, NotGrey } from './grey-content.ts'
import { greyImage } from './grey-image.ts'

/**
 * A PDF of a browser's in greys alone, so that no copier or print shop bills or mixes colours:
 * text and drawings, pictures and gradients become DeviceGray. Nothing is turned into pixels.
 *
 * Throws {@link NotGrey} where colour is in a form that browsers have not been seen to write.
 */
export async function grey(file: Uint8Array): Promise<Uint8Array> {
  const pdf = openPdf(file)
  const last = Number(pdf.trailer.get('Size')) - 1
  const contents = new Set<number>()
  const note = (value: Value | undefined) => {
    for (const each of isRef(value) ? [value] : pdf.list(value))
      if (isRef(each)) contents.add(each.number)
  }
  for (let number = 1; number <= last; number += 1) {
    const value = pdf.get({ kind: 'ref', number })
    const entries = isStream(value) ? value.dict : value
    if (!isDict(entries)) continue
    greyValue(pdf, entries)
    const kind = entries.get('Subtype')
    if (entries.get('Type') === '/Page') note(entries.get('Contents'))
    if (kind === '/Type3')
      for (const glyph of pdf.dict(entries.get('CharProcs')).values()) note(glyph)
    if (!isStream(value)) continue
    if (kind === '/Form' || entries.get('PatternType') === 1) contents.add(number)
    else if (kind === '/Image') pdf.set({ kind: 'ref', number }, await greyImage(pdf, value))
  }
  for (const number of contents) {
    const ref = { kind: 'ref', number } as const
    const value = pdf.get(ref)
    if (isStream(value)) pdf.set(ref, rewritten(value))
  }
  return pdf.save()
}

function rewritten(stream: Stream): Stream {
  const content = greyContent(unpacked(stream).toString('latin1'))
  return packed(Buffer.from(content, 'latin1'), stream.dict)
}

/** Gradients and groups name their colours in dictionaries. */
function greyValue(pdf: Pdf, value: Value): void {
  if (Array.isArray(value)) for (const each of value) greyValue(pdf, each)
  if (!isDict(value)) return
  if (value.has('ShadingType')) greyShading(pdf, value)
  else if (value.get('S') === '/Transparency' && value.has('CS')) value.set('CS', '/DeviceGray')
  for (const each of value.values()) greyValue(pdf, each)
}

function greyShading(pdf: Pdf, shading: Dict): void {
  if (shading.get('ColorSpace') === '/DeviceGray') return
  shading.set('ColorSpace', '/DeviceGray')
  const background = shading.get('Background')
  if (background !== undefined) shading.set('Background', [greyOf(pdf, background)])
  greyFunction(pdf, shading.get('Function'))
}

function greyFunction(pdf: Pdf, value: Value | undefined): void {
  const met = pdf.get(value)
  const entries = pdf.dict(value)
  const type = entries.get('FunctionType')
  if (type === 3) {
    for (const each of pdf.list(entries.get('Functions'))) greyFunction(pdf, each)
  } else if (type === 2) {
    entries.set('C0', [greyOf(pdf, entries.get('C0') ?? [0, 0, 0])])
    entries.set('C1', [greyOf(pdf, entries.get('C1') ?? [1, 1, 1])])
  } else if (type === 4 && isStream(met) && isRef(value)) {
    // Several gradients may share one.
    if (pdf.list(entries.get('Range')).length === 2) return
    const program = unpacked(met)
      .toString('latin1')
      .replace(/\}\s*$/, mixing)
    const grey = packed(Buffer.from(program, 'latin1'), entries)
    grey.dict.set('Range', [0, 1])
    pdf.set(value, grey)
  } else throw new NotGrey(`a gradient by a function of type ${String(type)}`)
}

/** What the end of a program that leaves red, green and blue on the stack becomes. */
const mixing = ' 0.11 mul exch 0.59 mul add exch 0.3 mul add }'

/** The grey of a colour; a grey stays one. */
function greyOf(pdf: Pdf, colour: Value): number {
  const parts = pdf.list(colour).map(Number)
  return parts.length === 1 ? (parts[0] ?? 0) : luminance(parts)
}
