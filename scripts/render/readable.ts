import type { Element, ElementContent, Root } from 'hast'
import { mapElements } from './html.ts'

/**
 * A page as Chromium can tell all of it to those who can't see it: what it would leave out of a
 * PDF's structure is put so that it does not.
 *
 * - An inline element's language is told only where the element has an ARIA attribute.
 * - A cell without content is left out, and with it the shape of its row: it holds a space.
 * - Rows of different lengths are filled up with cells, and no span goes past the table's edge.
 */
export function readable(nodes: readonly ElementContent[]): ElementContent[] {
  const root: Root = { type: 'root', children: [...nodes] }
  return mapElements(root, element => {
    if (element.tagName === 'table') return filled(element)
    if (/^t[dh]$/.test(element.tagName) && element.children.every(isSpace))
      return { ...element, children: [{ type: 'text', value: '\u00a0' }] }
    if (element.properties.lang)
      return { ...element, properties: { ...element.properties, ariaLive: 'off' } }
    return element
  }).children as ElementContent[]
}

function isSpace(node: ElementContent): boolean {
  return node.type === 'text' ? /^[ \t\r\n]*$/.test(node.value) : node.type === 'comment'
}

const isRow = (node: ElementContent): node is Element =>
  node.type === 'element' && node.tagName === 'tr'
const isSection = (node: ElementContent): node is Element =>
  node.type === 'element' && /^t(head|body|foot)$/.test(node.tagName)

/** A table whose rows are all of one length. */
function filled(table: Element): Element {
  const sections = [table, ...table.children.filter(isSection)]
  const grids = new Map(sections.map(section => [section, grid(section.children.filter(isRow))]))
  const width = Math.max(...[...grids.values()].flat().map(({ taken }) => taken.length))
  const rowsOf = (section: Element): ElementContent[] => {
    const rows = grids.get(section) ?? []
    let index = 0
    return section.children.map(child => {
      if (isSection(child)) return { ...child, children: rowsOf(child) }
      const row = isRow(child) ? rows[index++] : undefined
      if (!row) return child
      const missing = Array.from({ length: width }, (_, column) => column).filter(
        column => !row.taken[column],
      )
      const cells = missing.map(
        (): Element => ({ type: 'element', tagName: 'td', properties: {}, children: [] }),
      )
      return { ...row.row, children: [...row.row.children, ...cells] }
    })
  }
  return { ...table, children: rowsOf(table) }
}

/** Rows of one section with their spans cut to its shape, and the columns that are taken in each. */
function grid(rows: readonly Element[]): { row: Element; taken: boolean[] }[] {
  const taken = rows.map((): boolean[] => [])
  return rows.map((row, at) => {
    const here = taken[at]!
    let column = 0
    const children = row.children.map((cell): ElementContent => {
      if (cell.type !== 'element' || !/^t[dh]$/.test(cell.tagName)) return cell
      while (here[column]) column += 1
      const wanted = spanOf(cell.properties.colSpan) || 1
      let wide = 1
      while (wide < wanted && !here[column + wide]) wide += 1
      const tall = Math.min(spanOf(cell.properties.rowSpan) || rows.length, rows.length - at)
      for (let y = at; y < at + tall; y += 1)
        for (let x = column; x < column + wide; x += 1) taken[y]![x] = true
      column += wide
      const { colSpan: _, rowSpan: __, ...properties } = cell.properties
      return {
        ...cell,
        properties: {
          ...properties,
          ...(wide > 1 ? { colSpan: wide } : {}),
          ...(tall > 1 ? { rowSpan: tall } : {}),
        },
      }
    })
    return { row: { ...row, children }, taken: here }
  })
}

/** A number of rows or columns; 0 where the value says "to the end", as HTML has it. */
function spanOf(value: unknown): number {
  if (value === undefined) return 1
  const span = Number(value)
  return Number.isInteger(span) && span >= 0 ? Math.min(span, 1000) : 1
}
