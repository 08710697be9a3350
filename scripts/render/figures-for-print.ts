import type { Edition } from '../compose/edition.ts'
import type { Finding } from '../read/finding.ts'
import type { Figure } from '../read/manuscript.ts'

/** The largest picture that a page has room for, 170 × 250 mm, in pixels at 300 an inch. */
const most = { width: 2008, height: 2953 } as const

/**
 * An edition whose photographs are fit for print and no larger than paper can show.
 *
 * They are turned as the camera was held, and keep their colour profile; where and by whom they
 * were taken is left out. A picture that cannot be read to its end is an error. The same picture
 * gives the same bytes.
 */
export async function figuresForPrint<E extends Edition>(
  edition: E,
): Promise<{ readonly edition: E; readonly faults: readonly Finding[] }> {
  if (edition.figures.size === 0) return { edition, faults: [] }
  const figures = new Map<string, Figure>()
  const faults: Finding[] = []
  for (const [path, figure] of edition.figures) {
    try {
      figures.set(path, await forPrint(figure))
    } catch {
      figures.set(path, figure)
      faults.push({
        rule: 'figure',
        severity: 'error',
        file: path,
        reason: `Broken picture \`${path}\`, expected one that can be read to its end`,
        note: 'Open it in a picture program and save it again.',
      })
    }
  }
  return { edition: { ...edition, figures }, faults }
}

const made = new WeakMap<Uint8Array, Promise<Figure>>()

/** A picture stands in many publications and is made once. */
function forPrint(figure: Figure): Promise<Figure> {
  const known = made.get(figure.bytes) ?? prepared(figure)
  made.set(figure.bytes, known)
  return known
}

async function prepared({ file, bytes }: Figure): Promise<Figure> {
  // The library takes a while to load, and few manuscripts have photographs.
  const { default: sharp } = await import('sharp')
  const { format, hasAlpha, space } = await sharp(bytes).metadata()
  const fit = sharp(bytes)
    .autoOrient()
    .resize({ ...most, fit: 'inside', withoutEnlargement: true })
  // Four inks are a printing press's own: screens and office printers mix three lights.
  const whole = space === 'cmyk' ? fit.toColourspace('srgb') : fit.keepIccProfile()
  const photograph = format === 'jpeg' || (format === 'webp' && !hasAlpha)
  return photograph
    ? {
        file,
        mediaType: 'image/jpeg',
        bytes: await whole.jpeg({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer(),
      }
    : { file, mediaType: 'image/png', bytes: await whole.png({ compressionLevel: 9 }).toBuffer() }
}
