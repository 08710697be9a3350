import type { Html, Nodes, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { type Finding, placeOf } from './finding.ts'

/**
 * Elements of raw HTML that may stand in a chapter. Any other loses its tags and keeps its text.
 * What these carry beyond the attributes of {@link harmlessAttributes} is dropped.
 */
export const harmlessElements: readonly string[] = (
  'a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em ' +
  'figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q rp rt ruby s samp ' +
  'section small span strong sub summary sup table tbody td tfoot th thead tr u ul var wbr'
).split(' ')

/** Elements whose content is not text for a reader: they go with all that they hold. */
export const silentElements: readonly string[] = ['script', 'style']

/** Attributes that raw HTML may keep, by hast property name; `*` stands for every element. */
export const harmlessAttributes: Readonly<Record<string, readonly string[]>> = {
  '*': ['id', 'name', 'lang', 'dir', 'title', 'align'],
  a: ['href'],
  abbr: ['title'],
  col: ['span'],
  colgroup: ['span'],
  img: ['src', 'alt', 'width', 'height'],
  input: ['type', 'checked', 'disabled'],
  li: ['value'],
  ol: ['start', 'reversed'],
  td: ['colSpan', 'rowSpan'],
  th: ['colSpan', 'rowSpan', 'scope'],
}

const element = /<([a-z][a-z0-9:-]*)\b/gi
const active = /\s(on[a-z]+)\s*=|(?:href|src)\s*=\s*["']?\s*(javascript|vbscript|data):/gi

/** Names the raw HTML of a text that will not pass, with its place. */
export function unexpectedHtml(source: Root, file: string): readonly Finding[] {
  const findings: Finding[] = []
  visit(source as Nodes, ['link', 'definition'], node => {
    const url = node.type === 'link' || node.type === 'definition' ? node.url : ''
    const [, scheme = ''] = /^([a-z][a-z0-9+.-]*):/i.exec(url) ?? []
    if (!/^(javascript|vbscript|data)$/i.test(scheme)) return
    findings.push({
      rule: 'raw-html',
      severity: 'warning',
      ...placeOf(file, node),
      reason: `Unexpected active content \`${scheme}:\` in a link`,
      note: 'It is left out and the words of the link are printed: nothing in a leaflet may run.',
    })
  })
  visit(source as Nodes, 'html', node => {
    for (const match of node.value.replace(/<!--[\s\S]*?(-->|$)/g, blank).matchAll(element)) {
      const name = (match[1] ?? '').toLowerCase()
      if (harmlessElements.includes(name)) continue
      const silent = silentElements.includes(name)
      findings.push({
        ...at(node, match.index, file),
        rule: 'raw-html',
        severity: 'warning',
        reason: `Unexpected HTML element \`${name}\``,
        note: silent
          ? 'It is left out with all that it holds: it is not text for a reader.'
          : 'Its tags are left out and its text is printed. Say it in Markdown instead.',
      })
    }
    for (const match of node.value.matchAll(active)) {
      findings.push({
        ...at(node, match.index + 1, file),
        rule: 'raw-html',
        severity: 'warning',
        reason: `Unexpected active content \`${match[1] ?? `${match[2]}:`}\` in HTML`,
        note: 'It is left out: nothing in a leaflet may run.',
      })
    }
  })
  return findings
}

function blank(comment: string): string {
  return comment.replace(/[^\n]/g, ' ')
}

function at(node: Html, offset: number, file: string) {
  const place = placeOf(file, node)
  if (!place.start) return place
  const before = node.value.slice(0, offset).split('\n')
  const line = place.start.line + before.length - 1
  const column =
    before.length === 1 ? place.start.column + offset : (before.at(-1) ?? '').length + 1
  return { file, start: { line, column } }
}
