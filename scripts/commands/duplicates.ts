import { type Answer, answered, answersIn } from '../check/duplicates/answers.ts'
import { type Read, readPassages } from '../check/duplicates/corpus.ts'
import { type Difference, difference, type Stretch } from '../check/duplicates/difference.ts'
import { type Duplicate, duplicatesOf, nearThreshold } from '../check/duplicates/duplicates.ts'
import { type GlossaryTable, shippedGlossaries } from '../check/duplicates/glossary.ts'
import { type Group, groups } from '../check/duplicates/groups.ts'
import { ownGlossaries } from '../check/duplicates/own-glossary.ts'
import { manuscriptPassages, type Passage, passageHash } from '../check/duplicates/passages.ts'
import { isListed, listedFrom } from '../check/duplicates/telling.ts'
import type { Frequencies } from '../check/duplicates/vectors.ts'
import { read } from '../read/read.ts'
import { upToDate } from './library-index.ts'
import { missingFolder } from './missing-folder.ts'
import type { World } from './world.ts'

/** What `imprimatur duplicates` is told. */
export interface DuplicatesOptions {
  readonly json?: boolean
  /** Score from which all reworded passages are shown, 0 to 1; none means those worth a look. */
  readonly from?: string
  /** Most groups to show; the surest come first. */
  readonly most?: string
  /** File of an index of the library; only what changed since is compared, with all of it. */
  readonly index?: string
  /** Columns of the terminal. */
  readonly columns?: number
}

/** Shows passages that say the same, side by side. Gives 1 where a folder cannot be read. */
export async function duplicates(
  folders: readonly string[],
  options: DuplicatesOptions,
  world: World,
): Promise<0 | 1> {
  let passages: Passage[] = []
  const answers: Answer[] = []
  const tables = new Set(shippedGlossaries())
  for (const folder of folders) {
    const missing = await missingFolder(folder)
    if (missing) {
      world.err(`${missing}\n`)
      return 1
    }
    const manuscript = await read(folder)
    const own = manuscriptPassages(manuscript)
    for (const table of ownGlossaries(manuscript)) tables.add(table)
    answers.push(...answersIn(manuscript.waivers))
    const inFolder = (file: string) =>
      folders.length > 1 || options.index ? `${folder.replace(/\/$/, '')}/${file}` : file
    for (const passage of own) {
      passages.push({ ...passage, place: { ...passage.place, file: inFolder(passage.place.file) } })
    }
    if (world.terminal) world.err(`\r\u001b[K${passages.length} passages read`)
  }
  if (world.terminal) world.err('\r\u001b[K')
  const glossaries = [...tables]
  let reads: readonly Read[]
  let asked: ReadonlySet<number> | undefined
  let among: Frequencies | undefined
  let count = passages.length
  const from = fraction(options.from)
  const paraphrase = from ?? listedFrom
  if (options.index) {
    const index = await upToDate(options.index, folders, passages, glossaries, {
      near: nearThreshold,
      paraphrase,
    })
    ;({ reads, asked, among, count } = index)
    passages = reads.map(({ passage }) => passage)
    const { changed, unusable } = index
    if (unusable) {
      world.err(
        `The index \`${options.index}\` ${unusable}: it was made anew from the folders named here. ` +
          'Name the other folders of the library once, so that it holds them again.\n',
      )
    }
    if (!options.json)
      world.out(`${changed} changed text${changed === 1 ? '' : 's'} compared with the library.\n`)
  } else reads = readPassages(passages, glossaries)
  const { open } = answered(duplicatesOf(reads, { paraphrase }, asked, among), passages, answers)
  const pairs = from === undefined ? open.filter(pair => isListed(pair, passages)) : open
  const all = groups(pairs, passages).toSorted((x, y) => best(y) - best(x))
  const most = Number(options.most ?? 30)
  if (options.json) {
    world.out(
      `${JSON.stringify(
        all.slice(0, most).map(group => asJson(group, passages, glossaries)),
        null,
        2,
      )}\n`,
    )
    return 0
  }
  const width = Math.max(60, Math.min(options.columns ?? 100, 160))
  for (const group of all.slice(0, most))
    world.out(`${asText(group, passages, glossaries, width)}\n`)
  const rest =
    all.length > most ? `, the first ${most} of them above; \`--most ${all.length}\` shows all` : ''
  const many = `${all.length} group${all.length === 1 ? '' : 's'} of passages that say the same`
  const doubtful = from === undefined ? ' `--from 0.2` shows doubtful ones too.' : ''
  world.out(
    `${count} passages: ${all.length === 0 ? 'none say the same' : many}${rest}.${doubtful}\n`,
  )
  return 0
}

