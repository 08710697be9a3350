import type { Finding, Place, Severity } from '../../read/finding.ts'
import { houseStyle } from '../house-style.ts'
import type { ReportContext } from './report.ts'
import { pathOf } from './tally.ts'

/** The findings as SARIF 2.1.0, so that a code host shows them on their lines. */
export function sarif(
  findings: readonly Finding[],
  { manuscript, version = '0.0.0' }: Pick<ReportContext, 'manuscript' | 'version'>,
): string {
  const rules = rulesOf(findings)
  const indices = new Map(rules.map(({ id }, index) => [id, index]))
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'imprimatur', semanticVersion: version, rules } },
        columnKind: 'utf16CodeUnits',
        results: findings.map(finding => ({
          ruleId: finding.rule,
          ruleIndex: indices.get(finding.rule),
          level: levels[finding.severity],
          message: {
            text: finding.note ? `${finding.reason}. ${finding.note}` : finding.reason,
          },
          locations: [location(manuscript.folder, finding)],
          ...(finding.cause && {
            relatedLocations: [
              {
                ...location(manuscript.folder, finding.cause),
                message: { text: finding.cause.reason },
              },
            ],
          }),
        })),
      },
    ],
  }
  return `${JSON.stringify(log, undefined, 2)}\n`
}

/** The rules of the house, and those of the other stages that found something. */
function rulesOf(findings: readonly Finding[]) {
  const house = houseStyle.map(({ rule, severity, family }) => ({
    id: rule.name,
    shortDescription: { text: rule.name.replaceAll('-', ' ') },
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: [family] },
  }))
  const known = new Set(house.map(({ id }) => id))
  const others = [...new Set(findings.map(({ rule }) => rule))].filter(id => !known.has(id)).sort()
  return [
    ...house,
    ...others.map(id => ({
      id,
      shortDescription: { text: id.replaceAll('-', ' ') },
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['manuscript'] },
    })),
  ]
}

function location(folder: string, { file, start, end }: Place) {
  const uri = pathOf(folder, file).split('/').map(encodeURIComponent).join('/')
  return {
    physicalLocation: {
      artifactLocation: { uri },
      region: start
        ? {
            startLine: start.line,
            startColumn: start.column,
            ...(end && { endLine: end.line, endColumn: end.column }),
          }
        : // A place without a line is the file; hosts ask for a line all the same.
          { startLine: 1 },
    },
  }
}

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
}
