import type { Edition } from '../compose/edition.ts'
import type { Finding } from '../read/finding.ts'
import type { Format, Leaflet, PaperFormat } from '../read/publication.ts'
import type { Printer } from './chromium.ts'
import { inked } from './grey/inked.ts'
import { imposed } from './imposition/imposed.ts'
import { impositions } from './imposition/impositions.ts'
import { type LayoutName, layouts, tableRoom } from './layout.ts'
import { leaflet } from './leaflet.ts'
import { overset } from './overset.ts'
import { panels } from './panels.ts'
import { openPdf } from './pdf/pdf.ts'
import type { Stock } from './print-page.ts'
import { wideTables } from './wide-tables.ts'

/** A publication in one format, and what is wrong with it. */
export interface Formatted {
  readonly pdf: Uint8Array
  /** The tagged pages that it is made of; of a format for reading, the same. */
  readonly pages: Uint8Array
  readonly faults: readonly Finding[]
}

/** Gives the pages of a layout. */
export type Setter = (layout: LayoutName, printer: Printer) => Promise<Uint8Array>

/** Sets each layout once, whatever number of formats is made of its pages. */
export function setOnce(edition: Edition<Leaflet>, stock: Stock): Setter {
  const made = new Map<LayoutName, Promise<Uint8Array>>()
  return (layout, printer) => {
    const set = layout.startsWith('panel-') ? panels : leaflet
    const pages = made.get(layout) ?? set(edition, layout, stock, printer)
    made.set(layout, pages)
    return pages
  }
}

/** A leaflet in one of its formats: pages for reading, or sheets that are made of pages. */
export async function leafletAs(
  format: Format,
  edition: Edition<Leaflet>,
  set: Setter,
  printer: Printer,
): Promise<Formatted> {
  const named = `\`${edition.publication.id}\` as ${format}`
  if (!isPaper(format)) {
    const pdf = await set(format, printer)
    return { pdf, pages: pdf, faults: wideTables(edition, tableRoom(layouts[format]), named) }
  }
  const { layout, sheets, flip, most } = impositions[format]
  const pages = await set(layout, printer)
  const { signature, paper, colour } = edition.publication.print
  const binding = edition.dir === 'rtl' ? 'right' : 'left'
  const count = openPdf(pages).pages().length
  const ink = await inked(pages, colour, edition.publication)
  return {
    pdf: imposed(ink.pages, sheets(count, { signature, paper, binding }), { flip }),
    pages,
    faults: [
      ...ink.faults,
      ...wideTables(edition, tableRoom(layouts[layout]), named),
      ...(most && count > most ? overset(pages, most, format, edition) : []),
    ],
  }
}

function isPaper(format: Format): format is PaperFormat {
  return format in impositions
}
