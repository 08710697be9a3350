import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { report } from '../check/report/report.ts'
import type { Finding } from '../read/finding.ts'
import type { Manuscript } from '../read/manuscript.ts'
import { read } from '../read/read.ts'
import { reviews } from '../read/review.ts'
import { desk, orphans, type Paper } from '../review/desk.ts'
import { stateWords } from '../review/form-words.ts'
import { type ReviewForm, reviewForm } from '../review/review-form.ts'
import { reviewFormHtml } from '../review/review-form-html.ts'
import { reviewFormText } from '../review/review-form-text.ts'
import { diffText } from '../review/word-diff.ts'
import { missingFolder } from './missing-folder.ts'
import { pressroom } from './surroundings.ts'
import { today, type World } from './world.ts'

/** What `imprimatur review` is told. */
export interface ReviewOptions {
  readonly folder: string
  readonly out: string
  /** Check what is signed, or one filled file, and print nothing else. */
  readonly check?: boolean | string
  /** One PDF with everything that waits. */
  readonly packet?: boolean
  readonly json?: boolean
}

/**
 * The reviewer's desk: lists what waits, prints forms, checks what came back. It never writes an
 * approval. Gives 1 where something asked for is missing or wrong.
 */
export async function review(
  names: readonly string[],
  options: ReviewOptions,
  world: World,
): Promise<0 | 1> {
  const missing = await missingFolder(options.folder)
  if (missing) {
    world.err(`${missing}\n`)
    return 1
  }
  const manuscript = await read(options.folder)
  const papers = desk(manuscript, today(world))
  if (options.check) {
    const file = typeof options.check === 'string' ? options.check : undefined
    return check(papers, manuscript, file, world)
  }
  const open = papers.filter(({ state }) => state !== 'signed')
  const chosen = options.packet
    ? open.filter(({ state }) => state !== 'lapses')
    : papers.filter(({ standing }) => names.includes(standing.remedy.id))
  const unknown = names.filter(name => !papers.some(({ standing }) => standing.remedy.id === name))
  if (unknown.length > 0) {
    const known = papers.map(({ standing }) => `\`${standing.remedy.id}\``).join(', ')
    world.err(
      `There is no remedy ${unknown.map(name => `\`${name}\``).join(', ')}. There are: ${known || 'none'}.\n`,
    )
    return 1
  }
  if (names.length === 0 && !options.packet) {
    if (options.json) world.out(`${JSON.stringify(papers.map(asJson), null, 2)}\n`)
    else world.out(`${listing(papers, orphans(manuscript))}\n`)
    return 0
  }
  if (chosen.length === 0) {
    world.out('Nothing waits: every remedy is signed.\n')
    return 0
  }
  const forms = chosen.map(paper => reviewForm(paper, manuscript))
  await print(forms, options, world)
  return 0
}

async function print(
  forms: readonly ReviewForm[],
  { out, packet }: ReviewOptions,
  world: World,
): Promise<void> {
  const folder = join(resolve(out), 'reviews')
  const { reviewSheets } = await import('../render/review-sheets.ts')
  const room = pressroom(world, line => world.err(`${line}\n`))
  const printer = await room.openPrinter()
  try {
    await mkdir(folder, { recursive: true })
    const save = async (name: string, content: Uint8Array | string) => {
      await writeFile(join(folder, name), content)
      world.out(`${join(out, 'reviews', name)}\n`)
    }
    const sheets = packet ? [forms] : forms.map(form => [form])
    for (const sheet of sheets) {
      const name = packet ? 'packet' : sheet[0]!.paper.standing.remedy.id
      const body = reviewFormHtml(sheet)
      await save(`${name}.pdf`, await reviewSheets(body, `Review: ${name}`, room.stock, printer))
      await save(`${name}.txt`, sheet.map(reviewFormText).join(`\n${'='.repeat(72)}\n\n`))
    }
  } finally {
    await printer.close()
  }
}

/** Says of each signed remedy, or of one filled file, whether it would give leave. */
async function check(
  papers: readonly Paper[],
  manuscript: Manuscript,
  file: string | undefined,
  world: World,
): Promise<0 | 1> {
  const { findings, folder } = manuscript
  const said = (told: readonly Finding[]) => report('text', told, { manuscript, day: today(world) })
  if (file !== undefined && !/(?:^|[\\/])reviews[\\/][^\\/]+$/.test(file)) {
    // A filled form may lie anywhere before it is put among the reviews.
    const text = await readFile(file, 'utf8').catch(() => undefined)
    if (text === undefined) {
      world.err(`There is no file \`${file}\`.\n`)
      return 1
    }
    const name = `reviews/${basename(file)}`
    const met = reviews(new Map([[name, text]]))
    world.out(
      met.findings.length > 0
        ? said(met.findings)
        : `\`${file}\` can be read. Put it into \`${folder}/reviews/\` and run \`imprimatur review --check\`.\n`,
    )
    return met.findings.length > 0 ? 1 : 0
  }
  const wanted = file === undefined ? undefined : basename(file).replace(/\.ya?ml$/i, '')
  const told = findings.filter(
    ({ rule, file }) =>
      rule === 'review' && (wanted === undefined || basename(file).startsWith(`${wanted}.`)),
  )
  if (told.length > 0) world.out(`${said(told)}\n`)
  const filed = papers.filter(
    ({ standing }) => standing.review && (wanted === undefined || standing.remedy.id === wanted),
  )
  for (const { standing } of filed) {
    if (standing.refusals.length === 0) world.out(`ok       ${standing.remedy.id}\n`)
    for (const { reason, note } of standing.refusals) {
      world.out(`refused  ${standing.remedy.id}: ${reason}\n         ${note}\n`)
    }
  }
  if (filed.length === 0 && told.length === 0) {
    world.out(wanted ? `There is no review of \`${wanted}\`.\n` : 'There are no reviews yet.\n')
  }
  return told.length > 0 || filed.some(({ standing }) => standing.refusals.length > 0) ? 1 : 0
}

