import { relative, resolve } from 'node:path'
import { text as reportOf } from '../check/report/text.ts'
import type { Order } from '../press.ts'
import type { Severity } from '../read/finding.ts'
import type { Account, Told } from './account.ts'
import { failed } from './failed.ts'
import { lastRun } from './last-run.ts'
import { missingFolder } from './missing-folder.ts'
import { pressed } from './pressed.ts'
import type { World } from './world.ts'

/** What `imprimatur build` is told. */
export interface BuildOptions {
  readonly out: string
  readonly json?: boolean
  readonly quiet?: boolean
  /** Say of each file why it was made again or not. */
  readonly explain?: boolean
  /** False where everything is to be made anew. */
  readonly cache?: boolean
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
  const mode = options.release ? 'release' : options.proof ? 'proof' : undefined
  const order: Order = {
    folder,
    out: resolve(options.out),
    publications,
    ...(mode ? { mode } : {}),
  }
  const silent = options.quiet || options.json
  const before = options.cache === false ? undefined : await lastRun(order, world, say)
  const { account, why } = await pressed(order, before, async expected => {
    const { pressroom } = await import('./surroundings.ts')
    const room = pressroom(world, say, expected)
    return silent ? { ...room, progress: () => {} } : room
  })
  if (world.terminal && !silent) world.err('\r\u001b[K')
  const told = options.explain ? why : new Map()
  if (options.json) world.out(`${JSON.stringify(asJson(account, told), null, 2)}\n`)
  else tell(account, told, folder, options, world)
  return exitCode(account, options)
}

function exitCode(
  { findings, outcomes, unknown, publications }: Account,
  { release, failOn }: BuildOptions,
): 0 | 1 {
  const bad =
    unknown.length > 0 ||
    publications.length === 0 ||
    failed(findings, failOn) ||
    (release && outcomes.some(({ standing }) => standing !== 'final')) ||
    outcomes.some(({ standing }) => standing === 'not made')
  return bad ? 1 : 0
}

function tell(
  account: Account,
  why: ReadonlyMap<string, string>,
  folder: string,
  options: BuildOptions,
  world: World,
): void {
  const { findings, outcomes, unknown, publications, chapters, written } = account
  // Remarks are for somebody who edits: `check` shows them.
  const told = findings.filter(({ severity }) =>
    options.quiet ? severity === 'error' : severity !== 'info',
  )
  const context = { folder, chapters, colour: world.terminal }
  if (told.length > 0) world.err(`${reportOf(told, context)}\n`)
  if (chapters === 0 && account.unread === 0) {
    world.err(
      `No chapters in \`${folder}\`, expected Markdown files (\`.md\`). Nothing was written.\n` +
        'Put a file such as `01-fever.md` there, beginning with `# Fever`, and run this again.\n',
    )
    return
  }
  if (unknown.length > 0) {
    const names = publications.map(id => `\`${id}\``).join(', ')
    world.err(
      `No publication is named ${unknown.map(id => `\`${id}\``).join(', ')}. Nothing was written.\n` +
        `${names ? `There are: ${names}.` : 'None can be read; the errors above say why.'}\n`,
    )
    return
  }
  if (publications.length === 0) {
    const what = chapters === 0 ? 'chapter' : 'publication'
    world.err(`No ${what} in \`${folder}\` can be read. Nothing was written.\n`)
  }
  if (!options.quiet) {
    for (const outcome of outcomes) {
      for (const { path, size } of outcome.files) {
        const reason = why.get(outcome.id)
        world.out(
          `${relative('.', resolve(options.out, path))}  ${kilobytes(size)}${reason ? `  ${reason}` : ''}\n`,
        )
      }
    }
    for (const path of account.removed) world.out(`removed ${path}: nothing makes it any more\n`)
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
  outcomes: readonly Told[],
  { quiet, release }: Pick<BuildOptions, 'quiet' | 'release'>,
): string[] {
  const lines: string[] = []
  const short = outcomes.filter(
    ({ standing, refused }) => standing !== 'final' || refused.length > 0,
  )
  if (release && short.length > 0) {
    return short.map(outcome => `Cannot press \`${outcome.id}\`: ${why(outcome)}`)
  }
  const finals = outcomes.filter(({ standing }) => standing === 'final')
  if (finals.length > 0 && !quiet)
    lines.push(`${many(finals.length, 'publication')} pressed as final.`)
  const proofs = outcomes.filter(({ standing }) => standing === 'proof')
  if (proofs.length > 0) {
    lines.push(
      `${many(proofs.length, 'publication')} pressed as ${proofs.length === 1 ? 'a marked proof' : 'marked proofs'}, in \`proofs/\`:`,
    )
    for (const outcome of proofs) lines.push(`  ${outcome.id}: ${why(outcome)}`)
    if (proofs.some(({ refusals }) => refusals > 0)) {
      lines.push(
        'A proof is for checking, not for patients. A remedy is final once a reviewer has signed it.',
      )
    }
  }
  for (const outcome of outcomes.filter(({ standing }) => standing === 'not made')) {
    lines.push(`Cannot press \`${outcome.id}\`: ${why(outcome)} No file of it was written.`)
  }
  for (const { id, refused, standing } of outcomes) {
    if (refused.length > 0 && standing !== 'not made')
      lines.push(
        `\`${id}\`: ${refused.map(path => `\`${path}\``).join(', ')} ${refused.length === 1 ? 'was' : 'were'} not written; the errors above say why.`,
      )
  }
  for (const { id, withheld } of outcomes) {
    if (withheld.length > 0) {
      lines.push(
        `\`${id}\` leaves out ${many(withheld.length, 'remedy that awaits', 'remedies that await')} review (${few(withheld)}).`,
      )
    }
  }
  for (const { id, folds } of outcomes) {
    if (folds.length > 0 && !quiet) {
      lines.push(`\`${id}\` sets ${many(folds.length, 'repeat')} once and refers to it afterwards.`)
    }
  }
  return lines
}

