import type { Day } from '../../read/fields.ts'
import type { Finding } from '../../read/finding.ts'
import type { Manuscript } from '../../read/manuscript.ts'
import { annotations } from './annotations.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import { page } from './page.ts'
import { sarif } from './sarif.ts'
import { text } from './text.ts'

/** What a report says besides the findings. */
export interface ReportContext {
  readonly manuscript: Manuscript
  readonly day: Day
  /** The press's own version, for tools that compare runs. */
  readonly version?: string
  /** True where the terminal shows colours. */
  readonly colour?: boolean
}

/** Forms of a report, by the name that the command line knows them by. */
export const reportFormats = ['text', 'json', 'sarif', 'junit', 'github', 'html'] as const
export type ReportFormat = (typeof reportFormats)[number]

/** A report for people or for tools; the findings come in the order of {@link check}. */
export function report(
  format: ReportFormat,
  findings: readonly Finding[],
  context: ReportContext,
): string {
  return writers[format](findings, context)
}

const writers: Readonly<
  Record<ReportFormat, (findings: readonly Finding[], context: ReportContext) => string>
> = {
  text: (findings, { manuscript: { folder, chapters }, colour }) =>
    text(findings, { folder, chapters: chapters.length, ...(colour ? { colour } : {}) }),
  json,
  sarif,
  junit,
  github: annotations,
  html: page,
}
