import type { Finding } from '../../read/finding.ts'
import type { ReportContext } from './report.ts'
import { pathOf } from './tally.ts'

/** One line a finding, in the form that GitHub shows beside the changed lines. */
export function annotations(
  findings: readonly Finding[],
  { manuscript }: Pick<ReportContext, 'manuscript'>,
): string {
  return findings
    .map(({ severity, file, start, end, rule, reason, note }) => {
      const level = severity === 'info' ? 'notice' : severity
      // GitHub marks columns only on a single line.
      const oneLine = start && (!end || end.line === start.line)
      const fields = [
        `file=${property(pathOf(manuscript.folder, file))}`,
        ...(start ? [`line=${start.line}`] : []),
        ...(end ? [`endLine=${end.line}`] : []),
        ...(oneLine ? [`col=${start.column}`] : []),
        ...(oneLine && end ? [`endColumn=${end.column}`] : []),
        `title=${property(rule)}`,
      ]
      return `::${level} ${fields.join(',')}::${message(note ? `${reason}\n${note}` : reason)}\n`
    })
    .join('')
}

const message = (text: string) =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const property = (text: string) => message(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
