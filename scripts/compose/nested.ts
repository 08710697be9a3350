import type { Element, ElementContent } from 'hast'

/**
 * Puts elements only where HTML lets them stand, so that a browser and a strict EPUB reader see
 * the same tree; an element that may not stand where it is gives way, and its words stay.
 *
 * A parser mends a part of what people write, but `<span>` round a paragraph, text between the
 * items of a list or a heading in a summary are left as they are met.
 */
export function nested(nodes: readonly ElementContent[]): ElementContent[] {
  return within(nodes.flatMap(mended), 'section')
}

const inline = set(
  'abbr b bdi bdo cite code dfn em i kbd mark q rp rt ruby s samp small span strong sub sup u var',
)
const leaves = set('br img input svg wbr')
const transparent = set('a del ins')
const tableParts = set('caption colgroup thead tbody tfoot tr')

function set(names: string): ReadonlySet<string> {
  return new Set(names.split(' '))
}

function mended(node: ElementContent): ElementContent[] {
  if (node.type !== 'element' || node.tagName === 'svg') return [node]
  const children = within(node.children.flatMap(mended), node.tagName)
  const copy: Element = { ...node, children }
  const { tagName } = node
  if (inline.has(tagName)) return phrasing(copy)
  if (tagName === 'a') return children.some(holdsLink) ? children : [copy]
  if (/^h[1-6]$/.test(tagName)) return heading(copy)
  if (tagName === 'p' || tagName === 'pre')
    return [as(copy, children.some(isBlock) ? 'div' : tagName)]
  if (tagName === 'ul' || tagName === 'ol')
    return [{ ...copy, children: grouped(children, isNamed('li'), item) }]
  if (tagName === 'dl')
    return [isTerms(children) ? copy : as({ ...copy, children: children.map(unlisted) }, 'div')]
  if (tagName === 'table') return table(copy)
  return [copy]
}

/** Children that may stand only in parents of one kind, as something that may stand anywhere. */
function within(children: readonly ElementContent[], parent: string): ElementContent[] {
  const last = children.findLastIndex(child => !isSpace(child))
  const first = children.findIndex(child => !isSpace(child))
  return children.flatMap((child, index): ElementContent[] => {
    if (child.type !== 'element') return [child]
    const { tagName } = child
    const list = parent === 'ul' || parent === 'ol'
    if (tagName === 'li') return [list ? child : as(child, 'div')]
    if (tagName === 'dt' || tagName === 'dd') {
      if (tagName === 'dt' && parent === 'dl') return [{ ...child, children: flat(child.children) }]
      return [parent === 'dl' ? child : as(child, 'div')]
    }
    if (tagName === 'rt' || tagName === 'rp') return [parent === 'ruby' ? child : as(child, 'span')]
    if (tagName === 'figcaption') {
      const placed = parent === 'figure' && (index === last || index === first)
      return [placed ? child : as(child, 'div')]
    }
    if (tagName === 'caption') return [parent === 'table' ? child : as(child, 'div')]
    if (tagName === 'colgroup' || tagName === 'col') {
      return parent === 'table' || parent === 'colgroup' ? [child] : []
    }
    return [child]
  })
}

function phrasing(node: Element): ElementContent[] {
  if (node.children.some(isBlock)) return [...node.children]
  if (node.tagName === 'bdo' && !node.properties.dir) return [as(node, 'span')]
  if (node.tagName === 'ruby' && !node.children.some(isNamed('rt'))) return [as(node, 'span')]
  return [node]
}

/** The words before the first block are the heading; where there are none, that block's are. */
function heading(node: Element): ElementContent[] {
  const index = node.children.findIndex(isBlock)
  if (index < 0) return [node]
  const before = node.children.slice(0, index)
  const after = node.children.slice(index)
  if (before.some(child => !isSpace(child))) return [{ ...node, children: before }, ...after]
  const [first, ...rest] = after
  return first?.type === 'element' &&
    !first.children.some(isBlock) &&
    /^(p|div|h[1-6])$/.test(first.tagName)
    ? [{ ...node, children: first.children }, ...rest]
    : [...after]
}

