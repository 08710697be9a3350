import type { Finding, Severity } from '../read/finding.ts'

/** Severities in the order of their weight. */
export const severities = ['error', 'warning', 'info'] as const satisfies readonly Severity[]

/** True where a finding weighs at least as much as `failOn`. */
export function failed(findings: readonly Finding[], failOn: Severity = 'error'): boolean {
  const limit = severities.indexOf(failOn)
  return findings.some(({ severity }) => severities.indexOf(severity) <= limit)
}
