import type { Edition } from '../../compose/edition.ts'
import { facesFor, fontData, fontRules, h, toHtml, visible } from '../html.ts'
import type { Stock } from '../print-page.ts'

/** Size of a cover in pixels, the 1.6 to 1 that shops ask for. */
export const coverSize = { width: 1600, height: 2560 } as const

/** A cover made from the title, as a page for the browser to take a picture of. */
export function coverPage(edition: Edition, stock: Stock): string {
  const { title, subtitle, publisher, language, dir, standing, words } = edition
  const body = toHtml([
    h('p', { className: ['publisher'] }, publisher ?? ''),
    h('h1', {}, title),
    ...(subtitle ? [h('p', { className: ['subtitle'] }, subtitle)] : []),
    ...(standing === 'proof' ? [h('p', { className: ['proof'] }, words['proof-banner'])] : []),
  ])
  const html = visible(body, stock.fonts)
  const faces = facesFor(html, stock.fonts)
  const css =
    fontRules(faces, stock.fonts.families, fontData) +
    stock.templates.text('themes/calm.css') +
    stock.templates.text('ebook/cover.css')
  return `<!doctype html><html lang="${language}" dir="${dir}"><head><meta charset="utf-8"><style>${css}</style></head><body>${html}</body></html>`
}
