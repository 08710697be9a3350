import type { ElementContent } from 'hast'
import type { Edition } from '../compose/edition.ts'
import type { Format, Leaflet } from '../read/publication.ts'
import type { Printer } from './chromium.ts'
import { fitted } from './fitted.ts'
import { cssString, h, withPictures } from './html.ts'
import { pin } from './pin.ts'
import { imprints, opening, pageCount, printPage, type Stock, withAddresses } from './print-page.ts'

/** The width of a table's line in em of its own type, a little less than the sheet has. */
const measure = 38

/** The name that CSS knows each sheet by. */
const sheets: Readonly<Record<Format, string>> = { a4: 'A4', letter: 'letter' }

/** A leaflet as a PDF on one sheet size. */
export async function leaflet(
  edition: Edition<Leaflet>,
  format: Format,
  stock: Stock,
  printer: Printer,
): Promise<Uint8Array> {
  return pin(await printer.print(leafletPage(edition, format, stock)), edition.stamp)
}

/** The page that {@link leaflet} prints. */
export function leafletPage(edition: Edition<Leaflet>, format: Format, stock: Stock): string {
  const { parts, words, title, colophon } = edition
  const single = parts.length === 1
  const body: ElementContent[] = [
    h(
      'header',
      { className: ['masthead'] },
      ...(edition.publisher ? [h('p', { className: ['publisher'] }, edition.publisher)] : []),
      ...(single && parts[0]
        ? opening({ ...parts[0], title })
        : [h('h1', { className: ['title'] }, title)]),
    ),
    ...parts.map(part =>
      h(
        'article',
        { ...(part.language === edition.language ? {} : { lang: part.language, dir: part.dir }) },
        ...(single ? [] : opening(part, 'h2')),
        ...(withAddresses(fitted(withPictures(part.tree, edition), measure))
          .children as ElementContent[]),
      ),
    ),
    h(
      'section',
      { className: ['colophon'] },
      h('h2', {}, words['about-leaflet']),
      imprints(colophon),
    ),
  ]
  return printPage(
    edition,
    body,
    [stock.templates.text('leaflet/leaflet.css'), furniture(edition, format)],
    stock,
  )
}

function furniture({ words, footer, dir }: Edition, format: Format): string {
  const [start, end] = dir === 'rtl' ? ['right', 'left'] : ['left', 'right']
  return (
    `@page{size:${sheets[format]};` +
    `@bottom-${start}{content:${cssString(footer.join('  ·  '))}}` +
    `@bottom-${end}{content:${pageCount(words['page-of'])}}}`
  )
}
