import type { Nodes, Root } from 'mdast'
import type { Place } from '../../scripts/read/finding.ts'

/** What a chapter says, cut where the press may set something in between, in its order. */
export interface Said {
  readonly text: readonly string[]
  /** By label, in the order in which they are first referred to. */
  readonly notes: readonly (readonly string[])[]
}

/** What a publication leaves out of a chapter, by its own rules. */
export interface Left {
  readonly withheld?: ReadonlySet<string> | undefined
  /** Places of blocks that an earlier chapter has said in the same words. */
  readonly folded?: readonly Place[]
}

/**
 * The words of a Markdown tree in the order in which a reader must meet them.
 *
 * A piece ends at a link (paper prints its address), a note's mark, a picture and a block's end.
 */
export function pieces(tree: Root, { withheld = new Set(), folded = [] }: Left = {}): Said {
  const defined = new Map<string, string[]>()
  const asked: string[] = []
  const text: string[] = []
  let current = ''
  let into = text
  const cut = () => {
    // A tall cell may go on under the table's head on the next page.
    const words = current.trim().split(/\s+/)
    if (words.length > 100) into.push(...words)
    else if (current.trim() !== '') into.push(current)
    current = ''
  }
  const isFolded = ({ position }: Nodes) =>
    folded.some(
      ({ start, end }) =>
        position?.start.line === start?.line &&
        position?.start.column === start?.column &&
        position?.end.line === end?.line &&
        position?.end.column === end?.column,
    )
  const walk = (node: Nodes): void => {
    if (isFolded(node)) return
    switch (node.type) {
      case 'yaml':
      case 'html':
      case 'image':
      case 'imageReference':
      case 'definition':
        cut()
        return
      case 'text':
      case 'inlineCode':
        current += node.value
        return
      case 'code':
        cut()
        into.push(...node.value.split('\n').filter(line => line.trim() !== ''))
        return
      case 'containerDirective':
        cut()
        if (node.name === 'remedy' && withheld.has(node.attributes?.id ?? '')) return
        for (const child of node.children) walk(child)
        cut()
        return
      case 'break':
        cut()
        return
      case 'footnoteReference':
        cut()
        if (!asked.includes(node.identifier)) asked.push(node.identifier)
        return
      case 'footnoteDefinition': {
        cut()
        const outer = into
        into = []
        for (const child of node.children) walk(child)
        cut()
        defined.set(node.identifier, into)
        into = outer
        return
      }
      case 'emphasis':
      case 'strong':
      case 'delete':
        for (const child of node.children) walk(child)
        return
      default:
        cut()
        if ('children' in node) for (const child of node.children) walk(child)
        cut()
    }
  }
  walk(tree)
  return { text, notes: asked.map(label => defined.get(label) ?? []) }
}
