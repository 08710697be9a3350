import type { ElementContent } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { anchors } from './anchors.ts'
import type { Printer } from './chromium.ts'
import { facesFor, fontData, fontRules, toHtml, visible } from './html.ts'
import { mended } from './pdf/mended.ts'
import type { Stock } from './print-page.ts'
import { readable } from './readable.ts'

/** Review forms as one PDF; the same forms give the same bytes. */
export async function reviewSheets(
  body: string,
  title: string,
  stock: Stock,
  printer: Printer,
): Promise<Uint8Array> {
  const css = stock.templates.text('review/form.css')
  const tree = fromHtml(body, { fragment: true }).children as ElementContent[]
  const html = visible(toHtml(readable(tree)), stock.fonts)
  const faces = facesFor(`${html}<code>`, stock.fonts, `${title}${css}0123456789`)
  const page =
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>` +
    `<style>${fontRules(faces, stock.fonts.families, fontData)}${css}</style></head><body>${html}</body></html>`
  const told = { title, language: 'en', stamp: '2000-01-01', anchors: anchors(page) }
  return mended(await printer.print(page), told)
}
