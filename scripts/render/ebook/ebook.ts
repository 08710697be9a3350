import type { Edition } from '../../compose/edition.ts'
import type { Ebook } from '../../read/publication.ts'
import { contents } from '../book.ts'
import type { Printer } from '../chromium.ts'
import { characters, fontLists, fontRules, visible } from '../html.ts'
import type { Stock } from '../print-page.ts'
import type { PrintedPages } from '../printed-pages.ts'
import { archive, type Entry } from './archive.ts'
import { chapterDocument, hasDrawing, idFiles } from './chapter.ts'
import { coverPage, coverSize } from './cover.ts'
import { colophonPage, coverDocument, landmarks, titlePage } from './matter.ts'
import { navigation, ncx } from './navigation.ts'
import { type Item, packageDocument } from './package.ts'
import { pageBreaks } from './page-list.ts'
import { lessOthers, subset } from './subset.ts'
import { type Document, xhtml } from './xhtml.ts'

/**
 * An ebook as EPUB 3.3, with a cover made from its title.
 *
 * @param pages where the pages of the printed book of the same words begin.
 */
export async function ebook(
  edition: Edition<Ebook>,
  stock: Stock,
  printer: Printer,
  pages?: PrintedPages,
): Promise<Uint8Array> {
  const { width, height } = coverSize
  const cover = await printer.picture(coverPage(edition, stock), width, height)
  return archive(edition.title, await files(edition, stock, cover, pages), edition.stamp)
}

/** The files of the archive, in the order in which they are written. */
export async function files(
  edition: Edition<Ebook>,
  stock: Stock,
  cover: Uint8Array,
  pages?: PrintedPages,
): Promise<readonly Entry[]> {
  const images = imageNames(edition)
  const ids = idFiles(edition.parts)
  const breaks = pageBreaks(pages, edition.words)
  const documents = [
    coverDocument(edition),
    titlePage(edition),
    ...edition.parts.map((_, index) => {
      const own = breaks.filter(each => each.part === index)
      return chapterDocument(edition, index, ids, images, own)
    }),
    colophonPage(edition),
  ]
  const entries = contents(edition.parts)
  const nav = navigation(edition, entries, ids, landmarks(edition, documents), breaks)
  const texts = documents.map(document => xhtml(document, stock.fonts))
  const navText = xhtml({ ...nav, body: [] }, stock.fonts).replace(
    '\n\n</body>',
    () => `\n${visible(nav.html, stock.fonts)}\n</body>`,
  )
  const faces = await Promise.all(
    stock.fonts
      .faces(
        // A reading system may part words at the ends of lines.
        characters(...texts, navText, '-'),
        texts.some(text => /<(code|pre|kbd|samp)\b/.test(text)),
      )
      .filter(
        ({ style }) =>
          style === 'normal' || texts.some(text => /<(em|i|cite|dfn|var)\b/.test(text)),
      )
      .map((face, _, all) => subset(lessOthers(face, all, stock.fonts.families))),
  )
  // Reading systems that are old know no variables.
  const lists = fontLists(faces, stock.fonts.families)
  const css =
    fontRules(faces, stock.fonts.families, ({ name }) => `fonts/${name}`) +
    stock.templates
      .text('ebook/ebook.css')
      .replace(/var\(--(text|code)\)/g, (_, list: 'text' | 'code') => lists[list])
  const items: Item[] = [
    { id: 'ncx', href: 'toc.ncx', type: 'application/x-dtbncx+xml' },
    { id: 'style', href: 'style.css', type: 'text/css' },
    { id: 'cover-image', href: 'cover.png', type: 'image/png', properties: 'cover-image' },
    // The contents are read after the title page.
    ...documents.slice(0, 2).map(content),
    {
      id: 'nav',
      href: 'nav.xhtml',
      type: 'application/xhtml+xml',
      properties: 'nav',
      spine: true,
    },
    ...documents.slice(2).map(content),
    ...[...edition.figures.values()].map(
      (figure, index): Item => ({
        id: `image-${index + 1}`,
        href: images.get(figure.file) ?? '',
        type: figure.mediaType,
      }),
    ),
    ...faces.map(
      (face, index): Item => ({
        id: `font-${index + 1}`,
        href: `fonts/${face.name}`,
        type: 'font/woff2',
      }),
    ),
  ]
  const inside: Entry[] = [
    { path: 'package.opf', content: packageDocument(edition, items, pages) },
    { path: 'nav.xhtml', content: navText },
    { path: 'toc.ncx', content: ncx(edition, entries, ids, breaks) },
    { path: 'style.css', content: css },
    { path: 'cover.png', content: cover },
    ...documents.map(({ name }, index): Entry => ({ path: name, content: texts[index] ?? '' })),
    ...[...edition.figures.values()].map(
      ({ file, bytes }): Entry => ({ path: images.get(file) ?? '', content: bytes }),
    ),
    ...faces.map(({ name, bytes }): Entry => ({ path: `fonts/${name}`, content: bytes })),
  ]
  return [
    { path: 'META-INF/container.xml', content: container },
    ...inside.map(({ path, content }) => ({ path: `EPUB/${path}`, content })),
  ]
}

function content(document: Document): Item {
  return {
    id: document.name.replace(/\.xhtml$/, ''),
    href: document.name,
    type: 'application/xhtml+xml',
    spine: true,
    ...(hasDrawing(document.body) ? { properties: 'svg' } : {}),
  }
}

const container = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
`

/** Pictures get names of our own: an archive may not hold every name that a disk may. */
function imageNames({ figures }: Edition): ReadonlyMap<string, string> {
  return new Map(
    [...figures.values()].map(({ file, mediaType }, index) => [
      file,
      `images/image-${index + 1}.${mediaType.replace('image/', '').replace('jpeg', 'jpg')}`,
    ]),
  )
}
