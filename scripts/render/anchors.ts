import { createRequire } from 'node:module'
import type { Element, ElementContent } from 'hast'
import { decoded } from '../read/decoded.ts'
import type { Anchor } from './pdf/mends/links.ts'

const require = createRequire(import.meta.url)

/** The links of a page that is printed, in the order of its text. */
export function anchors(html: string): readonly Anchor[] {
  const body = html.indexOf('<body>')
  const met = html.slice(body).match(/<a\b(?:[^>"]|"[^"]*")*>[\s\S]*?<\/a>/g) ?? []
  if (met.length === 0) return []
  // It takes long to load, and many leaflets have no link.
  const { fromHtml } = require('hast-util-from-html') as typeof import('hast-util-from-html')
  return met.flatMap(source => {
    const [link] = fromHtml(source, { fragment: true }).children
    if (link?.type !== 'element' || typeof link.properties.href !== 'string') return []
    const { href, dataFootnoteRef, dataFootnoteBackref } = link.properties
    const words = wordsOf(link).replace(/\s+/g, ' ').trim()
    const role =
      dataFootnoteRef !== undefined
        ? 'note'
        : dataFootnoteBackref !== undefined
          ? 'back'
          : undefined
    const label = typeof link.properties.ariaLabel === 'string' ? link.properties.ariaLabel : words
    return [{ href: plain(href), words: label, ...(role ? { role } : {}) } as const]
  })
}

/** An address as a browser writes it. */
function plain(href: string): string {
  if (href.startsWith('#')) return `#${decoded(href.slice(1))}`
  return URL.canParse(href) ? new URL(href).href : href
}

function wordsOf(node: Element | ElementContent): string {
  if (node.type === 'text') return node.value
  if (node.type !== 'element' || node.properties.ariaHidden === 'true') return ''
  if (node.tagName === 'img') return String(node.properties.alt ?? '')
  if (node.tagName === 'svg') return String(node.properties.ariaLabel ?? '')
  return node.children.map(wordsOf).join('')
}
