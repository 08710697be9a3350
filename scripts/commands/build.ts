import { relative, resolve } from 'node:path'
import { report as reportOf } from '../check/report/report.ts'
import { type Outcome, type Pressing, press } from '../press.ts'
import type { Severity } from '../read/finding.ts'
import { failed } from './failed.ts'
import { missingFolder } from './missing-folder.ts'
import { pressroom, today, type World } from './surroundings.ts'

/** What `imprimatur build` is told. */
export interface BuildOptions {
  readonly out: string
  readonly json?: boolean
  readonly quiet?: boolean
  /** Refuse unless every publication asked for is final. */
  readonly release?: boolean
  /** Make marked proofs of all that is not final. */
  readonly proof?: boolean
  /** The least severity that makes the run fail. */
  readonly failOn?: Severity
}

/** Presses a manuscript. Gives 0 where all is well, 1 for errors found or a refusal. */
export async function build(
  folder: string,
  publications: readonly string[],
  options: BuildOptions,
  world: World,
): Promise<0 | 1> {
  const missing = await missingFolder(folder)
  if (missing) {
    world.err(`${missing}\n`)
    return 1
  }
  const say = (line: string) => {
    if (!options.quiet && !options.json) world.err(`${line}\n`)
  }
  const room = pressroom(world, say)
  const out = resolve(options.out)
  const mode = options.release ? 'release' : options.proof ? 'proof' : undefined
  const pressing = await press(
    { folder, out, publications, ...(mode ? { mode } : {}) },
    options.quiet || options.json ? { ...room, progress: () => {} } : room,
  )
  if (world.terminal && !options.quiet && !options.json) world.err('\r\u001b[K')
  if (options.json) world.out(`${JSON.stringify(asJson(pressing), null, 2)}\n`)
  else tell(pressing, folder, options, world)
  return exitCode(pressing, options)
}

function exitCode(
  { findings, outcomes, unknown, manuscript }: Pressing,
  { release, failOn }: BuildOptions,
): 0 | 1 {
  const bad =
    unknown.length > 0 ||
    manuscript.publications.length === 0 ||
    failed(findings, failOn) ||
    (release && outcomes.some(({ standing }) => standing !== 'final')) ||
    outcomes.some(({ standing }) => standing === 'not made')
  return bad ? 1 : 0
}

function tell(pressing: Pressing, folder: string, options: BuildOptions, world: World): void {
  const { findings, outcomes, unknown, manuscript, written } = pressing
  // Remarks are for somebody who edits: `check` shows them.
  const told = findings.filter(({ severity }) =>
    options.quiet ? severity === 'error' : severity !== 'info',
  )
  const context = { manuscript, day: today(world), colour: world.terminal }
  if (told.length > 0) world.err(`${reportOf('text', told, context)}\n`)
  if (manuscript.chapters.length === 0 && manuscript.unread.length === 0) {
    world.err(
      `No chapters in \`${folder}\`, expected Markdown files (\`.md\`). Nothing was written.\n` +
        'Put a file such as `01-fever.md` there, beginning with `# Fever`, and run this again.\n',
    )
    return
  }
  if (unknown.length > 0) {
    const names = manuscript.publications.map(({ id }) => `\`${id}\``).join(', ')
    world.err(
      `No publication is named ${unknown.map(id => `\`${id}\``).join(', ')}. Nothing was written.\n` +
        `There are: ${names}.\n`,
    )
    return
  }
  if (manuscript.publications.length === 0) {
    const what = manuscript.chapters.length === 0 ? 'chapter' : 'publication'
    world.err(`No ${what} in \`${folder}\` can be read. Nothing was written.\n`)
  }
  if (!options.quiet) {
    for (const outcome of outcomes) {
      for (const { path, size } of outcome.files) {
        world.out(`${relative('.', resolve(options.out, path))}  ${kilobytes(size)}\n`)
      }
    }
    for (const path of written?.removed ?? [])
      world.out(`removed ${path}: nothing makes it any more\n`)
  }
  for (const line of closing(outcomes, options)) world.err(`${line}\n`)
  if (options.release && !written && outcomes.some(({ refused }) => refused.length > 0)) {
    world.err('Nothing was written: a release needs every file to be free of errors.\n')
  } else if (options.release && !written) {
    world.err(
      'Nothing was written: a release needs leave to print for every publication.\n' +
        '`imprimatur review` lists what waits; `imprimatur build --proof` makes marked proofs meanwhile.\n',
    )
  }
}

