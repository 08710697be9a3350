import type { Element, ElementContent } from 'hast'

type Direction = 'ltr' | 'rtl'

const script =
  '[\\p{Script=Arab}\\p{Script=Hebr}\\p{Script=Thaa}\\p{Script=Syrc}\\p{Script=Nkoo}\\p{Script=Adlm}\\p{Script=Rohg}]'
/** Letters, digits and signs (the Arabic comma) that stand in a line from right to left. */
const fromRight = `(?:${script}|[\\u0600-\\u060f\\u061b-\\u061f\\u0660-\\u066d\\u06d4\\u06f0-\\u06f9])`
const hasFromRight = new RegExp(fromRight, 'u')
const hasFromLeft = new RegExp(`(?!${fromRight})[\\p{L}0-9]`, 'u')
const hasLetterFromLeft = new RegExp(`(?!${fromRight})\\p{L}`, 'u')

const atom = `(?:(?!${fromRight})[\\p{L}\\p{M}0-9°%‰µ½¼¾²³])`
const space = '[ \\u00a0\\u2009\\u202f\\n]'
const sign = '[-\\u2010-\\u2014−+±()/×]'
const between = `(?:${space}{1,2}|${space}?${sign}{1,3}${space}?|[.,:'’@_&?#=~]{1,3}|[.:]${space})?`
/** Words and numbers that one space or one sign joins, with the signs of the first number. */
const joined = new RegExp(
  `(?:(?<![^\\s(])[-−])?(?:[+±<>≤≥~≈#(]${space}?)*${atom}(?:${between}${atom})*`,
  'gu',
)
/** A number with a unit or a code (`5 ml`), or one that is written in groups (`020 7946-0018`). */
const isNumber = /[0-9]/
const isGrouped = /[+±−]|^-|[0-9][\s()-]+[0-9]/
const isOfUnit = new RegExp(`(?!${fromRight})[\\p{L}°]`, 'u')

const inline = new Set(
  (
    'a abbr b bdi bdo br cite code del dfn em i img input ins kbd mark q rp rt ruby s samp small ' +
    'span strong sub sup svg u var wbr'
  ).split(' '),
)
const codes = new Set(['pre', 'code', 'kbd', 'samp'])

/** Which way a text runs by its letters and digits; none where it has both sorts or neither. */
export function runs(text: string): Direction | undefined {
  const right = hasFromRight.test(text)
  if (right) return hasLetterFromLeft.test(text) ? undefined : 'rtl'
  return hasFromLeft.test(text) ? 'ltr' : undefined
}

/**
 * A page whose words and numbers stand in the order of their own writing, whatever the text around
 * them is written in.
 *
 * From right to left, a browser sets `020 7946 0018` as `0018 7946 020`, `5 ml` as `ml 5`, and the
 * full stop of an English sentence before it. So what runs the other way is set apart from the
 * line that it stands in: whole lines, code, numbers in groups, and numbers with their units.
 */
export function directed(nodes: readonly ElementContent[], base: Direction): ElementContent[] {
  return lines(nodes).flatMap(line => {
    const [first] = line
    if (first && !isInline(first)) return line.map(node => inside(node, base))
    const own = runs(line.map(textIn).join(''))
    if (own === undefined || own === base) return line.flatMap(node => numbersApart(node, base))
    // Columns (a label and its rule, an entry, dots and a page's number) keep their order.
    if (line.some(isRule)) return line.map(node => inside(node, base))
    const [only] = line
    if (line.length === 1 && only?.type === 'element' && isPlain(only)) return [inside(only, base)]
    return [
      apart(
        line.flatMap(node => numbersApart(node, own)),
        own,
      ),
    ]
  })
}

/** Blocks each by itself, and what stands in one line together. */
function lines(nodes: readonly ElementContent[]): ElementContent[][] {
  const all: ElementContent[][] = []
  for (const node of nodes) {
    const last = all.at(-1)
    if (isInline(node) && last?.every(isInline)) last.push(node)
    else all.push([node])
  }
  return all
}

function isInline(node: ElementContent): boolean {
  return node.type !== 'element' || inline.has(node.tagName)
}

/** A drawing that keeps its own direction: the page's would put a label left of its place. */
function upright(svg: Element): Element {
  return { ...svg, properties: { direction: 'ltr', ...svg.properties } }
}

/** What the press draws between two pieces of a line; no manuscript can name a class. */
function isRule(node: ElementContent): boolean {
  const { className } = node.type === 'element' ? node.properties : {}
  return Array.isArray(className) && className.some(each => each === 'rule' || each === 'leader')
}

/** Whether an element says nothing of its direction itself. */
function isPlain({ tagName, properties }: Element): boolean {
  return !properties.dir && tagName !== 'bdi' && tagName !== 'bdo'
}

/** An element and all that is in it. */
function inside(node: ElementContent, base: Direction): ElementContent {
  if (node.type !== 'element') return node
  const turned = codes.has(node.tagName) && base === 'rtl' ? withDirection(node, 'ltr') : node
  return { ...turned, children: directed(node.children, directionOf(turned) ?? base) }
}

/** A piece of a line with its numbers set apart, where the line runs from right to left. */
function numbersApart(node: ElementContent, base: Direction): ElementContent[] {
  if (node.type === 'text') return base === 'rtl' ? pieces(node.value) : [node]
  if (node.type !== 'element' || node.tagName === 'bdo') return [node]
  if (node.tagName === 'svg') return [base === 'rtl' ? upright(node) : node]
  if (!isInline(node)) return [inside(node, base)]
  const own = codes.has(node.tagName) && base === 'rtl' ? withDirection(node, 'ltr') : node
  const text = textIn(node)
  const given = directionOf(own) ?? (node.tagName === 'bdi' ? runs(text) : undefined)
  return [{ ...own, children: node.children.flatMap(child => numbersApart(child, given ?? base)) }]
}

function pieces(text: string): ElementContent[] {
  const found: ElementContent[] = []
  let at = 0
  for (const { 0: met, index } of text.matchAll(joined)) {
    let from = index
    let end = index + met.length
    const open = () =>
      text.slice(from, end).split('(').length - text.slice(from, end).split(')').length
    if (open() > 0 && text[end] === ')') end += 1
    while (open() > 0 && /^[( ]/.test(text.slice(from, end))) from += 1
    // What opens here and closes further on stands outside.
    while (open() > 0) end = text.lastIndexOf('(', end - 1)
    while (text[end - 1] === ' ') end -= 1
    const number = text.slice(from, end)
    if (!isNumber.test(number) || !(isGrouped.test(number) || isOfUnit.test(number))) continue
    if (from > at) found.push({ type: 'text', value: text.slice(at, from) })
    found.push(apart([{ type: 'text', value: number }], 'ltr'))
    at = end
  }
  if (at < text.length) found.push({ type: 'text', value: text.slice(at) })
  return found
}

function apart(children: ElementContent[], dir: Direction): Element {
  return { type: 'element', tagName: 'bdi', properties: { dir }, children }
}

function withDirection(element: Element, dir: Direction): Element {
  return element.properties.dir
    ? element
    : { ...element, properties: { ...element.properties, dir } }
}

function directionOf({ properties }: Element): Direction | undefined {
  const { dir } = properties
  return dir === 'ltr' || dir === 'rtl' ? dir : undefined
}

function textIn(node: ElementContent): string {
  if (node.type === 'text') return node.value
  if (node.type !== 'element' || node.tagName === 'svg') return ''
  return node.children.map(textIn).join('')
}
