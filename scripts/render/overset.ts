import type { Edition } from '../compose/edition.ts'
import type { Finding } from '../read/finding.ts'
import type { Leaflet, PaperFormat } from '../read/publication.ts'
import { impositions } from './imposition/impositions.ts'
import { layouts } from './layout.ts'
import { linesOn } from './lines-on.ts'
import { openPdf } from './pdf/pdf.ts'

/** Text for which the `most` panels of a sheet have no room, as an error. */
export function overset(
  pages: Uint8Array,
  most: number,
  format: PaperFormat,
  { publication }: Edition<Leaflet>,
): readonly Finding[] {
  const { size, margins } = layouts[impositions[format].layout]
  const [head, , foot] = margins.map(each => (each * 72) / 25.4)
  const top = (size[1] * 72) / 25.4
  const pdf = openPdf(pages)
  const beyond = pdf.pages().slice(most)
  const lines = beyond.reduce(
    (sum, page) => sum + linesOn(pdf, page, foot ?? 0, top - (head ?? 0)),
    0,
  )
  const met = lines === 1 ? '1 line' : `${lines} lines`
  return [
    {
      rule: 'overset',
      severity: 'error',
      file: publication.file,
      reason: `Unexpected ${met} overset after panel ${most} of \`${publication.id}\` as ${format}, expected all text on ${most} panels`,
      note: `Shorten the text by ${met}, make a picture or a table smaller, or choose \`${format.replace('tri-fold', 'booklet')}\`, which has room for more.`,
    },
  ]
}