/** What the user must know at the end: what is a proof, what was not made, and why. */
function closing(
  outcomes: readonly Outcome[],
  { quiet, release }: Pick<BuildOptions, 'quiet' | 'release'>,
): string[] {
  const lines: string[] = []
  const short = outcomes.filter(
    ({ standing, refused }) => standing !== 'final' || refused.length > 0,
  )
  if (release && short.length > 0) {
    return short.map(outcome => `Cannot press \`${outcome.publication.id}\`: ${why(outcome)}`)
  }
  const finals = outcomes.filter(({ standing }) => standing === 'final')
  if (finals.length > 0 && !quiet)
    lines.push(`${many(finals.length, 'publication')} pressed as final.`)
  const proofs = outcomes.filter(({ standing }) => standing === 'proof')
  if (proofs.length > 0) {
    lines.push(`${many(proofs.length, 'publication')} pressed as marked proofs, in \`proofs/\`:`)
    for (const outcome of proofs) lines.push(`  ${outcome.publication.id}: ${why(outcome)}`)
    if (proofs.some(({ decision }) => decision.refusals)) {
      lines.push(
        'A proof is for checking, not for patients. A remedy is final once a reviewer has signed it.',
      )
    }
  }
  for (const outcome of outcomes.filter(({ standing }) => standing === 'not made')) {
    lines.push(
      `Cannot press \`${outcome.publication.id}\`: ${why(outcome)} No file of it was written.`,
    )
  }
  for (const { publication, refused, standing } of outcomes) {
    if (refused.length > 0 && standing !== 'not made')
      lines.push(
        `\`${publication.id}\`: ${refused.map(path => `\`${path}\``).join(', ')} ${refused.length === 1 ? 'was' : 'were'} not written; the errors above say why.`,
      )
  }
  for (const { publication, decision, standing } of outcomes) {
    const withheld = standing === 'final' ? [...(decision.leave?.withheld ?? [])] : []
    if (withheld.length > 0) {
      lines.push(
        `\`${publication.id}\` leaves out ${many(withheld.length, 'remedy that awaits', 'remedies that await')} review (${few(withheld)}).`,
      )
    }
  }
  for (const { publication, folds } of outcomes) {
    if (folds.length > 0 && !quiet) {
      lines.push(
        `\`${publication.id}\` sets ${many(folds.length, 'repeat')} once and refers to it afterwards.`,
      )
    }
  }
  return lines
}

function why({ decision, reasons, standing }: Outcome): string {
  const waiting = decision.standings.filter(({ refusals }) => refusals.length > 0)
  const faults = reasons.length - (decision.refusals?.length ?? 0)
  const parts: string[] = []
  if (decision.refusals && waiting.length > 0) {
    const names = few(waiting.map(({ remedy }) => remedy.id))
    parts.push(
      `${waiting.length} of ${many(decision.standings.length, 'remedy', 'remedies')} ${waiting.length === 1 ? 'lacks' : 'lack'} leave to print (${names})`,
    )
  }
  if (parts.length === 0 && standing === 'not made') return reasons.join(' ')
  if (faults > 0) parts.push(`${many(faults, 'error')} to mend first`)
  return `${parts.join('; ')}.`
}

function few(names: readonly string[]): string {
  const shown = names.slice(0, 3).map(name => `\`${name}\``)
  return names.length > 3 ? `${shown.join(', ')} and ${names.length - 3} more` : shown.join(', ')
}

function many(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`
}

function kilobytes(size: number): string {
  return `${Math.max(1, Math.round(size / 1024))} kB`
}

/** The run as data: stable names, no look. */
function asJson({ findings, outcomes, unknown, written }: Pressing) {
  return {
    findings,
    unknown,
    removed: written?.removed ?? [],
    publications: outcomes.map(
      ({ publication, standing, reasons, decision, files, refused, folds }) => ({
        id: publication.id,
        kind: publication.kind,
        standing,
        reasons,
        withheld: standing === 'final' ? [...(decision.leave?.withheld ?? [])] : [],
        folds,
        files,
        refused,
      }),
    ),
  }
}
