import type { ElementContent, Root } from 'hast'
import { toXast } from 'hast-util-to-xast'
import { toXml } from 'xast-util-to-xml'
import type { Fonts } from '../../read/fonts.ts'
import { directed } from '../directed.ts'
import { h, visible } from '../html.ts'
import { unbroken } from '../unbroken.ts'

/** A content document of an ebook. */
export interface Document {
  /** File name within `EPUB/`. */
  readonly name: string
  readonly title: string
  readonly language: string
  readonly dir: 'ltr' | 'rtl'
  /** `epub:type` of the body. */
  readonly type: string
  readonly body: readonly ElementContent[]
  readonly css?: string
}

const namespaces = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'

/** A document as XHTML text. */
export function xhtml(document: Document, fonts: Fonts): string {
  const { title, language, dir, type, body, css = 'style.css' } = document
  const lang = `lang="${language}" xml:lang="${language}" dir="${dir}"`
  const content = visible(toXhtml(unbroken(directed(body, dir))), fonts)
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html ${namespaces} ${lang}>\n` +
    `<head><meta charset="utf-8"/><title>${escapeXml(visible(title, fonts))}</title>` +
    `<link rel="stylesheet" type="text/css" href="${css}"/></head>\n` +
    `<body epub:type="${type}">\n${content}\n</body>\n</html>\n`
  )
}

/** Nodes as XHTML, without what XML cannot hold. */
export function toXhtml(nodes: ElementContent[]): string {
  const root: Root = { type: 'root', children: nodes.map(withLanguage) }
  return (
    toXml(toXast(root) as Parameters<typeof toXml>[0], { closeEmptyElements: true })
      .replaceAll(' xmlns="http://www.w3.org/1999/xhtml"', '')
      .replaceAll(']]>', ']]&gt;')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids just these
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
  )
}

function withLanguage(node: ElementContent): ElementContent {
  if (node.type !== 'element') return node
  const { lang } = node.properties
  return h(
    node.tagName,
    lang ? { ...node.properties, xmlLang: lang } : node.properties,
    ...node.children.map(withLanguage),
  )
}

/** A text between tags or quotes. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`)
}
