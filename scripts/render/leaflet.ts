import type { ElementContent } from 'hast'
import type { Edition } from '../compose/edition.ts'
import type { Leaflet } from '../read/publication.ts'
import type { Printer } from './chromium.ts'
import { fitted } from './fitted.ts'
import { cssString, h, withPictures } from './html.ts'
import { type LayoutName, layouts, measure, pageRules } from './layout.ts'
import { pin } from './pin.ts'
import { imprints, opening, pageCount, printPage, type Stock, withAddresses } from './print-page.ts'

/** A leaflet as a PDF in one layout; `rules` are style rules that come last. */
export async function leaflet(
  edition: Edition<Leaflet>,
  layout: LayoutName,
  stock: Stock,
  printer: Printer,
  rules = '',
): Promise<Uint8Array> {
  return pin(await printer.print(leafletPage(edition, layout, stock, rules)), edition.stamp)
}

/** The page that {@link leaflet} prints. */
export function leafletPage(
  edition: Edition<Leaflet>,
  layout: LayoutName,
  stock: Stock,
  rules = '',
): string {
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
        ...(withAddresses(fitted(withPictures(part.tree, edition), measure(layouts[layout])))
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
  const { text } = stock.templates
  const styles = ['leaflet', ...layouts[layout].styles].map(name => text(`leaflet/${name}.css`))
  return printPage(
    edition,
    body,
    [...styles, pageRules(layouts[layout]), furniture(edition, layout), rules],
    stock,
  )
}

/** What stands at the foot: where it is narrow or in large print, on two lines. */
function furniture({ words, footer, dir }: Edition, layout: LayoutName): string {
  const [start, end] = dir === 'rtl' ? ['right', 'left'] : ['left', 'right']
  const from = cssString(footer.join('  ·  '))
  const count = pageCount(words['page-of'])
  if (layouts[layout].styles.length === 0)
    return `@page{@bottom-${start}{content:${from}}@bottom-${end}{content:${count}}}`
  return `@page{@bottom-${start}{content:${from} "\\A" ${count};white-space:pre}}`
}
