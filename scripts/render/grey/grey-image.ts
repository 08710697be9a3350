import type { Stream } from '../pdf/object.ts'
import { type Pdf, packed, unpacked } from '../pdf/pdf.ts'
import { NotGrey } from './grey-content.ts'

/** A picture in a PDF as DeviceGray, eight bits a dot; one that is grey stays as it is. */
export async function greyImage(pdf: Pdf, image: Stream): Promise<Stream> {
  const { dict } = image
  if (dict.get('ImageMask') === true || components(pdf, image) === 1) return image
  const [width = 0, height = 0] = [dict.get('Width'), dict.get('Height')].map(Number)
  const bytes = dict.get('Filter') === '/DCTDecode' ? await decoded(image.packed) : unpacked(image)
  const entries = new Map(dict)
  for (const key of ['DecodeParms', 'ColorTransform', 'Decode']) entries.delete(key)
  entries.set('ColorSpace', '/DeviceGray')
  entries.set('BitsPerComponent', 8)
  return packed(greyed(bytes, width * height), entries)
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
  throw new NotGrey('a picture in unusual colours')
}

function greyed(bytes: Uint8Array, dots: number): Uint8Array {
  const greys = new Uint8Array(dots)
  for (let dot = 0, at = 0; dot < dots; dot += 1, at += 3) {
    const [red = 0, green = 0, blue = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]]
    greys[dot] = Math.round(0.3 * red + 0.59 * green + 0.11 * blue)
  }
  return greys
}

/** A JPEG's dots, red, green and blue. */
async function decoded(jpeg: Uint8Array): Promise<Uint8Array> {
  // The library takes a while to load, and few manuscripts have photographs.
  const { default: sharp } = await import('sharp')
  return sharp(jpeg).toColourspace('srgb').removeAlpha().raw().toBuffer()
}
