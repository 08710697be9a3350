import type { Edition } from '../compose/edition.ts'
import type { Finding } from '../read/finding.ts'
import type { Book, Ebook, Leaflet } from '../read/publication.ts'
import { bookAs, setBookOnce } from './book-formats.ts'
import type { Printer } from './chromium.ts'
import { figuresForPrint } from './figures-for-print.ts'
import { type Formatted, leafletAs, setOnce } from './leaflet-formats.ts'
import type { Stock } from './print-page.ts'
import type { PrintedPages } from './printed-pages.ts'
import { PrintFailed } from './printing-room.ts'
import { proofReading, sheetReading } from './proof-reading/proof-reading.ts'

/** A file as it comes from the press. */
export interface Rendered {
  /** Path within the output folder. */
  readonly path: string
  readonly bytes: Uint8Array
}

/** What came of rendering an edition. */
export interface Rendering {
  readonly files: readonly Rendered[]
  /** Paths of finals that are not among `files`, since an error was found in each. */
  readonly refused: readonly string[]
  /** What only setting could show, such as text that has no room. */
  readonly faults: readonly Finding[]
}

/**
 * Renders an edition: a leaflet once for each of its formats, a book, an ebook.
 *
 * @param pages of an ebook, where the pages of the printed book of the same words begin.
 */
export async function render(
  composed: Edition,
  stock: Stock,
  printer: Printer,
  pages?: PrintedPages,
): Promise<Rendering> {
  const { edition, faults: broken } = await figuresForPrint(composed)
  const { publication } = edition
  // A proof never stands among what may be handed out.
  const folder = (name: string) => (edition.standing === 'proof' ? 'proofs' : name)
  const finished = async (path: string, { pdf, pages, faults }: Formatted): Promise<Rendering> => {
    const read = await proofReading(edition, path, pages, stock.fonts)
    const sheets = pdf === pages ? [] : sheetReading(edition, path, pages, pdf)
    return judged(edition, { path, bytes: pdf }, [...broken, ...faults, ...read, ...sheets])
  }
  switch (publication.kind) {
    case 'leaflet': {
      const leaflet = edition as Edition<Leaflet>
      const made: Rendering[] = []
      const set = setOnce(leaflet, stock)
      for (const format of publication.formats) {
        const path = `${folder('leaflets')}/${publication.id}-${format}.pdf`
        made.push(
          await finished(path, await leafletAs(format, leaflet, set, naming(printer, path))),
        )
      }
      return together(made)
    }
    case 'book': {
      const bound = edition as Edition<Book>
      const made: Rendering[] = []
      const set = setBookOnce(bound, stock)
      for (const format of ['reading', ...publication.formats] as const) {
        const name = format === 'reading' ? publication.id : `${publication.id}-${format}`
        const path = `${folder('books')}/${name}.pdf`
        made.push(await finished(path, await bookAs(format, bound, set, naming(printer, path))))
      }
      return together(made)
    }
    case 'ebook': {
      // What packs an EPUB takes long to load, and few runs need it.
      const { ebook } = await import('./ebook/ebook.ts')
      const path = `${folder('ebooks')}/${publication.id}.epub`
      const bytes = await ebook(edition as Edition<Ebook>, stock, naming(printer, path), pages)
      const faults = await proofReading(edition, path, bytes, stock.fonts)
      return judged(edition, { path, bytes }, [...broken, ...faults])
    }
  }
}

/** A printer that says of a failed print which file it was to become. */
function naming(printer: Printer, path: string): Printer {
  const named = (error: unknown) => {
    throw error instanceof PrintFailed ? new PrintFailed(error.message, path) : error
  }
  return {
    ...printer,
    print: html => printer.print(html).catch(named),
    picture: (html, width, height) => printer.picture(html, width, height).catch(named),
  }
}

/** A final with an error in it is kept back; a proof shows what is wrong with it. */
function judged({ standing }: Edition, file: Rendered, faults: readonly Finding[]): Rendering {
  const wrong = faults.some(({ severity }) => severity === 'error')
  return standing === 'final' && wrong
    ? { files: [], refused: [file.path], faults }
    : { files: [file], refused: [], faults }
}

function together(renderings: readonly Rendering[]): Rendering {
  return {
    files: renderings.flatMap(({ files }) => files),
    refused: renderings.flatMap(({ refused }) => refused),
    // What is wrong with a picture is wrong in each format, and said once.
    faults: [...new Set(renderings.flatMap(({ faults }) => faults))],
  }
}
