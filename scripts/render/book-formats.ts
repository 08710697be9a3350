import type { Edition } from '../compose/edition.ts'
import type { Book, BookFormat } from '../read/publication.ts'
import { book } from './book.ts'
import { type BookLayout, bookTableRoom } from './book-layout.ts'
import type { Printer } from './chromium.ts'
import { inked } from './grey/inked.ts'
import { imposed } from './imposition/imposed.ts'
import { impositions } from './imposition/impositions.ts'
import { bleed, trimmed } from './imposition/trimmed.ts'
import type { Formatted } from './leaflet-formats.ts'
import { openPdf } from './pdf/pdf.ts'
import type { Stock } from './print-page.ts'
import { wideTables } from './wide-tables.ts'

/** So much more than the bleed is printed, since browsers round the size of a page; in mm. */
const slack = 1

/** Gives the pages of a layout. */
export type BookSetter = (layout: BookLayout, printer: Printer) => Promise<Uint8Array>

/** Sets each layout once, whatever number of formats is made of its pages. */
export function setBookOnce(edition: Edition<Book>, stock: Stock): BookSetter {
  const made = new Map<string, Promise<Uint8Array>>()
  return (layout, printer) => {
    const key = JSON.stringify(layout)
    const pages = made.get(key) ?? book(edition, stock, printer, layout)
    made.set(key, pages)
    return pages
  }
}

/** A book in one of its formats: to read, for a print shop, or as a booklet. */
export async function bookAs(
  format: BookFormat | 'reading',
  edition: Edition<Book>,
  set: BookSetter,
  printer: Printer,
): Promise<Formatted> {
  const { id, trim, print } = edition.publication
  const layout = bookLayout(format, trim)
  const pages = await set(layout, printer)
  const named = format === 'reading' ? `\`${id}\`` : `\`${id}\` as ${format}`
  const wide = wideTables(edition, bookTableRoom(layout), named)
  if (format === 'reading') return { pdf: pages, pages, faults: wide }
  const ink = await inked(pages, print.colour, edition.publication)
  const faults = [...ink.faults, ...wide]
  if (format === 'print') return { pdf: trimmed(ink.pages, { ...layout, ...print }), pages, faults }
  const { sheets, flip } = impositions[format]
  const { signature, paper } = print
  const binding = edition.dir === 'rtl' ? 'right' : 'left'
  const count = openPdf(pages).pages().length
  const pdf = imposed(ink.pages, sheets(count, { signature, paper, binding }), { flip })
  return { pdf, pages, faults }
}

function bookLayout(format: BookFormat | 'reading', trim: BookLayout['trim']): BookLayout {
  if (format === 'print') return { trim, beyond: bleed + slack }
  if (format === 'reading') return { trim, beyond: 0 }
  return { trim: format === 'booklet-a4' ? 'a5' : 'half-letter', beyond: 0 }
}
