import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { composeProof } from '../compose/compose.ts'
import { openFonts } from '../read/fonts.ts'
import type { Leaflet } from '../read/publication.ts'
import { read } from '../read/read.ts'
import { openTemplates } from '../read/templates.ts'
import { leafletPage } from '../render/leaflet.ts'
import { imprimatur } from '../review/imprimatur.ts'
import { editToScreen } from './edit-to-screen.ts'
import { writeManuscript } from './manuscript.ts'
import { type Run, timedRun } from './timed-run.ts'
import { inTurns, type Result, type Task } from './turns.ts'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const program = path('../imprimatur.ts')

/** What the press does with a manuscript of so many chapters, each held against its floor. */
export async function builds(chapters: number, rounds: number): Promise<readonly Result[]> {
  const home = await mkdtemp(join(tmpdir(), 'imprimatur-bench-'))
  try {
    const folder = join(home, 'manuscript')
    await writeManuscript(folder, chapters)
    const [all, one] = [join(home, 'all.json'), join(home, 'one.json')]
    const pages = await bare(folder)
    await writeFile(all, JSON.stringify(pages))
    await writeFile(one, JSON.stringify(pages.slice(0, 1)))
    return await inTurns(tasks({ home, folder, all, one, chapters }), rounds)
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

interface Bench {
  readonly home: string
  readonly folder: string
  /** Files with the HTML of all pages, and of one. */
  readonly all: string
  readonly one: string
  readonly chapters: number
}

function tasks({ home, folder, all, one, chapters }: Bench): readonly Task[] {
  const cores = Math.min(availableParallelism(), 4)
  const warm = join(home, 'warm')
  const inKept = { ...process.env, IMPRIMATUR_CACHE: join(home, 'kept') }
  const node = (...words: string[]) => timed(words)
  const press = (out: string, env: NodeJS.ProcessEnv) =>
    timed([program, 'build', folder, '--out', out, '--quiet'], env, true)
  let edits = 0
  return [
    { name: 'Node alone', run: () => node('-e', '0') },
    { name: 'Node, hashing the inputs', run: () => node(path('floors/hash-inputs.ts'), folder) },
    { name: 'Node, parsing alone', run: () => node(path('floors/parse.ts'), folder) },
    {
      name: 'a browser and one bare print',
      run: () => node(path('floors/bare-loop.ts'), one, '1'),
    },
    ...[...new Set([1, cores])].map(browsers => ({
      name: bareLoop(browsers),
      run: () => node(path('floors/bare-loop.ts'), all, String(browsers)),
    })),
    {
      name: 'one bare print, browser open',
      run: async () => {
        const { out } = await node(path('floors/bare-loop.ts'), all, '1')
        return { milliseconds: JSON.parse(out).loop / chapters }
      },
    },
    {
      name: 'check only',
      floor: 'Node, parsing alone',
      run: () => node(program, 'check', folder, '--quiet'),
    },
    {
      name: 'cold build',
      floor: bareLoop(chapters < 2 * cores * 12 ? 1 : cores),
      run: async () => {
        const cold = await mkdtemp(join(home, 'cold-'))
        const env = { ...process.env, IMPRIMATUR_CACHE: join(cold, 'kept') }
        const measured = await press(join(cold, 'dist'), env)
        await rm(cold, { recursive: true })
        return measured
      },
    },
    {
      name: 'no-change build',
      floor: 'Node, hashing the inputs',
      run: async () => {
        await press(warm, inKept)
        return press(warm, inKept)
      },
    },
    {
      name: 'one-edit build',
      floor: 'a browser and one bare print',
      run: async () => {
        edits += 1
        await appendFile(join(folder, '00001-leaflet.md'), `\nEdit number ${edits}.\n`)
        return press(warm, inKept)
      },
    },
    {
      name: 'watch, edit to screen',
      floor: 'one bare print, browser open',
      run: async () => ({
        milliseconds: await editToScreen(program, folder, '00001-leaflet.md', 5),
      }),
    },
  ]
}

const bareLoop = (browsers: number) =>
  `bare loop of all pages, ${browsers} browser${browsers === 1 ? '' : 's'}`

async function timed(
  words: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  memory = false,
): Promise<Run> {
  const run = await timedRun(process.execPath, words, { env, memory })
  // Made-up text has findings, for which the press ends with 1.
  if (run.code !== 0 && run.code !== 1) throw new Error(`${words.join(' ')}\n${run.err}`)
  return run
}

/** The pages that the bare loop prints: those of the press itself. */
async function bare(folder: string): Promise<readonly string[]> {
  const stock = { templates: openTemplates(), fonts: openFonts() }
  const manuscript = await read(folder)
  return manuscript.publications.map(publication => {
    const { standings } = imprimatur(manuscript, publication, '2026-11-22')
    const room = { templates: stock.templates, epoch: '2000-01-01', standings }
    return leafletPage(composeProof(manuscript, publication as Leaflet, [], room), 'a4', stock)
  })
}
