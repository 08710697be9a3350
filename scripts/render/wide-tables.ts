import type { Element, Nodes, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { visit } from 'unist-util-visit'
import type { Edition } from '../compose/edition.ts'
import type { Finding } from '../read/finding.ts'
import { least, type TableRoom } from './fitted.ts'

/**
 * Tables whose words would be broken apart, since even as narrow as they can be set they are wider than a line: a
 * dose that is cut in two is no dose. `set` says what is set.
 */
export function wideTables(
  { parts }: Pick<Edition, 'parts'>,
  { width, smaller }: TableRoom,
  set: string,
): readonly Finding[] {
  return parts.flatMap(({ tree, title, file }) => {
    let under = title
    const met: Finding[] = []
    visit(tree as Root as Nodes, 'element', node => {
      if (/^h[1-6]$/.test(node.tagName)) under = textOf(node).trim()
      if (node.tagName !== 'table' || least(node, smaller) <= width) return
      const over = Math.ceil((least(node, smaller) / width - 1) * 100)
      met.push({
        rule: 'overset',
        severity: 'error',
        file,
        ...(node.position ? { start: node.position.start } : {}),
        reason: `Unexpected table under "${under}" ${over} % wider than a line of ${set}, expected room for its longest words`,
        note: `It begins "${beginning(node)}". Part it in two, turn rows into columns, use shorter words, or choose a format with longer lines.`,
      })
    })
    return met
  })
}

function beginning(table: Element): string {
  const words = textOf(table).trim().split(/\s+/)
  return words.slice(0, 6).join(' ')
}
