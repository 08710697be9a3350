import type { Nodes, Root } from 'mdast'
import type { ContainerDirective } from 'mdast-util-directive'
import { toString as textOf } from 'mdast-util-to-string'
import type { Chapter } from '../../read/manuscript.ts'

/** The emergency box of a chapter as it will be set, and the file that it is written in. */
export interface EmergencyBox {
  readonly node: ContainerDirective
  readonly file: string
  readonly text: string
}

/** The first emergency box of a chapter, and the first heading or remedy that stands before it. */
export function emergencyBox(chapter: Chapter): {
  readonly box?: EmergencyBox
  readonly before?: { readonly node: Nodes; readonly file: string }
} {
  let box: EmergencyBox | undefined
  let before: { node: Nodes; file: string } | undefined
  walk(chapter.tree, chapter.file)
  return { ...(box && { box }), ...(before && { before }) }

  function walk(parent: Root | ContainerDirective, file: string): void {
    for (const node of parent.children) {
      if (box) return
      if (node.type === 'containerDirective' && node.name === 'emergency') {
        box = { node, file, text: wordsOf(node) }
      } else if (node.type === 'containerDirective' && node.name === 'passage') {
        walk(node, node.data?.file ?? file)
      } else if (
        (node.type === 'heading' && node.depth > 1) ||
        (node.type === 'list' && node.ordered) ||
        (node.type === 'containerDirective' && node.name === 'remedy')
      ) {
        before ??= { node, file }
      }
    }
  }
}

/** The words of a box, its blocks apart. */
function wordsOf(node: Nodes): string {
  if (!('children' in node) || node.type === 'paragraph' || node.type === 'heading') {
    return textOf(node)
  }
  return node.children.map(wordsOf).join('\n')
}
