import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { posix } from 'node:path'
import GithubSlugger from 'github-slugger'
import type {
  Element,
  ElementContent,
  Nodes as HastNodes,
  Root as HastRoot,
  Properties,
} from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import type { Nodes, Root } from 'mdast'
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive'
import type { State } from 'mdast-util-to-hast'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { decoded } from '../read/decoded.ts'
import { isRemote, resolveUrl } from '../read/figure.ts'
import type { Chapter } from '../read/manuscript.ts'
import { fill, type Words } from '../read/templates.ts'
import { sanitised } from './sanitised.ts'
import { tame } from './tame.ts'

const require = createRequire(import.meta.url)

/**
 * Sets a chapter as HTML that nothing harmful passes: sanitised, ids made unique by the chapter's
 * own prefix, addresses of the manuscript counted from its root (`/figures/calf.svg`).
 *
 * What the press itself makes is marked by `data-press`: `emergency`, `note`, `remedy` (with
 * `data-id`), `unknown`. The mark travels through the sanitiser under a key that no chapter can
 * hold, since it is a hash of the chapter's own text: raw HTML can't pose as a signed remedy.
 */
export function typeset(chapter: Chapter, words: Words): HastRoot {
  const key = createHash('sha256').update(chapter.text).update(chapter.file).digest('hex')
  const tree = unified()
    .use(remarkRehype, {
      allowDangerousHtml: true,
      // No heading's id holds a tilde, so none is taken for a note's.
      clobberPrefix: '~',
      footnoteLabel: words.notes,
      footnoteLabelProperties: {},
      // The usual hooked arrow is an emoji to a browser.
      footnoteBackContent: '↑',
      footnoteBackLabel: (reference: number) => fill(words['note-back'], { number: reference + 1 }),
      handlers: {
        containerDirective: (state: State, node: ContainerDirective) => container(state, node, key),
        leafDirective: (state: State, node: LeafDirective) => leaf(state, node, key, words),
      },
    })
    .runSync(rooted(chapter.tree, chapter.file)) as HastRoot
  if (hasRaw(tree)) openRaw(tree, chapter.file, key)
  nameHeadings(tree)
  return sanitised(tree, key, idPrefix(chapter.id))
}

/** What stands before every id of a chapter, so that chapters can share a page. */
export function idPrefix(chapter: string): string {
  // No chapter's id holds a tilde: `a` with `b-c` and `a-b` with `c` stay two.
  return `c-${chapter}~`
}

/** Directives as marked elements; see {@link typeset}. */
function container(state: State, node: ContainerDirective, key: string): Element {
  const { name, attributes } = node
  const children = state.wrap(state.all(node), true)
  if (name === 'passage')
    return marked('div', key, 'passage', { dataFile: node.data?.file ?? null }, children)
  if (node.data?.withheld) return marked('div', key, 'withheld', {}, [])
  const known = name === 'emergency' || name === 'note' || name === 'remedy'
  if (!known) {
    const said = Object.entries(attributes ?? {}).filter(([field]) => !/^(id|class)$/.test(field))
    const lines = said.flatMap(([, value]) => (value ? [paragraph(value)] : []))
    return marked('div', key, 'unknown', {}, [...lines, ...children])
  }
  return marked(
    name === 'note' ? 'div' : 'section',
    key,
    name,
    name === 'remedy' ? { dataId: attributes?.id ?? '' } : {},
    children,
  )
}

function leaf(state: State, node: LeafDirective, key: string, words: Words): Element {
  const label = state.all(node)
  if (node.name === 'passage') {
    // Only a passage that could not be found is still a leaf; reading has reported it.
    const missing = fill(words['passage-missing'], { id: node.attributes?.id ?? '' })
    return marked('div', key, 'unknown', {}, [paragraph(missing)])
  }
  const said = Object.entries(node.attributes ?? {}).filter(
    ([field]) => !/^(id|class)$/.test(field),
  )
  const text = said.map(([, value]) => value ?? '').filter(Boolean)
  const empty = label.length === 0 && text.length === 0
  const content: ElementContent[] = empty
    ? [{ type: 'text', value: `::${node.name}` }]
    : [...label, ...text.map((value): ElementContent => ({ type: 'text', value: ` ${value}` }))]
  return marked('div', key, 'unknown', {}, [
    { type: 'element', tagName: 'p', properties: {}, children: content },
  ])
}

