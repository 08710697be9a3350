import type { Finding } from '../read/finding.ts'

/** Findings as people read them, grouped by file. */
export function reportText(findings: readonly Finding[], folder: string): string {
  const lines: string[] = []
  let file: string | undefined
  for (const finding of findings) {
    if (finding.file !== file) {
      if (file !== undefined) lines.push('')
      file = finding.file
      lines.push(file ? `${folder.replace(/\/$/, '')}/${file}` : folder)
    }
    const { start, end, severity, reason, rule, note, cause } = finding
    const from = start ? `${start.line}:${start.column}` : '-'
    const place = end ? `${from}-${end.line}:${end.column}` : from
    lines.push(`${place.padEnd(13)} ${severity.padEnd(8)} ${reason}  ${rule}`)
    if (note) lines.push(`  [note]: ${note}`)
    if (cause) {
      const at = cause.start ? `:${cause.start.line}:${cause.start.column}` : ''
      lines.push(`  [cause]: ${cause.file}${at} ${cause.reason}`)
    }
  }
  return lines.join('\n')
}

/** "2 errors, 1 warning", or an empty text where there is nothing to count. */
export function counts(findings: readonly Finding[]): string {
  return (['error', 'warning', 'info'] as const)
    .flatMap(severity => {
      const count = findings.filter(finding => finding.severity === severity).length
      const noun = severity === 'info' ? (count === 1 ? 'remark' : 'remarks') : severity
      return count > 0 ? [`${count} ${noun}${count > 1 && severity !== 'info' ? 's' : ''}`] : []
    })
    .join(', ')
}
