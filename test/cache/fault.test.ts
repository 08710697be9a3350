import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { today } from '../../scripts/commands/world.ts'
import type { Pressroom } from '../../scripts/press.ts'
import { pressroomWith, sharedPrinter } from '../press/shared-printer.ts'
import { worldOn } from '../world.ts'
import { build, contents, lay, remembering } from './builder.ts'
import { first } from './edits.ts'

const program = fileURLToPath(new URL('../../scripts/imprimatur.ts', import.meta.url))

/** How often a build is killed. */
const kills = Number(process.env.IMPRIMATUR_KILLS ?? 4)

let bench: string
let room: Pressroom
let close: () => Promise<void>
beforeAll(async () => {
  bench = await mkdtemp(join(tmpdir(), 'killed-'))
  const shared = await sharedPrinter()
  close = shared.close
  room = pressroomWith(remembering(shared.printer))
})
afterAll(async () => {
  await close()
  await rm(bench, { recursive: true, force: true })
})

interface Place {
  readonly folder: string
  readonly out: string
  readonly store: string
}

const placeIn = (name: string): Place => ({
  folder: join(bench, name, 'manuscript'),
  out: join(bench, name, 'out'),
  store: join(bench, name, 'store'),
})

/** Runs the program itself, killed after so many milliseconds if it still runs then. */
function run({ folder, out, store }: Place, killAfter?: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, 'build', folder, '--out', out, '--quiet'], {
      stdio: 'ignore',
      env: { ...process.env, IMPRIMATUR_CACHE: store },
    })
    child.once('error', reject)
    child.once('exit', resolve)
    if (killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter).unref()
  })
}

/** The files that count: a draft that was left is swept away later. */
async function issued(out: string): Promise<Readonly<Record<string, string>>> {
  const all = Object.entries(await contents(out))
  return Object.fromEntries(all.filter(([path]) => !path.startsWith('.imprimatur-draft-')))
}

const day = today({ ...worldOn('2026-01-15'), now: Date.now })
const state = (words: string) =>
  new Map(first.files)
    .set('passages/call.md', `Call us on ${words}.\n`)
    .set('clinic.yaml', `publisher: The ${words} clinic\n`)

async function expectClean({ folder, out, store }: Place, name: string): Promise<void> {
  const clean = join(bench, `clean-${name}`)
  await rm(clean, { recursive: true, force: true })
  await build({ folder, out, publications: [] }, day, room, store)
  await build({ folder, out: clean, publications: [] }, day, room)
  expect(await issued(out), name).toEqual(await contents(clean))
}

test('a build that is killed at any moment leaves a store and an output that the next one can use', async () => {
  const place = placeIn('killed')
  await lay(place.folder, state('Monday'))
  const began = performance.now()
  expect(await run(place)).toBe(0)
  const span = Math.ceil((performance.now() - began) * 1.1)
  let number = 0
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: Math.ceil(span / 10), max: span }), async after => {
      number += 1
      await lay(place.folder, state(`day ${number}`))
      await run(place, after)
      await expectClean(place, `killed after ${after} ms`)
    }),
    { numRuns: kills, endOnFailure: true },
  )
})

test('two builds at once on one folder do each other no harm', async () => {
  const place = placeIn('twice')
  await lay(place.folder, state('Monday'))
  expect(await Promise.all([run(place), run(place)])).toEqual([0, 0])
  await expectClean(place, 'the same twice')
  await lay(place.folder, state('Tuesday'))
  const one = run(place)
  await lay(place.folder, state('Friday'))
  expect(await Promise.all([one, run(place)])).toEqual([0, 0])
  await expectClean(place, 'with an edit between')
})
