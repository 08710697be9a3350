import type { Finding } from '../../read/finding.ts'
import { escaped } from './escaped.ts'
import type { ReportContext } from './report.ts'
import { byFile, pathOf, spanOf } from './tally.ts'

/**
 * The findings as JUnit XML: a suite is a file, a case a finding.
 *
 * An error or a warning is a failed case; a note is a passed case with its words. A chapter with no
 * finding is one passed case.
 */
export function junit(
  findings: readonly Finding[],
  { manuscript }: Pick<ReportContext, 'manuscript'>,
): string {
  const met = byFile(findings)
  const files = [...new Set([...manuscript.chapters.map(({ file }) => file), ...met.keys()])]
  const suites = files.map(file => suite(pathOf(manuscript.folder, file), met.get(file) ?? []))
  const tests = suites.reduce((sum, { tests }) => sum + tests, 0)
  const failures = suites.reduce((sum, { failures }) => sum + failures, 0)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="imprimatur" tests="${tests}" failures="${failures}" errors="0">`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>',
    '',
  ].join('\n')
}

function suite(path: string, findings: readonly Finding[]) {
  const failures = findings.filter(({ severity }) => severity !== 'info').length
  const cases = findings.map(finding => {
    const span = spanOf(finding)
    const name = escaped(`${finding.rule}${span ? ` ${span}` : ''}`)
    const words = escaped([finding.reason, finding.note].filter(Boolean).join('\n'))
    const inside =
      finding.severity === 'info'
        ? `<system-out>${words}</system-out>`
        : `<failure type="${finding.severity}" message="${escaped(finding.reason)}">${words}</failure>`
    return `    <testcase classname="${escaped(path)}" name="${name}">${inside}</testcase>`
  })
  if (cases.length === 0) {
    cases.push(`    <testcase classname="${escaped(path)}" name="no findings"/>`)
  }
  const open = `  <testsuite name="${escaped(path)}" tests="${cases.length}" failures="${failures}" errors="0">`
  return { tests: cases.length, failures, xml: [open, ...cases, '  </testsuite>'].join('\n') }
}
