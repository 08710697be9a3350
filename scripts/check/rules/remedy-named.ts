import type { Nodes } from 'mdast'
import type { Position } from 'unist'
import { isRemedyName } from '../remedies/remedy-name.ts'
import { manuscriptRule } from '../rule.ts'

const firstUsed = 'first used here'

/**
 * Each remedy has a name of its own, since its review is kept under that name.
 *
 * Source: the gate finds the review of `:::remedy{#warm-bath}` in `reviews/warm-bath.yaml`.
 *
 * @example clean
 *   ```md a.md
 *   ::passage{#warm}
 *   ```
 *   ```md b.md
 *   ::passage{#warm}
 *   ```
 *   ```md passages/warm.md
 *   :::remedy{#warm-bath}
 *   Take a warm bath.
 *   :::
 *   ```
 *
 * @example
 *   ```md
 *   :::remedy
 *   Take a warm bath.
 *   :::
 *   ```
 *   1:1-3:4: Unexpected remedy without a name, expected `:::remedy{#name}`
 *
 * @example
 *   ```md
 *   :::remedy{id="warm bath"}
 *   Take a warm bath.
 *   :::
 *   ```
 *   1:1-3:4: Unexpected remedy name `warm bath`, expected letters, digits, `-`, `_` and `.`
 *
 * @example
 *   ```md
 *   :::remedy{#warm-bath}
 *   Take a warm bath.
 *   :::
 *
 *   :::remedy{#warm-bath}
 *   Take a hot bath.
 *   :::
 *   ```
 *   5:1-7:4: Unexpected second remedy named `warm-bath`, expected each name once
 */
export const remedyNamed = manuscriptRule('remedy-named', (manuscript, report) => {
  const first = new Map<string, { file: string; position: Position | undefined }>()
  const texts = [...manuscript.chapters, ...manuscript.passages.values()]
  const look = (node: Nodes, file: string): void => {
    if (node.type === 'containerDirective' && node.name === 'remedy') {
      const name = node.attributes?.id?.trim() ?? ''
      const before = first.get(name)
      const at = { file, at: node.position }
      if (!name) {
        report({
          ...at,
          reason: 'Unexpected remedy without a name, expected `:::remedy{#name}`',
          note: 'A review is kept under the name: `:::remedy{#warm-bath}` is signed in `reviews/warm-bath.yaml`.',
        })
      } else if (!isRemedyName(name)) {
        report({
          ...at,
          reason: `Unexpected remedy name \`${name}\`, expected letters, digits, \`-\`, \`_\` and \`.\``,
          note: 'The name is also the name of the review\u2019s file.',
        })
      } else if (before) {
        const { start } = before.position ?? {}
        report({
          ...at,
          reason: `Unexpected second remedy named \`${name}\`, expected each name once`,
          note: 'Give it a name of its own, or put the text into `passages/` and include it in both places.',
          cause: {
            file: before.file,
            ...(start && { start: { line: start.line, column: start.column } }),
            reason: firstUsed,
          },
        })
      } else first.set(name, { file, position: node.position })
    }
    if ('children' in node) for (const child of node.children) look(child, file)
  }
  for (const { source, file } of texts) look(source, file)
})
