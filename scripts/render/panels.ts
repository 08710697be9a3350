import type { Edition } from '../compose/edition.ts'
import type { Leaflet } from '../read/publication.ts'
import type { Printer } from './chromium.ts'
import { panelCount } from './imposition/tri-fold.ts'
import type { LayoutName } from './layout.ts'
import { leaflet } from './leaflet.ts'
import { openPdf } from './pdf/pdf.ts'
import type { Stock } from './print-page.ts'

/** A cover of its own: the title, and the emergency box where the leaflet begins with one. */
const cover =
  '.masthead:not(:has(+article>.emergency:first-child)),' +
  'header+article>.emergency:first-child{break-after:page}'
const back = '.colophon{break-before:page}'
/** A panel for each section, where there are so few that panels would stay blank. */
const apart = 'article>h2:not(:first-child){break-before:page;margin-top:0}'

/** Where nothing else makes room, an emergency box may run on to the next panel. */
const divided = '.emergency{break-inside:auto}'

/**
 * A leaflet on the panels of one sheet: with a cover and a back of their own where the text leaves
 * room for them, else with less and less air. The closest comes back where none fits.
 */
export async function panels(
  edition: Edition<Leaflet>,
  layout: LayoutName,
  stock: Stock,
  printer: Printer,
): Promise<Uint8Array> {
  let pages = new Uint8Array()
  const designed = stock.templates.text('leaflet/cover.css')
  // From the airiest to the closest.
  const front = cover + designed + back
  const arrangements = [front + apart, front, cover + back, back, '', divided]
  for (const arrangement of arrangements) {
    pages = new Uint8Array(await leaflet(edition, layout, stock, printer, arrangement))
    if (openPdf(pages).pages().length <= panelCount) break
  }
  return pages
}
