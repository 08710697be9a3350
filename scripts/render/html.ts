import type { Element, ElementContent, Nodes, Root } from 'hast'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import type { Edition } from '../compose/edition.ts'
import { codeFamily, emojiSequence, type Face, type Fonts } from '../read/fonts.ts'

const stringify = unified().use(rehypeStringify, { allowDangerousHtml: false }).freeze()

/** A tree as HTML text. */
export function toHtml(tree: Root | Element | ElementContent[]): string {
  const root: Root = Array.isArray(tree)
    ? { type: 'root', children: tree }
    : tree.type === 'root'
      ? tree
      : { type: 'root', children: [tree] }
  return stringify.stringify(root)
}

/** Short for an element. */
export function h(
  tagName: string,
  properties: Element['properties'] = {},
  ...children: (ElementContent | string)[]
): Element {
  return {
    type: 'element',
    tagName,
    properties,
    children: children.map(child =>
      typeof child === 'string' ? { type: 'text', value: child } : child,
    ),
  }
}

/** The characters of texts, as code points. */
export function characters(...texts: readonly string[]): ReadonlySet<number> {
  const points = new Set<number>()
  const plain = new Uint8Array(0x80)
  for (const text of texts) {
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at)
      // Nearly all are these, and a set takes its time over each.
      if (unit < 0x80) plain[unit] = 1
      else {
        const point = text.codePointAt(at) ?? 0
        points.add(point)
        if (point > 0xffff) at += 1
      }
    }
  }
  plain.forEach((met, point) => {
    if (met) points.add(point)
  })
  return points
}

/**
 * Puts `[U+1F600]` for each character that no font has, and for each emoji that is made of several,
 * so that nothing is ever a blank.
 * The check has named its place, and what holds one is a proof.
 */
export function visible(words: string, fonts: Fonts): string {
  return words
    .replace(emojiSequence, met => `[${[...met].map(code).join(' ')}]`)
    .replace(/[^\0-\x7e]/gu, char =>
      fonts.covers(char.codePointAt(0) ?? 0) ? char : `[${code(char)}]`,
    )
}

/** A character by its number, `U+1F600`. */
function code(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** The families of these faces in order, as values of `font-family`. */
export function fontLists(faces: readonly Face[], families: readonly string[]) {
  const used = families.filter(family => faces.some(face => face.family === family))
  const text = used.map(family => `"${family}"`).join(',')
  const code = faces.some(({ family }) => family === codeFamily) ? `"${codeFamily}",${text}` : text
  return { text, code }
}

/** Style rules that bring fonts into a page: `--text` and `--code` name them in order. */
export function fontRules(
  faces: readonly Face[],
  families: readonly string[],
  url: (face: Face) => string,
): string {
  const { text, code } = fontLists(faces, families)
  const rules = faces.map(
    face =>
      `@font-face{font-family:"${face.family}";font-weight:${face.weight};font-style:${face.style};` +
      `src:url(${url(face)}) format("woff2");unicode-range:${unicodeRange(face.points)}}`,
  )
  return `${rules.join('\n')}\n:root{--text:${text};--code:${code}}\n`
}

function unicodeRange(points: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const point of points) {
    const last = ranges.at(-1)
    if (last && last[1] === point - 1) last[1] = point
    else ranges.push([point, point])
  }
  const hex = (point: number) => point.toString(16).toUpperCase()
  return ranges.map(([a, b]) => (a === b ? `U+${hex(a)}` : `U+${hex(a)}-${hex(b)}`)).join(',')
}

const dataUrls = new Map<string, string>()

/** A font as a `data:` address, for a page that may load nothing. */
export function fontData(face: Face): string {
  const known = dataUrls.get(face.name)
  if (known) return known
  const url = `data:font/woff2;base64,${Buffer.from(face.bytes).toString('base64')}`
  dataUrls.set(face.name, url)
  return url
}

/** The faces that a page of this HTML needs: italics and code only where there are any. */
export function facesFor(html: string, fonts: Fonts, more = ''): readonly Face[] {
  const italics = /<(em|i|cite|dfn|var)\b/.test(html)
  const code = /<(code|pre|kbd|samp)\b/.test(html)
  return fonts
    .faces(characters(html, more), code)
    .filter(({ style }) => italics || style === 'normal')
}

/** A string for CSS `content`. */
export function cssString(text: string): string {
  return `"${text.replace(/["\\\n\r<]/g, char => `\\${char.charCodeAt(0).toString(16)} `)}"`
}

/** Pictures as `data:` addresses, for a page that may load nothing. */
export function withPictures(tree: Root, edition: Pick<Edition, 'figures'>): Root {
  return mapElements(tree, element => {
    const { dataFigure, ...properties } = element.properties
    const figure = edition.figures.get(String(dataFigure ?? ''))
    if (!figure) return element
    const src = `data:${figure.mediaType};base64,${Buffer.from(figure.bytes).toString('base64')}`
    return { ...element, properties: { ...properties, src } }
  })
}

/** A copy of a tree with each element put through `change`, parents first. */
export function mapElements(tree: Root, change: (element: Element) => Element): Root {
  const map = <T extends Nodes>(node: T): T => {
    const next = (node.type === 'element' ? change(node) : node) as Nodes
    if (!('children' in next)) return next as T
    return { ...next, children: next.children.map(child => map(child)) } as T
  }
  return map(tree)
}
