import type { Severity } from '../read/finding.ts'
import type { Documentation, Example } from './documentation.ts'
import type { Family } from './house-style.ts'

/** A rule with its documentation. */
export interface Documented extends Documentation {
  readonly name: string
  readonly severity: Severity
  readonly family: Family
}

/** What `imprimatur explain` says of one rule. */
export function ruleText({ name, severity, family, paragraphs, examples }: Documented): string {
  return [
    `${name} (${family}, ${severity})`,
    ...paragraphs,
    ...examples.map(exampleText),
    `Turn it off, or weigh it otherwise, in style-sheet.yaml:\n\n    rules:\n      ${name}: off`,
    '',
  ].join('\n\n')
}

/** The documentation of all rules as one Markdown text. */
export function manual(rules: readonly Documented[]): string {
  const families = Map.groupBy(rules, ({ family }) => family)
  const parts = Array.from(families, ([family, own]) => [
    `## ${family.charAt(0).toUpperCase()}${family.slice(1)}`,
    ...own.flatMap(({ name, severity, paragraphs, examples }) => [
      `### ${name}`,
      `*${severity}*`,
      ...paragraphs,
      ...examples.map(exampleText),
    ]),
  ])
  return `${['# The rules', ...parts.flat()].join('\n\n')}\n`
}

function exampleText({ files, messages }: Example): string {
  const said = messages.length > 0 ? messages.map(visible) : ['(nothing to say)']
  const texts = files.flatMap(({ name, text }) => [
    ...(files.length > 1 || name !== 'example.md' ? [`    ${name}:`] : []),
    ...text
      .trimEnd()
      .split('\n')
      .map(line => (line ? `    ${visible(line)}` : '')),
    '',
  ])
  return [...texts, ...said.map(line => `    → ${line}`)].join('\n')
}

/** What cannot be seen is named: a reader of the manual must see the example. */
function visible(line: string): string {
  return line.replace(
    /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/g,
    one => `{U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}}`,
  )
}
