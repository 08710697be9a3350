import type { Element, ElementContent } from 'hast'
import { visit } from 'unist-util-visit'
import type { Edition, Part } from '../../compose/edition.ts'
import { fitted } from '../fitted.ts'
import { h } from '../html.ts'
import { withMarks } from '../marks.ts'
import { opening } from '../print-page.ts'
import { proofMark } from './matter.ts'
import { named } from './named.ts'
import type { PageBreak } from './page-list.ts'
import type { Document } from './xhtml.ts'

/** The width in em of a telephone's screen: a table that needs more is set smaller there. */
const measure = 20

/** The file name of a chapter in the ebook. */
export function chapterFile(index: number): string {
  return `chapter-${String(index + 1).padStart(3, '0')}.xhtml`
}

/** Which file each id of the book is in. */
export function idFiles(parts: readonly Part[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  parts.forEach((part, index) => {
    files.set(part.anchor, chapterFile(index))
    visit(part.tree, 'element', ({ properties }) => {
      if (typeof properties.id === 'string') files.set(properties.id, chapterFile(index))
    })
  })
  return files
}

/** A chapter as a content document: notes that pop up, links across files, pictures as files. */
export function chapterDocument(
  edition: Edition,
  index: number,
  files: ReadonlyMap<string, string>,
  images: ReadonlyMap<string, string>,
  breaks: readonly PageBreak[] = [],
): Document {
  const own = chapterFile(index)
  const part = edition.parts[index]!
  const marker = ({ id, label }: PageBreak) =>
    h('span', { id, 'epub:type': 'pagebreak', role: 'doc-pagebreak', ariaLabel: label })
  const byMark = new Map(breaks.map(each => [each.mark, each]))
  const opens = byMark.get(undefined)
  const tree = withMarks(fitted(part.tree, measure), {
    place: (node, mark) => {
      const found = byMark.get(mark)
      return found ? [marker(found), node] : [node]
    },
  })
  const change = (node: ElementContent): ElementContent[] => {
    if (node.type !== 'element') return [node]
    if (node.tagName === 'section' && node.properties.dataFootnotes !== undefined) {
      return [notes(node, change)]
    }
    const properties = settled(node, own, files, images)
    return [named({ ...node, properties, children: node.children.flatMap(change) })]
  }
  return {
    name: own,
    title: part.title,
    language: part.language,
    dir: part.dir,
    type: 'bodymatter',
    body: [
      h(
        'section',
        {
          id: own.replace(/\.xhtml$/, ''),
          'epub:type': 'chapter',
          role: 'doc-chapter',
          ariaLabelledBy: [part.anchor],
        },
        ...proofMark(edition),
        ...(opens ? [marker(opens)] : []),
        ...opening(part),
        ...(tree.children as ElementContent[]).flatMap(change),
      ),
    ],
  }
}

/** Attributes as XHTML and EPUB want them. */
function settled(
  node: Element,
  own: string,
  files: ReadonlyMap<string, string>,
  images: ReadonlyMap<string, string>,
): Element['properties'] {
  const { dataFigure, dataFootnoteRef, dataFootnoteBackref, ...properties } = node.properties
  const picture = images.get(String(dataFigure ?? ''))
  if (picture) properties.src = picture
  const { href } = properties
  if (typeof href === 'string' && href.startsWith('#')) {
    const id = href.slice(1)
    const file = files.get(id) ?? own
    properties.href = `${file === own ? '' : file}#${encodeURIComponent(id)}`
  } else if (typeof href === 'string') properties.href = address(href)
  if (dataFootnoteRef !== undefined) {
    properties['epub:type'] = 'noteref'
    properties.role = 'doc-noteref'
    delete properties.ariaDescribedBy
  }
  if (dataFootnoteBackref !== undefined) properties.role = 'doc-backlink'
  const [kind] = Array.isArray(properties.className) ? properties.className : []
  return { ...properties, ...boxes[String(kind)] }
}

/** What the boxes of the press are to a reading system, by their class. */
const boxes: Readonly<Record<string, Element['properties']>> = {
  // Its label is its first line.
  emergency: { 'epub:type': 'notice', role: 'doc-notice', ariaLabel: undefined },
  note: { 'epub:type': 'tip', role: 'doc-tip' },
}

/** An address with nothing in it that a URL may not hold. */
function address(href: string): string {
  const encoded = (text: string) =>
    text
      .replace(/%(?![0-9a-f]{2})/gi, '%25')
      .replace(/[^\w.~:/?#@!$&'()*+,;=%-]/gu, char => encodeURIComponent(char.toWellFormed()))
  if (!URL.canParse(href)) return encoded(href)
  const { href: whole, host } = new URL(href)
  const start = host ? whole.indexOf(host) + host.length : 0
  const [path = '', ...fragment] = whole.slice(start).split('#')
  return whole.slice(0, start) + encoded([path, fragment.join('%23')].filter(Boolean).join('#'))
}

/** Notes as EPUB footnotes, each an `aside` that a reading system can show on the spot. */
function notes(section: Element, change: (node: ElementContent) => ElementContent[]): Element {
  const content = section.children.flatMap((child): ElementContent[] => {
    if (child.type !== 'element' || child.tagName !== 'ol') return change(child)
    const items = child.children.filter(
      (item): item is Element => item.type === 'element' && item.tagName === 'li',
    )
    return items.map((item, index) =>
      h(
        'aside',
        { id: String(item.properties.id ?? ''), 'epub:type': 'footnote', role: 'doc-footnote' },
        ...numbered(item.children.flatMap(change), index + 1),
      ),
    )
  })
  return h('section', { className: ['notes'], 'epub:type': 'footnotes' }, ...content)
}

/** Puts a note's number before its first words, since an `aside` has no marker. */
function numbered(content: ElementContent[], number: number): ElementContent[] {
  const label = h('span', { className: ['note-number'] }, `${number}. `)
  const index = content.findIndex(node => node.type === 'element' && node.tagName === 'p')
  const first = content[index]
  if (first?.type !== 'element') return [h('p', {}, label), ...content]
  return content.map(node =>
    node === first ? { ...first, children: [label, ...first.children] } : node,
  )
}

/** Whether a document shows drawings in the page itself. */
export function hasDrawing(body: readonly ElementContent[]): boolean {
  return body.some(
    node => node.type === 'element' && (node.tagName === 'svg' || hasDrawing(node.children)),
  )
}
