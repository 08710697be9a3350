import type { Finding, Severity } from '../../read/finding.ts'
import { houseStyle } from '../house-style.ts'
import { byFile, counted, inWords, pathOf, spanOf, tally } from './tally.ts'

/** What the report in a terminal says besides the findings. */
export interface TextContext {
  /** The manuscript's folder as the user named it. */
  readonly folder: string
  /** How many chapters it has. */
  readonly chapters: number
  /** True where the terminal shows colours. */
  readonly colour?: boolean
}

/** The report that an editor reads in a terminal: by file, then the counts and the next step. */
export function text(
  findings: readonly Finding[],
  { folder, chapters, colour = false }: TextContext,
): string {
  const paint = (code: string, words: string) =>
    colour ? `\u001B[${code}m${words}\u001B[0m` : words
  const files = byFile(findings)
  const blocks = Array.from(files, ([file, met]) => {
    const spans = met.map(spanOf)
    const wide = Math.max(...spans.map(span => span.length))
    const reasons = Math.min(100, Math.max(...met.map(({ reason }) => reason.length)))
    const lines = met.flatMap((finding, index) => {
      const weight = words[finding.severity]
      const line = [
        spans[index]!.padEnd(wide),
        paint(colours[finding.severity], weight.padEnd(7)),
        finding.reason.padEnd(reasons),
        paint('2', finding.rule),
      ]
      return [
        line.join('  ').trimStart(),
        ...(finding.note ? [`  ${paint('2', '[note]:')} ${finding.note}`] : []),
        ...(finding.cause ? [`  ${paint('2', '[cause]:')} ${causeOf(finding.cause)}`] : []),
        ...(finding.passages ? [`  ${paint('2', '[waiver]:')} ${waiverOf(finding.passages)}`] : []),
      ]
    })
    return [paint('4', pathOf(folder, file)), ...lines].join('\n')
  })
  return `${[...blocks, summary(findings, files.size, chapters)].join('\n\n')}\n`
}

function summary(findings: readonly Finding[], files: number, chapters: number): string {
  const counts = tally(findings)
  if (findings.length === 0)
    return `No findings in ${counted(chapters, 'chapter') || 'no chapters'}.`
  const next =
    counts.error > 0
      ? 'Mend the errors first: with one of them, a publication comes out as a marked proof.'
      : 'Nothing here keeps a publication from being final.'
  // Findings of reading and of the press bear a name that is no rule's; their notes say all.
  const first = findings
    .filter(({ rule }) => rules.has(rule))
    .toSorted((a, b) => order[a.severity] - order[b.severity])[0]
  const more = first ? `\n\`imprimatur explain ${first.rule}\` says more about a rule.` : ''
  return `${inWords(counts)} in ${counted(files, 'file')}. ${next}${more}`
}

function waiverOf(passages: readonly [string, string]): string {
  return `If both may stand, say so in \`waivers.yaml\` with \`passages: [${passages.join(', ')}]\` and the reason.`
}

function causeOf({ file, reason, ...place }: NonNullable<Finding['cause']>): string {
  const span = spanOf({ ...place })
  return `${file}${span ? `:${span}` : ''} ${reason}`
}

/** All that `explain` knows. */
const rules: ReadonlySet<string> = new Set(houseStyle.map(({ rule }) => rule.name))

const words: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
}
const colours: Readonly<Record<Severity, string>> = { error: '31', warning: '33', info: '34' }
const order: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }
