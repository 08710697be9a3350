import type { Edition } from '../../compose/edition.ts'
import type { Ebook } from '../../read/publication.ts'
import type { PrintedPages } from '../printed-pages.ts'
import { metadata } from './metadata.ts'
import { escapeXml } from './xhtml.ts'

/** One file of the package as its manifest names it. */
export interface Item {
  readonly id: string
  readonly href: string
  readonly type: string
  readonly properties?: string
  /** True where it is read in its turn. */
  readonly spine?: boolean
}

/** The package document: what the book is, what it holds, in which order it is read. */
export function packageDocument(
  edition: Edition<Ebook>,
  items: readonly Item[],
  pages?: PrintedPages,
): string {
  const manifest = items.map(
    ({ id, href, type, properties }) =>
      `<item id="${id}" href="${escapeXml(href)}" media-type="${type}"${properties ? ` properties="${properties}"` : ''}/>`,
  )
  const spine = items.filter(({ spine }) => spine).map(({ id }) => `<itemref idref="${id}"/>`)
  const { language, dir } = edition
  const direction = dir === 'rtl' ? ' page-progression-direction="rtl"' : ''
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="identifier" xml:lang="${language}" dir="${dir}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
${metadata(edition, pages).join('\n')}
</metadata>
<manifest>
${manifest.join('\n')}
</manifest>
<spine toc="ncx"${direction}>
${spine.join('\n')}
</spine>
</package>
`
}
