import type { Finding } from '../../read/finding.ts'
import type { ReportContext } from './report.ts'
import { tally } from './tally.ts'

/** The findings as they are, with their counts, for programs. */
export function json(
  findings: readonly Finding[],
  { manuscript, day }: Pick<ReportContext, 'manuscript' | 'day'>,
): string {
  const { folder, chapters } = manuscript
  const value = { folder, day, chapters: chapters.length, counts: tally(findings), findings }
  return `${JSON.stringify(value, undefined, 2)}\n`
}
