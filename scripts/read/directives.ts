import type { Nodes, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { type Finding, placeOf } from './finding.ts'

/** The block directives that the press knows. */
export const knownDirectives = ['emergency', 'note', 'remedy', 'passage'] as const

/** What is wrong with a text's directives: names the press does not know, boxes never closed. */
export function unexpectedDirectives(source: Root, file: string, text: string): readonly Finding[] {
  return [...unknown(source, file), ...unclosed(source, file, text), ...stray(source, file)]
}

/** A box that no `:::` closes takes all that follows into it. */
function unclosed(source: Root, file: string, text: string): readonly Finding[] {
  const lines = text.split(/\r\n|[\n\r]/)
  const findings: Finding[] = []
  visit(source as Nodes, (node, _, parent) => {
    if (node.type !== 'containerDirective' || !node.position) return
    const { start, end } = node.position
    const marks = /^:+/.exec(lines[start.line - 1]?.slice(start.column - 1) ?? '')?.[0] ?? ':::'
    const last = lines[end.line - 1]?.slice(0, end.column - 1).replace(/^[\s>]*/, '') ?? ''
    if (end.line > start.line && new RegExp(`^:{${marks.length},}\\s*$`).test(last)) return
    const nested = parent?.type === 'containerDirective'
    findings.push({
      rule: 'directive',
      severity: 'error',
      file,
      start: { line: start.line, column: start.column },
      end: { line: start.line, column: start.column + marks.length + node.name.length },
      reason: `Unexpected \`${marks}${node.name}\` that is never closed, expected a line \`${marks}\` where it ends`,
      note: nested
        ? `A box within a box: give the outer one more colons, as in \`${marks}:name\` … \`${marks}:\`.`
        : `All that follows it counts as part of it. Write \`${marks}\` on a line of its own where it ends.`,
    })
  })
  return findings
}

/** `:::` that closes nothing, and `::: note` that opens nothing, are printed as they stand. */
function stray(source: Root, file: string): readonly Finding[] {
  const findings: Finding[] = []
  visit(source as Nodes, 'text', (node, index, parent) => {
    if (!node.position || parent?.type !== 'paragraph') return
    const startsLine = !index || parent.children[index - 1]?.type === 'break'
    const { line, column } = node.position.start
    for (const [row, text] of node.value.split('\n').entries()) {
      const [marks, name] = /^:{3,}(?=\s*$)|^:{2,}\s+(\w+).*$/.exec(text.trim()) ?? []
      if (marks === undefined) continue
      const box = (knownDirectives as readonly string[]).find(each => each === name?.toLowerCase())
      if (name !== undefined && box === undefined) continue
      const begin = row === 0 ? column : 1
      if (row === 0 && !startsLine) continue
      findings.push({
        rule: 'directive',
        severity: 'error',
        file,
        start: { line: line + row, column: begin },
        end: { line: line + row, column: begin + text.length },
        reason:
          box === undefined
            ? `Unexpected \`${marks}\` that closes nothing, expected a box such as \`:::note\` open above it`
            : `Unexpected \`${text.trim()}\`, expected \`:::${box}\` without a space`,
        note:
          box === undefined
            ? 'Take it out, or see whether the box above it was closed too early.'
            : 'As it stands no box begins here.',
      })
    }
  })
  return findings
}

/** Names the directives that the press does not know; their text is printed all the same. */
function unknown(source: Root, file: string): readonly Finding[] {
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
