import { inflateSync } from 'node:zlib'
import type { Printer } from '../chromium.ts'
import type { Stream } from '../pdf/object.ts'
import { type Pdf, packed, unpacked } from '../pdf/pdf.ts'

/** A picture in a PDF as DeviceGray, eight bits a dot; one that is grey stays as it is. */
export async function greyImage(pdf: Pdf, image: Stream, printer: Printer): Promise<Stream> {
  const { dict } = image
  if (dict.get('ImageMask') === true || components(pdf, image) === 1) return image
  const [width = 0, height = 0] = [dict.get('Width'), dict.get('Height')].map(Number)
  const samples =
    dict.get('Filter') === '/DCTDecode'
      ? await decoded(image.packed, width, height, printer)
      : { bytes: unpacked(image), step: 3 }
  const entries = new Map(dict)
  for (const key of ['DecodeParms', 'ColorTransform', 'Decode']) entries.delete(key)
  entries.set('ColorSpace', '/DeviceGray')
  entries.set('BitsPerComponent', 8)
  return packed(greyed(samples.bytes, samples.step, width * height), entries)
}

/** Of a colour: 1 for greys, 3 for red, green and blue. */
function components(pdf: Pdf, { dict }: Stream): 1 | 3 {
  const space = pdf.get(dict.get('ColorSpace'))
  if (space === '/DeviceGray') return 1
  if (space === '/DeviceRGB' && dict.get('BitsPerComponent') === 8) return 3
  if (Array.isArray(space) && space[0] === '/ICCBased') {
    const count = pdf.dict(space[1]).get('N')
    if (count === 1 || count === 3) return count
  }
  throw new Error('Met a picture in colours that no browser has been seen to write.')
}

function greyed(bytes: Uint8Array, step: number, dots: number): Uint8Array {
  const greys = new Uint8Array(dots)
  for (let dot = 0, at = 0; dot < dots; dot += 1, at += step) {
    const [red = 0, green = 0, blue = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]]
    greys[dot] = Math.round(0.3 * red + 0.59 * green + 0.11 * blue)
  }
  return greys
}

/** A JPEG's dots, as the browser shows them. */
async function decoded(jpeg: Uint8Array, width: number, height: number, printer: Printer) {
  const source = `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`
  const page = `<body style="margin:0"><img style="display:block;image-orientation:none" src="${source}" width="${width}" height="${height}">`
  return unfiltered(await printer.picture(page, width, height))
}

/** The dots of a PNG as browsers write it: eight bits, red, green, blue and perhaps alpha, whole. */
function unfiltered(file: Uint8Array): { readonly bytes: Uint8Array; readonly step: number } {
  const png = Buffer.from(file)
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const step = png[25] === 6 ? 4 : 3
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const raw = inflateSync(Buffer.concat(parts))
  const row = width * step
  const bytes = new Uint8Array(row * height)
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (row + 1)]
    for (let x = 0; x < row; x += 1) {
      const at = y * row + x
      const left = x < step ? 0 : bytes[at - step]!
      const above = y === 0 ? 0 : bytes[at - row]!
      const corner = x < step || y === 0 ? 0 : bytes[at - row - step]!
      bytes[at] = raw[y * (row + 1) + 1 + x]! + predicted(filter, left, above, corner)
    }
  }
  return { bytes, step }
}

/** PNG's filters (RFC 2083, 6): what a byte is expected to be from those around it. */
function predicted(filter: number | undefined, left: number, above: number, corner: number) {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return above
  if (filter === 3) return (left + above) >> 1
  const [a, b, c] = [left, above, corner].map(each => Math.abs(left + above - corner - each))
  return a! <= b! && a! <= c! ? left : b! <= c! ? above : corner
}
