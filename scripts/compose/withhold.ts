import type { Nodes, Root, RootContent } from 'mdast'
import { visit } from 'unist-util-visit'

/**
 * A chapter's tree without the words of the remedies named, and without the notes that only they
 * referred to. In a remedy's place stands an empty `containerDirective` with `data.withheld`.
 */
export function withhold(tree: Root, remedies: ReadonlySet<string>): Root {
  if (remedies.size === 0) return tree
  let left = 0
  const without = (node: RootContent): RootContent => {
    if (node.type === 'containerDirective' && node.name === 'remedy') {
      if (remedies.has(node.attributes?.id?.trim() ?? '')) {
        left += 1
        return {
          type: 'containerDirective',
          name: 'withheld',
          children: [],
          data: { withheld: true },
        }
      }
    }
    if (!('children' in node)) return node
    return {
      ...node,
      children: node.children.map(child => without(child as RootContent)),
    } as RootContent
  }
  const kept: Root = { ...tree, children: tree.children.map(without) }
  if (left === 0) return tree
  return dropNotes(kept, notesOf(tree, kept))
}

/** Labels of notes that the whole tree refers to and the kept one, in the end, does not. */
function notesOf(whole: Root, kept: Root): ReadonlySet<string> {
  const before = reached(whole)
  const after = reached(kept)
  return new Set([...before].filter(label => !after.has(label)))
}

/** Labels that the text refers to, by way of other notes included. */
function reached(tree: Root): ReadonlySet<string> {
  const bodies = new Map<string, Nodes>()
  visit(tree as Nodes, 'footnoteDefinition', node => {
    bodies.set(node.identifier, node)
  })
  const met = new Set<string>()
  const follow = (node: Nodes): void => {
    if (node.type === 'footnoteReference' && !met.has(node.identifier)) {
      met.add(node.identifier)
      const body = bodies.get(node.identifier)
      if (body && 'children' in body) for (const child of body.children) follow(child)
    }
    if (node.type !== 'footnoteDefinition' && 'children' in node) {
      for (const child of node.children) follow(child)
    }
  }
  follow(tree)
  return met
}

function dropNotes(tree: Root, labels: ReadonlySet<string>): Root {
  const drop = (nodes: readonly RootContent[]): RootContent[] =>
    nodes.flatMap((node): RootContent[] => {
      if (node.type === 'footnoteDefinition' && labels.has(node.identifier)) return []
      if (!('children' in node)) return [node]
      return [{ ...node, children: drop(node.children as RootContent[]) } as RootContent]
    })
  return { ...tree, children: drop(tree.children) }
}
