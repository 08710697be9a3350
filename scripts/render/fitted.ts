import type { Element, ElementContent, Root } from 'hast'
import { mapElements } from './html.ts'

/** Mean width of a letter in em, with the cell's padding apart; measured on the text typeface. */
const letter = 0.54
const padding = 1.2
/** A word longer than this is an address or a formula, and may be broken in a cell. */
const longest = 20

/** What a table that is too wide gains by being set `wide`: smaller type and less padding. */
const smaller = 0.75
const closer = 0.6

/** How wide a table may be, in em of the text, and whether its own type is smaller then. */
export interface TableRoom {
  readonly width: number
  readonly smaller: boolean
}

/**
 * Makes tables fit lines that are `width` em wide.
 *
 * Paper cuts off what is too wide, words and all. Very long words may break in their cells; a
 * table that is still too wide is set `wide`, in the `room` that there is for such a one. Only
 * where that is too little do all words break (`broken`).
 */
export function fitted(
  tree: Root,
  width: number,
  room: TableRoom = { width, smaller: true },
): Root {
  return mapElements(tree, node => {
    if (node.tagName !== 'table') return node
    const { className } = node.properties
    const names = Array.isArray(className) ? className : []
    if (least(node) <= width) return withBreaks(node)
    const how = least(node, room.smaller) > room.width ? ['wide', 'broken'] : ['wide']
    return withBreaks({
      ...node,
      properties: { ...node.properties, className: [...names, ...how] },
    })
  })
}

/** The least width of a table in em of the text around it; `wide` as it is set where it must be. */
export function least(table: Element, wide = false): number {
  const columns: number[] = []
  for (const row of cellsOf(table)) {
    row.forEach((cell, index) => {
      const words = textOf(cell).split(/\s+/)
      const length = Math.min(longest, Math.max(0, ...words.map(word => [...word].length)))
      columns[index] = Math.max(columns[index] ?? 0, length)
    })
  }
  const [size, air] = wide ? [smaller, smaller * closer] : [1, padding]
  return columns.reduce((sum, length) => sum + length * letter * size + air, 0)
}

/** Lets the cells with overlong words break them. */
function withBreaks(table: Element): Element {
  const change = (node: ElementContent): ElementContent => {
    if (node.type !== 'element') return node
    if (node.tagName !== 'td' && node.tagName !== 'th')
      return { ...node, children: node.children.map(change) }
    const long = textOf(node)
      .split(/\s+/)
      .some(word => [...word].length > longest)
    const { className } = node.properties
    const names = Array.isArray(className) ? className : []
    return long
      ? { ...node, properties: { ...node.properties, className: [...names, 'breaks'] } }
      : node
  }
  return change(table) as Element
}

function cellsOf(node: Element): Element[][] {
  return node.children.flatMap((child): Element[][] => {
    if (child.type !== 'element') return []
    if (child.tagName !== 'tr') return cellsOf(child)
    return [
      child.children.filter(
        (cell): cell is Element => cell.type === 'element' && /^t[dh]$/.test(cell.tagName),
      ),
    ]
  })
}

function textOf(node: ElementContent): string {
  if (node.type === 'text') return node.value
  if (node.type !== 'element') return ''
  const inside = node.children.map(textOf).join('')
  return node.tagName === 'br' || node.tagName === 'wbr' ? ' ' : inside
}
