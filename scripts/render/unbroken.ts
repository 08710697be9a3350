import type { ElementContent } from 'hast'

/** Symbols that mean nothing without the number before them: those of the SI and of medicines. */
const symbols =
  '[°º][CF]?|[%‰℃℉]|(?:ng|mcg|[µμ]g|mg|g|kg|[µμ]l|ml|mL|cl|dl|l|L|[µμ]m|mm|cm|m|km|kcal|kJ|mmol|mmHg|IU|мкг|мг|г|кг|мл|л|мм|см|м)(?![\\p{L}\\p{M}\\p{Nd}])'
const gap = new RegExp(`(?<=\\p{Nd})[ \\n](?=${symbols})`, 'gu')
const asWritten = new Set(['pre', 'code', 'kbd', 'samp', 'svg'])

/**
 * A page on which no line ends between a number and its unit: "no warmer than 35" and then "°C" is
 * read as two things. Code and drawings stay as they are written.
 */
export function unbroken(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.map(node => {
    if (node.type === 'text') return { ...node, value: node.value.replace(gap, '\u00a0') }
    if (node.type !== 'element' || asWritten.has(node.tagName)) return node
    return { ...node, children: unbroken(node.children) }
  })
}
