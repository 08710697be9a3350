import { inspect } from '../press.ts'
import { read } from '../read/read.ts'
import { missingFolder } from './missing-folder.ts'
import { counts, reportText } from './report-text.ts'
import { pressroom, type World } from './surroundings.ts'

/** What `imprimatur check` is told. */
export interface CheckOptions {
  readonly json?: boolean
  readonly quiet?: boolean
}

/** Says what is wrong with a manuscript, and writes nothing. Gives 1 where there is an error. */
export async function check(folder: string, options: CheckOptions, world: World): Promise<0 | 1> {
  const missing = await missingFolder(folder)
  if (missing) {
    world.err(`${missing}\n`)
    return 1
  }
  const manuscript = await read(folder)
  const findings = inspect(
    manuscript,
    pressroom(world, () => {}),
  )
  const told = options.quiet ? findings.filter(({ severity }) => severity === 'error') : findings
  if (options.json) world.out(`${JSON.stringify(told, null, 2)}\n`)
  else {
    if (told.length > 0) world.out(`${reportText(told, folder)}\n\n`)
    const read = `${manuscript.chapters.length} chapter${manuscript.chapters.length === 1 ? '' : 's'}`
    if (!options.quiet) world.out(`${read}: ${counts(findings) || 'nothing to mend'}.\n`)
  }
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0
}
