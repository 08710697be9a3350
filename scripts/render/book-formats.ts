import type { Edition } from '../compose/edition.ts'
import type { Book, BookFormat } from '../read/publication.ts'
import { book } from './book.ts'
import type { Printer } from './chromium.ts'
import { grey } from './grey/grey.ts'
import { imposed } from './imposition/imposed.ts'
import { impositions } from './imposition/impositions.ts'
import { bleed, trimmed } from './imposition/trimmed.ts'
import { openPdf } from './pdf/pdf.ts'
import type { Stock } from './print-page.ts'

/** So much more than the bleed is printed, since browsers round the size of a page; in mm. */
const slack = 1

/** A book made ready for paper (for a print shop, or as a booklet), and the pages it is made of. */
export async function bookAs(
  format: BookFormat,
  edition: Edition<Book>,
  stock: Stock,
  printer: Printer,
): Promise<{ readonly pdf: Uint8Array; readonly pages: Uint8Array }> {
  const { trim, print } = edition.publication
  const inked = async (pdf: Uint8Array) => (print.colour === 'greyscale' ? grey(pdf, printer) : pdf)
  if (format === 'print') {
    const beyond = bleed + slack
    const pages = await book(edition, stock, printer, { trim, beyond })
    return { pdf: trimmed(await inked(pages), { trim, beyond, ...print }), pages }
  }
  const { sheets, flip } = impositions[format]
  const half = format === 'booklet-a4' ? 'a5' : 'half-letter'
  const pages = await book(edition, stock, printer, { trim: half, beyond: 0 })
  const { signature, paper } = print
  const binding = edition.dir === 'rtl' ? 'right' : 'left'
  const count = openPdf(pages).pages().length
  const folding = { signature, paper, binding } as const
  return { pdf: imposed(await inked(pages), sheets(count, folding), { flip }), pages }
}
