import type { Element, ElementContent, Nodes } from 'hast'
import type { Part } from '../../compose/edition.ts'

/** A stretch of text that stands by itself: a paragraph, a heading, a list item, a table cell. */
export interface Passage {
  /** Its words, white space as a reader meets it. The marks below may stand in it. */
  readonly text: string
  /** What it is, for messages: "table cell". */
  readonly kind: string
  /** The file of the chapter that it stands in; none for what stands around the chapters. */
  readonly file?: string
  /** The headings above it, outermost first. */
  readonly under: readonly string[]
  /** Its line in the chapter's file, where the tree still knows it. */
  readonly line?: number
}

/** Where a typesetter may put a quotation mark that the text does not hold (`<q>`). */
export const optionalMark = '\u0001'
/** Where the press may put a number that the text does not hold (the page of an entry). */
export const optionalNumber = '\u0002'
/** Where one piece of a line ends and another begins: of other type, or a link. It sets nothing. */
export const edge = '\u0003'
/** A tab within code: a page sets room and no letter, so a space may stand for it or nothing. */
export const tabStop = '\u0004'

/** How the copy of one output differs from the bare tree. */
export interface Setting {
  /** What is set after a link: on paper, its address. */
  readonly afterLink?: (link: Element) => string
  /** Whether the words in a drawing are part of the running text. */
  readonly drawn: (svg: Element) => boolean
}

const kinds: Readonly<Record<string, string>> = {
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  h5: 'heading',
  h6: 'heading',
  li: 'list item',
  td: 'table cell',
  th: 'table cell',
  caption: 'caption',
  figcaption: 'caption',
  dt: 'term',
  dd: 'description',
  pre: 'code',
}

const inline = new Set(
  (
    'a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span ' +
    'strong sub sup u var wbr'
  ).split(' '),
)

/** The passages of a tree, in reading order. */
export function passagesOf(part: Part, setting: Setting): readonly Passage[] {
  const passages: Passage[] = []
  const headings: { level: number; text: string }[] = []
  let text = ''
  let line: number | undefined
  const end = (kind: string) => {
    if (/\S/.test(text)) {
      const under = [part.title, ...headings.map(heading => heading.text)]
      passages.push({ text, kind, file: part.file, under, ...(line ? { line } : {}) })
    }
    text = ''
    line = undefined
  }
  const walk = (node: Nodes, kind: string): void => {
    if (node.type === 'text') {
      text += kind === kinds.pre ? node.value.replaceAll('\t', tabStop) : node.value
      return
    }
    if (node.type !== 'element') return
    const { tagName, children } = node
    if (tagName === 'svg') {
      for (const label of setting.drawn(node) ? labels(node) : []) text += `\n${label}\n`
      return
    }
    if (inline.has(tagName)) {
      line ??= node.position?.start.line
      text += edge
      if (tagName === 'br' || tagName === 'wbr') text += tagName === 'br' ? '\n' : ''
      if (tagName === 'q') text += optionalMark
      // A browser that sets the ruby above the line hides the brackets.
      if (tagName !== 'rp') for (const child of children) walk(child, kind)
      if (tagName === 'q') text += optionalMark
      text += edge
      if (tagName === 'a') text += setting.afterLink?.(node) ?? ''
      return
    }
    end(kind)
    line = node.position?.start.line
    const inside = kinds[tagName] ?? (/^(p|div|section)$/.test(tagName) ? kind : 'paragraph')
    for (const child of children) walk(child, inside)
    const level = /^h[1-6]$/.test(tagName) ? Number(tagName.slice(1)) : 0
    const heading = text.replace(/\s+/g, ' ').trim()
    end(inside)
    if (level > 0) {
      while ((headings.at(-1)?.level ?? 0) >= level) headings.pop()
      headings.push({ level, text: heading })
    }
  }
  for (const child of part.tree.children) walk(child, 'paragraph')
  end('paragraph')
  return passages
}

/** The words in a drawing, a text element each; what it does not show is left out. */
export function labels(svg: Element): readonly string[] {
  return svg.children.flatMap((child): readonly string[] => {
    if (child.type !== 'element' || unpainted.has(child.tagName) || isHidden(child)) return []
    if (child.tagName === 'text') return [wordsIn(child)].filter(text => /\S/.test(text))
    return labels(child)
  })
}

const unpainted = new Set(['defs', 'symbol', 'pattern', 'marker', 'clipPath', 'mask'])

function isHidden({ properties }: Element): boolean {
  return properties.display === 'none' || /^(hidden|collapse)$/.test(String(properties.visibility))
}

function wordsIn(node: ElementContent): string {
  if (node.type === 'text') return node.value
  return node.type === 'element' && !isHidden(node) ? node.children.map(wordsIn).join('') : ''
}
