import type { Element, ElementContent } from 'hast'
import type { Edition } from '../compose/edition.ts'
import type { Leaflet } from '../read/publication.ts'
import { fill } from '../read/templates.ts'
import type { Printer } from './chromium.ts'
import { finished } from './finished.ts'
import { fitted } from './fitted.ts'
import { cssString, h, withPictures } from './html.ts'
import { type LayoutName, layouts, measure, pageRules, tableRoom } from './layout.ts'
import { openPdf } from './pdf/pdf.ts'
import {
  imprints,
  opening,
  pageCount,
  printPage,
  type Stock,
  withAddresses,
  written,
} from './print-page.ts'
import { qrCode } from './qr-code.ts'
import { fewLines, toWrite } from './to-write.ts'

/** A leaflet as a PDF in one layout; `rules` are style rules that come last. */
export async function leaflet(
  edition: Edition<Leaflet>,
  layout: LayoutName,
  stock: Stock,
  printer: Printer,
  rules = '',
): Promise<Uint8Array> {
  const page = (more: string) => leafletPage(edition, layout, stock, rules + more)
  const html = page('')
  if (!edition.publication.notes) return finished(await printer.print(html), html, edition)
  // Lines to write on fill what is left of the last page, and never make one more.
  const few = await printer.print(page(fewLines))
  const many = await printer.print(html)
  const count = (pdf: Uint8Array) => openPdf(pdf).pages().length
  return finished(count(many) > count(few) ? few : many, html, edition)
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
        ...(withAddresses(
          fitted(
            withPictures(part.tree, edition),
            measure(layouts[layout]),
            tableRoom(layouts[layout]),
          ),
        ).children as ElementContent[]),
      ),
    ),
    ...(edition.publication.web ? [onTheWeb(edition.publication.web, edition, layout)] : []),
    ...toWrite(edition),
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

/** Where the leaflet stands on the web, for a telephone and in words. */
function onTheWeb(web: string, { words }: Edition, layout: LayoutName): Element {
  const address = web.replace(/^https:\/\//, '')
  return h(
    'section',
    { className: ['on-the-web'] },
    qrCode(web, fill(words['qr-code'], { address }), layouts[layout].type / layouts.a4.type),
    h('p', {}, `${words['on-the-web']} `, h('a', { href: web }, address)),
  )
}

/** What stands at the foot: where it is narrow or in large print, on two lines. */
function furniture({ words, footer, dir }: Edition, layout: LayoutName): string {
  const [start, end] = dir === 'rtl' ? ['right', 'left'] : ['left', 'right']
  const line = footer.join('  ·  ')
  const from = cssString(line)
  const count = pageCount(words['page-of'])
  if (layouts[layout].styles.length === 0)
    return `@page{@bottom-${start}{content:${from}${written(line)}}@bottom-${end}{content:${count}${written(words['page-of'])}}}`
  return `@page{@bottom-${start}{content:${from} "\\A" ${count};white-space:pre${written(line + words['page-of'])}}}`
}
