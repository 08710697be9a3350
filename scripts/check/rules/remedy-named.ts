import type { Nodes } from 'mdast'
import type { Position } from 'unist'
import { isRemedyName } from '../remedies/remedy-name.ts'
import { gatheringRule } from '../rule.ts'

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
export const remedyNamed = gatheringRule(
  'remedy-named',
  'written',
  ({ source }) => {
    const met = remediesIn(source)
    return met.length > 0 ? met : undefined
  },
  (gathered, _, report) => {
    const first = new Map<string, { file: string; position: Position | undefined }>()
    for (const { text, facts } of gathered) {
      for (const { name, position } of facts) {
        const before = first.get(name)
        const at = { file: text.file, at: position }
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
        } else first.set(name, { file: text.file, position })
      }
    }
  },
)

interface Named {
  readonly name: string
  readonly position?: Position | undefined
}

function remediesIn(node: Nodes): readonly Named[] {
  const isRemedy = node.type === 'containerDirective' && node.name === 'remedy'
  const own = isRemedy ? [{ name: node.attributes?.id?.trim() ?? '', position: node.position }] : []
  return 'children' in node ? [...own, ...node.children.flatMap(remediesIn)] : own
}
