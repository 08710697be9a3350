import type { Finding, Severity } from '../../read/finding.ts'

/** How many findings of each weight. */
export type Tally = Readonly<Record<Severity, number>>

/** Counts findings by weight. */
export function tally(findings: readonly Finding[]): Tally {
  const counts = { error: 0, warning: 0, info: 0 }
  for (const { severity } of findings) counts[severity]++
  return counts
}

/** "2 errors, 1 warning and 3 notes". */
export function inWords({ error, warning, info }: Tally): string {
  const parts = [
    counted(error, 'error'),
    counted(warning, 'warning'),
    counted(info, 'note'),
  ].filter(part => part !== '')
  return parts.length > 1
    ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
    : (parts[0] ?? 'no findings')
}

/** "1 error", "2 errors", and nothing for none. */
export function counted(count: number, noun: string): string {
  return count === 0 ? '' : `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Findings by file, in the order in which the files are met. */
export function byFile(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  return Map.groupBy(findings, ({ file }) => file)
}

/** The file as the user would name it from where the press was called. */
export function pathOf(folder: string, file: string): string {
  if (!file) return folder
  const base = folder.replaceAll('\\', '/').replace(/\/+$/, '')
  return base === '' || base === '.' ? file : `${base}/${file}`
}

/** "3:1-5:4", or nothing where there is no place. */
export function spanOf({ start, end }: Pick<Finding, 'start' | 'end'>): string {
  if (!start) return ''
  const from = `${start.line}:${start.column}`
  return end ? `${from}-${end.line}:${end.column}` : from
}