/** Only rows in a table; what else it holds comes before it. */
function table(node: Element): ElementContent[] {
  const captions = node.children.filter(isNamed('caption'))
  const stray = node.children.filter(
    child => !isSpace(child) && !(child.type === 'element' && tableParts.has(child.tagName)),
  )
  const parts = node.children.flatMap((child): ElementContent[] => {
    if (child.type !== 'element' || !tableParts.has(child.tagName)) return []
    if (child.tagName === 'caption') return child === captions[0] ? [child] : []
    if (child.tagName === 'colgroup') return [child]
    if (child.tagName === 'tr') return [row(child)]
    const rows = grouped(child.children, isNamed('tr'), cells =>
      element('tr', [element('td', cells)]),
    )
    return rows.length > 0
      ? [{ ...child, children: rows.map(each => (each.type === 'element' ? row(each) : each)) }]
      : []
  })
  const outside = [...stray, ...captions.slice(1).map(caption => as(caption as Element, 'div'))]
  const hasRow = parts.some(
    part => part.type === 'element' && /^(tr|thead|tbody|tfoot)$/.test(part.tagName),
  )
  if (!hasRow) return [...outside, ...captions.slice(0, 1).map(each => as(each as Element, 'div'))]
  return [...outside, { ...node, children: parts }]
}

function row(node: Element): Element {
  const isCell = (child: ElementContent) => isNamed('td')(child) || isNamed('th')(child)
  return { ...node, children: grouped(node.children, isCell, cells => element('td', cells)) }
}

/** Runs of what does not fit, each in a wrapper of the kind that does; white space between goes. */
function grouped(
  children: readonly ElementContent[],
  fits: (child: ElementContent) => boolean,
  wrap: (run: ElementContent[]) => Element,
): ElementContent[] {
  const result: ElementContent[] = []
  let run: ElementContent[] = []
  const flush = () => {
    if (run.some(child => !isSpace(child))) result.push(wrap(run))
    else result.push(...run)
    run = []
  }
  for (const child of children) {
    if (fits(child)) {
      flush()
      result.push(child)
    } else run.push(child)
  }
  flush()
  return result
}

function isTerms(children: readonly ElementContent[]): boolean {
  const names = children
    .filter(child => !isSpace(child))
    .map(child => (child.type === 'element' ? child.tagName : child.type))
  return /^((dt )+(dd )+)+$/.test(names.map(name => `${name} `).join(''))
}

function unlisted(child: ElementContent): ElementContent {
  return child.type === 'element' && /^d[td]$/.test(child.tagName) ? as(child, 'div') : child
}

/** A term holds no heading and no section: their words stand in their place. */
function flat(children: readonly ElementContent[]): ElementContent[] {
  return children.flatMap(child =>
    child.type === 'element' && /^(h[1-6]|section)$/.test(child.tagName)
      ? flat(child.children)
      : [child],
  )
}

function isBlock(node: ElementContent): boolean {
  if (node.type !== 'element' || leaves.has(node.tagName)) return false
  if (transparent.has(node.tagName)) return node.children.some(isBlock)
  return !inline.has(node.tagName)
}

function holdsLink(node: ElementContent): boolean {
  return node.type === 'element' && (node.tagName === 'a' || node.children.some(holdsLink))
}

function isSpace(node: ElementContent): boolean {
  return node.type === 'text' ? node.value.trim() === '' : node.type === 'comment'
}

function isNamed(name: string) {
  return (node: ElementContent): boolean => node.type === 'element' && node.tagName === name
}

function item(children: ElementContent[]): Element {
  return element('li', children)
}

function element(tagName: string, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties: {}, children }
}

/** The same element under another name, with only the attributes that any element may have. */
function as(node: Element, tagName: string): Element {
  if (node.tagName === tagName) return node
  const { id, lang, dir, title, className } = node.properties
  const kept = Object.entries({ id, lang, dir, title, className })
  return {
    ...node,
    tagName,
    properties: Object.fromEntries(kept.filter(([, value]) => value !== undefined)),
  }
}
