import type { Element, ElementContent } from 'hast'
import { toString as textOf } from 'hast-util-to-string'

/**
 * Gives headings the levels below a part's title, from 2 on, one at a time.
 *
 * A text may begin with a level 4, skip from 2 to 6, or have a level 1 beside its title. Whoever
 * finds their way by headings needs a tree: what stood deeper than another stays deeper. A heading
 * without words is none.
 */
export function levelled(nodes: readonly ElementContent[]): ElementContent[] {
  const above: number[] = []
  const set = (node: ElementContent): ElementContent => {
    if (node.type !== 'element') return node
    if (!/^h[1-6]$/.test(node.tagName)) return { ...node, children: node.children.map(set) }
    if (!says(node)) return { ...node, tagName: 'div' }
    const level = Number(node.tagName.slice(1))
    while ((above.at(-1) ?? 0) >= level) above.pop()
    above.push(level)
    return { ...node, tagName: `h${Math.min(6, above.length + 1)}` }
  }
  return nodes.map(set)
}

/** Words, or a picture in their place. */
function says(heading: Element): boolean {
  const picture = (node: ElementContent): boolean =>
    node.type === 'element' && (/^(img|svg)$/.test(node.tagName) || node.children.some(picture))
  return textOf(heading).trim() !== '' || heading.children.some(picture)
}