function fraction(written: string | undefined): number | undefined {
  const value = Number(written)
  return written !== undefined && value > 0 && value <= 1 ? value : undefined
}

function best({ pairs }: Group): number {
  return Math.max(...pairs.map(({ score }) => score))
}

function asJson(group: Group, passages: readonly Passage[], glossaries: readonly GlossaryTable[]) {
  return {
    tier: group.tier,
    keep: describe(passages[group.keep]!),
    why: group.why,
    passages: group.members.map(member => describe(passages[member]!)),
    pairs: group.pairs.map(pair => ({
      tier: pair.tier,
      score: Number(pair.score.toFixed(3)),
      passages: [pair.a, pair.b].map(index => passageHash(passages[index]!)),
      shared: pair.shared,
      contrasts: pair.contrasts,
      numbers: pair.conflicts.map(({ a, b }) => [a.text, b.text]),
      difference: difference(passages, pair, glossaries),
    })),
  }
}

function describe(passage: Passage) {
  const { place, headings, text, remedy, reviewed } = passage
  return { ...place, headings, text, remedy, reviewed, hash: passageHash(passage) }
}

const tiers = { exact: 'the same words', near: 'nearly the same words', paraphrase: 'other words' }

function asText(
  group: Group,
  passages: readonly Passage[],
  glossaries: readonly GlossaryTable[],
  width: number,
): string {
  const lines = [`── ${group.members.length} passages, ${tiers[group.tier]} ${'─'.repeat(12)}`]
  const [keep, ...others] = group.members
  for (const other of others) {
    const pair = group.pairs.find(
      ({ a, b }) => (a === keep && b === other) || (a === other && b === keep),
    )
    if (pair)
      lines.push(
        ...sideBySide(pair, keep!, difference(passages, pair, glossaries), passages, width),
        '',
      )
    else lines.push(`${at(passages[other]!)}`, `  ${passages[other]!.text}`, '')
  }
  lines.push(`Keep ${at(passages[group.keep]!)}: ${group.why}.`)
  const answers = group.pairs.map(({ a, b }) =>
    [a, b].map(index => passageHash(passages[index]!)).join(', '),
  )
  lines.push(
    `To let both stand, give \`waivers.yaml\` a reason for \`passages: [${answers.join(']`, `[')}]\`.`,
  )
  const remedy = group.members.some(member => passages[member]!.remedy !== undefined)
  if (remedy) lines.push('One belongs to a remedy: only its reviewer may change the words.')
  return `${lines.join('\n')}\n`
}

/** Two columns; words of one side only in {braces}, numbers that differ in [[brackets]]. */
function sideBySide(
  pair: Duplicate,
  keep: number,
  marked: Difference,
  passages: readonly Passage[],
  width: number,
) {
  const [left, right] = pair.a === keep ? [marked.a, marked.b] : [marked.b, marked.a]
  const [one, other] = pair.a === keep ? [pair.a, pair.b] : [pair.b, pair.a]
  const column = Math.floor((width - 3) / 2)
  const head = [at(passages[one]!), at(passages[other]!)]
  const columns = [left, right].map((side, index) => [
    head[index]!,
    ...wrapped(plain(side), column),
  ])
  const rows = Math.max(columns[0]!.length, columns[1]!.length)
  const lines = Array.from({ length: rows }, (_, row) =>
    `${(columns[0]![row] ?? '').padEnd(column)} │ ${columns[1]![row] ?? ''}`.trimEnd(),
  )
  const differ = pair.conflicts.map(({ a, b }) => `"${a.text}" and "${b.text}"`)
  const against = pair.contrasts.map(({ a, b }) => `${a.join(', ')} and ${b.join(', ')}`)
  return [
    ...lines,
    `${pair.score.toFixed(2)}  both: ${pair.shared.slice(0, 8).join(', ')}`,
    ...(differ.length > 0 ? [`numbers differ: ${differ.join('; ')}`] : []),
    ...(against.length > 0 ? [`set against each other: ${against.join('; ')}`] : []),
  ]
}

function at({ place }: Passage): string {
  return `${place.file}:${place.start?.line ?? 1}`
}

function plain(side: readonly Stretch[]): string {
  return side
    .map(({ kind, text }) => {
      const [, words = '', space = ''] = /^([\s\S]*?)([\s\p{P}|]*)$/u.exec(text) ?? []
      if (kind === 'same' || words === '') return text
      return kind === 'number' ? `[[${words}]]${space}` : `{${words}}${space}`
    })
    .join('')
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
