import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { locateBrowser } from '../render/chromium.ts'
import { builds } from './builds.ts'
import { writeManuscript } from './manuscript.ts'
import { missing, type Peer, peers, placesOf, writeOtherForms } from './peers.ts'
import { timedRun } from './timed-run.ts'
import type { Result } from './turns.ts'

/*
 * The bench: `npm run bench -- [part …] [--sizes 10,100] [--rounds 3] [--peers folder] [--json file]`.
 *
 * Every figure is held against a floor that is measured in the same run and in turn with it. Peers
 * are measured where they are installed, on the system or in the folder that `--peers` names (its
 * `bin`, `node_modules/.bin` and `venv/bin`); the bench installs nothing.
 */

/** Benches of single parts of the press, which print tables of their own. */
const single: Readonly<Record<string, readonly string[]>> = {
  checks: ['checks.ts', '250', '500', '1000'],
  duplicates: ['duplicates.ts'],
  remedies: ['remedies.ts'],
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: 'string', default: '10,100' },
    rounds: { type: 'string', default: '3' },
    'peer-chapters': { type: 'string', default: '10' },
    peers: { type: 'string' },
    json: { type: 'string' },
  },
})
const parts = positionals.length > 0 ? positionals : ['builds', 'peers']
const unknown = parts.filter(part => !['builds', 'peers', ...Object.keys(single)].includes(part))
if (unknown.length > 0) {
  console.error(
    `No part is named ${unknown.join(', ')}; there are builds, peers, ${Object.keys(single).join(', ')}.`,
  )
  process.exit(1)
}

const cpu = cpus()[0]?.model.trim() ?? 'unknown processor'
const machine = `${availableParallelism()} cores (${cpu}), ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.version}`
console.log(machine)
const outcome: { machine: string; builds: Record<string, readonly Result[]>; peers?: Standings } = {
  machine,
  builds: {},
}
for (const part of parts) {
  if (part === 'builds') {
    for (const chapters of values.sizes.split(',').map(Number)) {
      const results = await builds(chapters, Number(values.rounds))
      outcome.builds[chapters] = results
      showBuilds(chapters, results)
    }
  } else if (part === 'peers') {
    outcome.peers = await race(Number(values['peer-chapters']))
    showPeers(outcome.peers)
  } else {
    const [script = '', ...words] = single[part] ?? []
    console.log(`\n${part}`)
    spawnSync(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...words], {
      stdio: 'inherit',
    })
  }
}
if (values.json) await writeFile(values.json, `${JSON.stringify(outcome, null, 2)}\n`)

function showBuilds(chapters: number, results: readonly Result[]): void {
  console.log(`\n${chapters} chapters of about 700 words, a leaflet each`)
  row('', 'ms', 'ms each', 'ratio', 'peak MB', 'held against')
  for (const { name, milliseconds, floor = '', ratio, peak } of results) {
    row(
      name,
      milliseconds.toFixed(0),
      (milliseconds / chapters).toFixed(1),
      ratio?.toFixed(2) ?? '',
      peak === undefined ? '' : (peak / 1e6).toFixed(0),
      floor,
    )
  }
}

/** Milliseconds a chapter of each peer, and who was not there. */
interface Standings {
  readonly chapters: number
  readonly met: readonly { name: string; each: number; times: number; does: string }[]
  readonly absent: readonly { name: string; needs: readonly string[] }[]
}

async function race(chapters: number): Promise<Standings> {
  const home = await mkdtemp(join(tmpdir(), 'imprimatur-peers-'))
  const found = await locateBrowser({ env: process.env })
  const path = placesOf(values.peers, process.env).join(delimiter)
  const env = { ...process.env, ...found.env, PATH: path, PUPPETEER_EXECUTABLE_PATH: found.path }
  try {
    const ours: Peer = {
      name: 'Imprimatur',
      does: '`imprimatur build --no-cache`: checked, gated, a tagged PDF each',
      programs: [],
      run: async ({ folder, out, start }) =>
        start(process.execPath, [
          fileURLToPath(new URL('../imprimatur.ts', import.meta.url)),
          ...['build', folder, '--out', out, '--quiet', '--no-cache'],
        ]),
    }
    const met: { name: string; each: number; does: string }[] = []
    const absent: { name: string; needs: readonly string[] }[] = []
    for (const peer of [ours, ...peers]) {
      const needs = await missing(peer, env)
      if (needs.length > 0) {
        absent.push({ name: peer.name, needs })
        continue
      }
      const place = await mkdtemp(join(home, 'peer-'))
      const [folder, out] = [join(place, 'manuscript'), join(place, 'out')]
      await writeManuscript(folder, chapters)
      if (peer !== ours) await writeOtherForms(folder)
      await mkdir(out)
      let spent = 0
      let failure: string | undefined
      const start = async (program: string, words: readonly string[]) => {
        const run = await timedRun(program, words, { env, cwd: place })
        spent += run.milliseconds
        if (run.code !== 0 && !(peer === ours && run.code === 1)) failure ??= run.err || run.out
      }
      await peer.run({ folder, out, start, browser: found.path })
      if (failure === undefined)
        met.push({ name: peer.name, each: spent / chapters, does: peer.does })
      else absent.push({ name: peer.name, needs: [`to run: ${failure.trim().slice(0, 300)}`] })
    }
    const own = met[0]?.each ?? Number.NaN
    return { chapters, met: met.map(each => ({ ...each, times: each.each / own })), absent }
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

function showPeers({ chapters, met, absent }: Standings): void {
  console.log(`\nthe same ${chapters} chapters set by others, the program's start included`)
  row('', 'ms each', 'to ours')
  for (const { name, each, times, does } of met)
    row(name, each.toFixed(1), times.toFixed(2), '', '', does)
  for (const { name, needs } of absent)
    row(name, 'not measured', '', '', '', `needs ${needs.join(', ')}`)
}

function row(name: string, ...cells: readonly string[]): void {
  const [ms = '', each = '', ratio = '', peak = '', more = ''] = cells
  console.log(
    `${name.padEnd(36)}${ms.padStart(9)}${each.padStart(9)}${ratio.padStart(8)}${peak.padStart(9)}  ${more}`.trimEnd(),
  )
}