function why({ reasons, remedies, waiting, refusals, standing }: Told): string {
  const faults = reasons.length - refusals
  const parts: string[] = []
  if (refusals > 0 && waiting.length > 0) {
    parts.push(
      `${waiting.length} of ${many(remedies, 'remedy', 'remedies')} ${waiting.length === 1 ? 'lacks' : 'lack'} leave to print (${few(waiting)})`,
    )
  }
  if (parts.length === 0 && standing === 'not made') return listed(reasons)
  const places = reasons
    .slice(refusals)
    .flatMap(reason => /^\S.*?:\d+(?=: )/.exec(reason)?.[0] ?? [])
  const where = places.length > 0 ? `: ${few([...new Set(places)], 2)}` : ''
  if (faults > 0) parts.push(`${many(faults, 'error')} to mend first${where}`)
  return `${parts.join('; ')}.`
}

/** Reasons, a line each where there are several; what is said of several files is said once. */
function listed(reasons: readonly string[]): string {
  const same = Map.groupBy(reasons, reason => reason.replace(/`[^`]+\.(?:pdf|epub)`/g, ''))
  const once = [...same.values()].map(([first = '', ...more]) =>
    more.length > 0 ? `${first} (and in ${many(more.length, 'more file')})` : first,
  )
  if (once.length === 1) return once.join('')
  const shown = once.slice(0, 5).map(reason => `\n  - ${reason}`)
  const left = once.length > 5 ? `\n  - and ${many(once.length - 5, 'reason')} more, above` : ''
  return `${shown.join('')}${left}\n `
}

function few(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most).map(name => `\`${name}\``)
  return names.length > most
    ? `${shown.join(', ')} and ${names.length - most} more`
    : shown.join(', ')
}

function many(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`
}

function kilobytes(size: number): string {
  return `${Math.max(1, Math.round(size / 1024))} kB`
}

/** The run as data: stable names, no look. */
function asJson(
  { findings, outcomes, unknown, removed }: Account,
  why: ReadonlyMap<string, string>,
) {
  return {
    findings,
    unknown,
    removed,
    publications: outcomes.map(
      ({ id, kind, standing, reasons, withheld, folds, files, refused }) => ({
        id,
        kind,
        standing,
        reasons,
        withheld,
        folds,
        files,
        refused,
        ...(why.has(id) ? { why: why.get(id) } : {}),
      }),
    ),
  }
}
