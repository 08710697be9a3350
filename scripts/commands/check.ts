import { type ReportFormat, report } from '../check/report/report.ts'
import { inspect } from '../inspect.ts'
import type { Severity } from '../read/finding.ts'
import { read } from '../read/read.ts'
import { failed } from './failed.ts'
import { missingFolder } from './missing-folder.ts'
import { pressroom } from './surroundings.ts'
import type { World } from './world.ts'

/** What `imprimatur check` is told. */
export interface CheckOptions {
  readonly format?: ReportFormat
  readonly json?: boolean
  readonly quiet?: boolean
  /** The least severity that makes the run fail. */
  readonly failOn?: Severity
  /** The press's own version, for tools that compare runs. */
  readonly version?: string
}

/** Says what is wrong with a manuscript, and writes nothing. Gives 1 where there is an error. */
export async function check(folder: string, options: CheckOptions, world: World): Promise<0 | 1> {
  const missing = await missingFolder(folder)
  if (missing) {
    world.err(`${missing}\n`)
    return 1
  }
  const manuscript = await read(folder)
  if (manuscript.chapters.length === 0 && manuscript.unread.length === 0) {
    world.err(`No chapters in \`${folder}\`, expected Markdown files (\`.md\`).\n`)
    return 1
  }
  const room = pressroom(world, () => {})
  const findings = inspect(manuscript, { day: room.day, fonts: room.stock.fonts })
  const told = options.quiet ? findings.filter(({ severity }) => severity === 'error') : findings
  const format = options.json ? 'json' : (options.format ?? 'text')
  const { version } = options
  const context = {
    manuscript,
    day: room.day,
    colour: world.colour,
    ...(version ? { version } : {}),
  }
  const said = report(format, told, context)
  if (said && !(options.quiet && told.length === 0 && format === 'text')) {
    world.out(said.endsWith('\n') ? said : `${said}\n`)
  }
  return failed(findings, options.failOn) ? 1 : 0
}
