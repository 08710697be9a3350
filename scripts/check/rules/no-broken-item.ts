import type { ListItem, Nodes } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { chapterRule } from '../rule.ts'

/**
 * A list item must stand alone: one that begins with "It" behind an item without a full stop is the
 * rest of that item's sentence.
 *
 * Source: NHS content style guide, bullet points (each completes the lead-in line).
 *
 * @example clean
 *   ```md
 *   - It hurts.
 *   - It swells.
 *   - Rest.
 *   ```
 *
 * @example
 *   ```md
 *   - Rest your leg.
 *   - Wear stockings with a firm grip
 *   - It keeps the blood going.
 *   ```
 *   3:1-3:3: Unexpected list item that begins with "It", expected an item that stands alone
 */
export const noBrokenItem = chapterRule('no-broken-item', (page, report) => {
  if (!page.language.startsWith('en')) return
  visit(page.tree as Nodes, 'list', list => {
    const texts = list.children.map(item => textOf(item))
    const pointing = texts.filter(text => back.test(text)).length
    const stopped = texts.filter(text => /[.!?]\s*$/.test(text)).length
    for (const [index, item] of list.children.entries()) {
      const before = texts[index - 1]
      if (before === undefined || !back.test(texts[index] ?? '') || pointing > 1) continue
      // The others end in a stop, the one before does not: its sentence goes on here.
      if (/[.!?:;,]\s*$/.test(before) || stopped * 2 < texts.length) continue
      report({
        at: start(item),
        reason: `Unexpected list item that begins with "${back.exec(texts[index] ?? '')?.[0]}", expected an item that stands alone`,
        note: 'It seems to go on from the item before. Join the two, or say what is meant.',
      })
    }
  })
})

const back = /^(?:It|They|This|These|Which|And|But|Then)\b/

function start({ position }: ListItem) {
  if (!position) return undefined
  const { line, column } = position.start
  return { start: position.start, end: { line, column: column + 2 } }
}
