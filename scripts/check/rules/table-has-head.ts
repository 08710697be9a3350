import type { Nodes } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { chapterRule } from '../rule.ts'

/**
 * A table must have a head that names its columns: read aloud, a cell without one means nothing.
 *
 * The first cell of the head may be empty where the first column names the rows.
 *
 * Source: WCAG 2.1, 1.3.1 and technique H51.
 *
 * @example clean
 *   ```md
 *   | | Cramp | Clot |
 *   | --- | --- | --- |
 *   | Pain | passes | lasts |
 *   ```
 *
 * @example
 *   ```md
 *   | | |
 *   | --- | --- |
 *   | Pain | lasts |
 *   ```
 *   1:1-1:6: Unexpected empty head of the table in 1 of 2 columns, expected a name for each column
 */
export const tableHasHead = chapterRule('table-has-head', (page, report) => {
  visit(page.tree as Nodes, 'table', table => {
    const [head, ...rows] = table.children
    const empty = (head?.children ?? []).filter(
      (cell, index) => index > 0 && textOf(cell).trim() === '' && cell.children.length === 0,
    )
    if (rows.length === 0 || empty.length === 0) return
    report({
      at: head?.position,
      reason: `Unexpected empty head of the table in ${empty.length} of ${head?.children.length} columns, expected a name for each column`,
      note: 'Write what each column holds into the first row.',
    })
  })
})
