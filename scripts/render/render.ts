import type { Edition } from '../compose/edition.ts'
import type { Book, Ebook, Leaflet } from '../read/publication.ts'
import { book } from './book.ts'
import type { Printer } from './chromium.ts'
import { ebook } from './ebook/ebook.ts'
import { leaflet } from './leaflet.ts'
import type { Stock } from './print-page.ts'
import { withProvenance } from './with-provenance.ts'

/** A file as it comes from the press. */
export interface Rendered {
  /** Path within the output folder. */
  readonly path: string
  readonly bytes: Uint8Array
}

/** Renders an edition: a leaflet once for each of its formats, a book, an ebook. */
export async function render(
  edition: Edition,
  stock: Stock,
  printer: Printer,
): Promise<readonly Rendered[]> {
  const { publication } = edition
  // A proof never stands among what may be handed out.
  const folder = (name: string) => (edition.standing === 'proof' ? 'proofs' : name)
  switch (publication.kind) {
    case 'leaflet': {
      const files: Rendered[] = []
      for (const format of publication.formats) {
        const plain = await leaflet(edition as Edition<Leaflet>, format, stock, printer)
        const bytes = await withProvenance(plain, edition.provenance)
        files.push({ path: `${folder('leaflets')}/${publication.id}-${format}.pdf`, bytes })
      }
      return files
    }
    case 'book': {
      const plain = await book(edition as Edition<Book>, stock, printer)
      const bytes = await withProvenance(plain, edition.provenance)
      return [{ path: `${folder('books')}/${publication.id}.pdf`, bytes }]
    }
    case 'ebook': {
      const bytes = await ebook(edition as Edition<Ebook>, stock, printer)
      return [{ path: `${folder('ebooks')}/${publication.id}.epub`, bytes }]
    }
  }
}
