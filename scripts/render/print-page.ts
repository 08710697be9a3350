import type { Element, ElementContent, Root } from 'hast'
import type { Edition, Imprint, Part } from '../compose/edition.ts'
import type { Fonts } from '../read/fonts.ts'
import type { Templates } from '../read/templates.ts'
import { directed, runs } from './directed.ts'
import { cssString, facesFor, fontData, fontRules, h, toHtml, visible } from './html.ts'
import { readable } from './readable.ts'
import { unbroken } from './unbroken.ts'

/** What renderers are handed: looks and fonts. */
export interface Stock {
  readonly templates: Templates
  readonly fonts: Fonts
}

/** A whole page for the printer: nothing in it points outside. */
export function printPage(
  edition: Edition,
  body: readonly ElementContent[],
  css: readonly string[],
  stock: Stock,
  bannerBox: 'top-center' | 'bottom-center' = 'top-center',
): string {
  const { language, dir, title, standing, words } = edition
  const marks =
    standing === 'proof'
      ? [h('div', { className: ['watermark'], ariaHidden: 'true' }, words.proof)]
      : []
  const html = visible(toHtml(readable(unbroken(directed([...marks, ...body], dir)))), stock.fonts)
  const rules = [
    stock.templates.text('themes/calm.css'),
    stock.templates.text('print.css'),
    ...css,
    standing === 'proof' ? banner(words['proof-banner'], bannerBox) : '',
  ].join('\n')
  const said = visible(rules, stock.fonts)
  const faces = facesFor(html, stock.fonts, `${title}${said}0123456789`)
  const head = toHtml([h('title', {}, title)])
  return (
    `<!doctype html><html lang="${language}" dir="${dir}" class="${standing}"><head><meta charset="utf-8">${head}` +
    `<style>${fontRules(faces, stock.fonts.families, fontData)}${said}</style></head><body>${html}</body></html>`
  )
}

/** Only the margin is sure to stand on every page, so the warning stands there. */
function banner(text: string, box: string): string {
  return `@page{@${box}{content:${cssString(text)};font:700 8.5pt var(--text);color:#a3121f;white-space:nowrap${written(text)}}}`
}

/** The direction of a margin box, where its words have one: it would take the page's. */
export function written(text: string): string {
  const dir = runs(text.replace(/\{pages?\}/g, ''))
  return dir ? `;direction:${dir}` : ''
}

/** "Page 2 of 5" as CSS content, in the order that the language wants. */
export function pageCount(template: string): string {
  return template
    .split(/(\{pages?\})/)
    .filter(Boolean)
    .map(piece =>
      piece === '{page}'
        ? 'counter(page)'
        : piece === '{pages}'
          ? 'counter(pages)'
          : cssString(piece),
    )
    .join(' ')
}

/** On paper a link must say where it leads: its address follows it, where it is not its text. */
export function withAddresses(tree: Root): Root {
  const visit = (nodes: readonly ElementContent[]): ElementContent[] =>
    nodes.flatMap((node): ElementContent[] => {
      if (node.type !== 'element') return [node]
      const children = visit(node.children)
      const copy: Element = { ...node, children }
      const address = node.tagName === 'a' ? addressAfter(node) : ''
      return address ? [copy, h('span', { className: ['address'] }, address)] : [copy]
    })
  return { ...tree, children: visit(tree.children as ElementContent[]) }
}

/** What is printed after a link: where it leads, in brackets; nothing where its text says that. */
export function addressAfter(anchor: Element): string {
  const href = String(anchor.properties.href ?? '')
  if (!/^https?:|^mailto:|^tel:/.test(href)) return ''
  const shown = href.replace(/^(https?:\/\/|mailto:|tel:)/, '').replace(/\/$/, '')
  const text = textIn(anchor).replace(/\s+/g, '')
  const plain = text.replace(/^(https?:\/\/|mailto:|tel:)/, '').replace(/\/$/, '')
  // A picture that is a link has no words to follow.
  return plain === '' || plain === shown ? '' : ` (${shown})`
}

function textIn(node: Element): string {
  return node.children
    .map(child =>
      child.type === 'text' ? child.value : child.type === 'element' ? textIn(child) : '',
    )
    .join('')
}

/** The title, and the sentence that says what it is for. */
export function opening(part: Part, heading: 'h1' | 'h2' = 'h1'): ElementContent[] {
  return [
    h(heading, { id: part.anchor, className: ['title'] }, part.title),
    ...(part.purpose ? [h('p', { className: ['purpose'] }, part.purpose)] : []),
  ]
}

/** The colophon as a list of terms. */
export function imprints(colophon: readonly Imprint[]): Element {
  return h(
    'dl',
    { className: ['imprint'] },
    ...colophon.flatMap(({ label, lines }) => [
      h('dt', {}, label),
      ...lines.map(line => h('dd', {}, line)),
    ]),
  )
}