function listing(papers: readonly Paper[], left: readonly { readonly file: string }[]): string {
  const order = ['changed', 'expired', 'refused', 'waits', 'lapses'] as const
  const lines: string[] = []
  for (const state of order) {
    const here = papers.filter(paper => paper.state === state)
    if (here.length === 0) continue
    lines.push(`${here.length} where ${stateWords[state]}:`)
    for (const { standing, chapter, changes, until } of here) {
      const two = standing.needed === 2 ? ', two reviewers' : ''
      const end = state === 'lapses' || state === 'expired' ? `, until ${until}` : ''
      lines.push(`  ${standing.remedy.id}  (${chapter.file}${two}${end})`)
      if (state === 'refused') lines.push(...standing.refusals.map(({ reason }) => `    ${reason}`))
      if (changes)
        lines.push(
          ...diffText(changes)
            .split('\n')
            .map(line => `    | ${line}`),
        )
    }
    lines.push('')
  }
  for (const { file } of left) lines.push(`${file} is about no remedy of this manuscript.`)
  const signed = papers.filter(({ state }) => state === 'signed' || state === 'lapses').length
  lines.push(`${signed} of ${papers.length} remedies have leave to print.`)
  if (signed < papers.length) {
    lines.push(
      '`imprimatur review <remedy>` prints the form for one, `imprimatur review --packet` for all.',
    )
  }
  return lines.join('\n')
}

function asJson({ standing, chapter, state, until, changes }: Paper) {
  return {
    remedy: standing.remedy.id,
    file: standing.remedy.place.file,
    chapter: chapter.id,
    state,
    needed: standing.needed,
    fingerprint: standing.remedy.fingerprint,
    ...(until && { until }),
    refusals: standing.refusals.map(({ code, reason }) => ({ code, reason })),
    ...(changes && { changes }),
  }
}
