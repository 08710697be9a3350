import type { Edition } from '../compose/edition.ts'
import { provenanceKey } from '../review/provenance.ts'
import { anchors } from './anchors.ts'
import { mended } from './pdf/mended.ts'

/**
 * What a browser printed of a page, as it leaves the press: readable for everyone, dated by its
 * text, and saying what it was made from.
 */
export function finished(
  pdf: Uint8Array,
  html: string,
  {
    title,
    language,
    stamp,
    provenance,
  }: Pick<Edition, 'title' | 'language' | 'stamp' | 'provenance'>,
): Uint8Array {
  const properties = { [provenanceKey]: provenance }
  return mended(pdf, { title, language, stamp, properties, anchors: anchors(html) })
}
