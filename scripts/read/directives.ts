import type { Nodes, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { type Finding, placeOf } from './finding.ts'

/** The block directives that the press knows. */
export const knownDirectives = ['emergency', 'note', 'remedy', 'passage'] as const

/** Names the directives that the press does not know; their text is printed all the same. */
export function unknownDirectives(source: Root, file: string): readonly Finding[] {
  const findings: Finding[] = []
  visit(source as Nodes, node => {
    if (node.type !== 'containerDirective' && node.type !== 'leafDirective') return
    const known = (knownDirectives as readonly string[]).includes(node.name)
    const marks = node.type === 'leafDirective' ? '::' : ':::'
    if (known && (node.type === 'containerDirective' || node.name === 'passage')) return
    findings.push({
      rule: 'directive',
      severity: 'warning',
      ...placeOf(file, node),
      reason: known
        ? `Unexpected \`::${node.name}\` on a line of its own, expected \`:::${node.name}\` … \`:::\``
        : `Unexpected directive \`${marks}${node.name}\`, expected one of ${knownDirectives.map(name => `\`${name}\``).join(', ')}`,
      note: 'Its text is printed as plain text.',
    })
  })
  return findings
}
