import { createRequire } from 'node:module'
import type { EPub as EPubClass } from 'epub-gen-memory'
import type { Day } from '../../read/fields.ts'

// The package is CommonJS, and its default import under ESM is an object around the class.
const { EPub } = createRequire(import.meta.url)('epub-gen-memory') as { EPub: typeof EPubClass }

/** A file of the archive. */
export interface Entry {
  readonly path: string
  readonly content: string | Uint8Array
}

/**
 * The archive of an ebook, holding our own documents and no others.
 *
 * epub-gen-memory would rewrite chapters, fetch what they point to and stamp everything with the
 * present moment; all of that is replaced, so that the same book gives the same bytes.
 */
class Archive extends EPub {
  readonly #entries: readonly Entry[]
  readonly #date: Date

  constructor(title: string, entries: readonly Entry[], stamp: Day) {
    super({ title, description: title, css: '', verbose: false }, [])
    this.#entries = entries
    // A ZIP cannot name a day before 1980.
    this.#date = new Date(`${stamp < '1980-01-01' ? '1980-01-01' : stamp}T00:00:00Z`)
  }

  protected override async generateTemplateFiles(): Promise<void> {
    const options = { date: this.#date, createFolders: false }
    this.zip.file('mimetype', 'application/epub+zip', { ...options, compression: 'STORE' })
    for (const { path, content } of this.#entries) {
      // Fonts and photographs are compressed already.
      const compression = /\.(woff2|jpe?g|png|gif|webp)$/.test(path) ? 'STORE' : 'DEFLATE'
      this.zip.file(path, content, { ...options, compression })
    }
  }

  protected override async downloadAllFonts(): Promise<void> {}
  protected override async downloadAllImages(): Promise<void> {}
  protected override async makeCover(): Promise<void> {}
}

/** The bytes of an ebook made of these files, `mimetype` first. */
export async function archive(
  title: string,
  entries: readonly Entry[],
  stamp: Day,
): Promise<Uint8Array> {
  return new Archive(title, entries, stamp).genEpub()
}