function marked(
  tagName: string,
  key: string,
  name: string,
  properties: Properties,
  children: ElementContent[],
): Element {
  return {
    type: 'element',
    tagName,
    properties: { dataKey: key, dataPress: name, ...properties },
    children,
  }
}

function paragraph(value: string): Element {
  return { type: 'element', tagName: 'p', properties: {}, children: [{ type: 'text', value }] }
}

/** A copy of the tree with addresses counted from the manuscript's root. */
function rooted(tree: Root, file: string): Root {
  const root = <T extends Nodes>(node: T, within: string): T => {
    const here = node.type === 'containerDirective' ? (node.data?.file ?? within) : within
    const copy = { ...node }
    if ('url' in copy && typeof copy.url === 'string') copy.url = fromRoot(copy.url, here)
    if ('children' in copy) {
      copy.children = copy.children.map(child => root(child, here)) as typeof copy.children
    }
    return copy
  }
  return root(tree, file)
}

function fromRoot(url: string, file: string): string {
  if (url === '' || url.startsWith('#') || isRemote(url)) return url
  const [, tail = ''] = /^[^?#]*(.*)$/.exec(url) ?? []
  return `/${resolveUrl(file, url).split('/').map(encodeURIComponent).join('/')}${tail}`
}

function hasRaw(tree: HastRoot): boolean {
  let raw = false
  visit(tree as HastNodes, 'raw', () => {
    raw = true
    return false
  })
  return raw
}

/** Parses raw HTML where it stands; addresses in it count from the file that holds it. */
function openRaw(tree: HastRoot, file: string, key: string): void {
  tame(tree)
  // It takes long to load, and few texts hold HTML.
  const { default: rehypeRaw } = require('rehype-raw') as typeof import('rehype-raw')
  const boxed = replaced(tree, node =>
    node.type === 'element' && node.properties.dataKey === key
      ? ({ ...node, type: 'press' } as unknown as HastNodes)
      : node,
  )
  // What the press marked is parsed on its own: a stray `</section>` can't end a remedy's box.
  const opened = unified()
    .use(rehypeRaw, { passThrough: ['press'] as never[] })
    .runSync(boxed)
  const open = replaced(opened, node =>
    (node.type as string) === 'press'
      ? ({ ...node, type: 'element' } as unknown as HastNodes)
      : node,
  )
  const root = (node: HastNodes, within: string): void => {
    let here = within
    if (node.type === 'element') {
      const { dataKey, dataFile } = node.properties
      if (dataKey === key && typeof dataFile === 'string') here = dataFile
      for (const field of ['href', 'src'] as const) {
        const url = node.properties[field]
        if (typeof url === 'string' && !url.startsWith('/'))
          node.properties[field] = fromRoot(url, here)
      }
    }
    if ('children' in node) for (const child of node.children) root(child, here)
  }
  root(open, file)
  tree.children = open.children
}

function replaced(tree: HastRoot, change: (node: HastNodes) => HastNodes): HastRoot {
  const replace = (node: HastNodes): HastNodes => {
    const next = change(node)
    if (!('children' in next)) return next
    return { ...next, children: next.children.map(replace) } as HastNodes
  }
  return replace(tree) as HastRoot
}

function nameHeadings(tree: HastRoot): void {
  const slugger = new GithubSlugger()
  visit(tree as HastNodes, 'element', node => {
    if (/^h[1-6]$/.test(node.tagName) && !node.properties.id) {
      node.properties.id = slugger.slug(textOf(node)) || 'section'
    }
  })
}

/** The file that an address counted from the root names, and the anchor in it. */
export function target(href: string): { file: string; anchor: string } | undefined {
  if (!href.startsWith('/') || href.startsWith('//')) return undefined
  const [path = '', anchor = ''] = href.split('#', 2)
  return { file: posix.normalize(decoded(path.slice(1))), anchor: decoded(anchor) }
}
