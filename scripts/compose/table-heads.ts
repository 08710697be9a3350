import type { Element } from 'hast'

/**
 * A table whose heads say what they are the heads of: a column where they stand in its head or in
 * a row of heads only, else their row. A head that says so itself keeps its word.
 */
export function withScopes(table: Element): Element {
  const inside = (node: Element, inHead: boolean): Element => ({
    ...node,
    children: node.children.map(child => {
      if (child.type !== 'element') return child
      if (child.tagName === 'tr') return row(child, inHead)
      return /^t(head|body|foot)$/.test(child.tagName)
        ? inside(child, child.tagName === 'thead')
        : child
    }),
  })
  return inside(table, false)
}

function row(tr: Element, inHead: boolean): Element {
  const cells = tr.children.filter(child => child.type === 'element')
  const columns = inHead || cells.every(({ tagName }) => tagName === 'th')
  return {
    ...tr,
    children: tr.children.map(cell => {
      if (cell.type !== 'element' || cell.tagName !== 'th') return cell
      const { colSpan, rowSpan, scope } = cell.properties
      const whole = Number(columns ? colSpan : rowSpan) > 1 ? 'group' : ''
      const own = `${columns ? 'col' : 'row'}${whole}`
      return { ...cell, properties: { ...cell.properties, scope: scope ?? own } }
    }),
  }
}
