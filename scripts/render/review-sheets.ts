import { anchors } from './anchors.ts'
import type { Printer } from './chromium.ts'
import { facesFor, fontData, fontRules, visible } from './html.ts'
import { mended } from './pdf/mended.ts'
import type { Stock } from './print-page.ts'

/** Review forms as one PDF; the same forms give the same bytes. */
export async function reviewSheets(
  body: string,
  title: string,
  stock: Stock,
  printer: Printer,
): Promise<Uint8Array> {
  const css = stock.templates.text('review/form.css')
  const html = visible(body, stock.fonts)
  const faces = facesFor(`${html}<code>`, stock.fonts, `${title}${css}0123456789`)
  const page =
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>` +
    `<style>${fontRules(faces, stock.fonts.families, fontData)}${css}</style></head><body>${html}</body></html>`
  const told = { title, language: 'en', stamp: '2000-01-01', anchors: anchors(page) }
  return mended(await printer.print(page), told)
}
