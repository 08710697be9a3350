import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Pressroom } from '../../scripts/press.ts'
import { readManifest } from '../../scripts/write/manifest.ts'
import { pressroomWith, sharedPrinter } from '../press/shared-printer.ts'
import { build, contents, lay, madeAnew, remembering, type State } from './builder.ts'
import { edit, first } from './edits.ts'

/** How many random histories of a manuscript are tried. */
const sequences = Number(process.env.IMPRIMATUR_SEQUENCES ?? 200)

let bench: string
let room: Pressroom
let close: () => Promise<void>
beforeAll(async () => {
  bench = await mkdtemp(join(tmpdir(), 'incremental-'))
  const shared = await sharedPrinter()
  close = shared.close
  // That one page gives the same bytes on every print is proved where prints are compared.
  room = pressroomWith(remembering(shared.printer))
})
afterAll(async () => {
  await close()
  await rm(bench, { recursive: true, force: true })
})

/** What each publication came to, by id. */
async function came(out: string): Promise<ReadonlyMap<string, string>> {
  const { files } = await readManifest(out)
  const byId = Map.groupBy(
    files.filter(({ publication }) => publication !== ''),
    ({ publication }) => publication,
  )
  return new Map([...byId].map(([id, entries]) => [id, JSON.stringify(entries)]))
}

/** What a build gives that has nothing to start from. */
interface Clean {
  readonly contents: Readonly<Record<string, string>>
  readonly came: ReadonlyMap<string, string>
}

test('after any edit the output is the one made from nothing, and no more was set than what changed', {
  timeout: 1_000_000,
}, async () => {
  const home = join(bench, 'home')
  const [folder, out, store] = ['manuscript', 'out', 'store'].map(name => join(home, name)) as [
    string,
    string,
    string,
  ]
  const order = { folder, publications: [] }
  await lay(folder, first.files)
  await build({ ...order, out }, first.day, room, store)
  const start = await came(out)
  await cp(home, join(bench, 'start'), { recursive: true })

  const known = new Map<string, Promise<Clean>>()
  const place = join(bench, 'clean')
  /** Each state is built from nothing once: how it came about makes no difference to that. */
  const fromNothing = ({ day, files }: State): Promise<Clean> => {
    const fresh = async () => {
      await rm(place, { recursive: true, force: true })
      await build({ ...order, out: place }, day, room)
      return { contents: await contents(place), came: await came(place) }
    }
    const key = JSON.stringify([day, [...files]])
    const made = known.get(key) ?? fresh()
    known.set(key, made)
    return made
  }

  let most = 0
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async edits => {
      await rm(home, { recursive: true })
      await cp(join(bench, 'start'), home, { recursive: true })
      const made = new Map([...start].map(([id, files]) => [id, new Set([files])]))
      const before: State[] = [first]
      for (const [name, change] of edits) {
        const state = change(before.at(-1)!, before)
        before.push(state)
        await lay(folder, state.files)
        const pressed = await build({ ...order, out }, state.day, room, store)
        const clean = await fromNothing(state)
        expect(await contents(out), name).toEqual(clean.contents)

        const expected: string[] = []
        for (const [id, files] of clean.came) {
          const met = made.get(id) ?? new Set()
          if (!met.has(files)) expected.push(id)
          made.set(id, met.add(files))
        }
        const anew = madeAnew(pressed)
        most = Math.max(most, anew.length)
        const more = anew.filter(id => !expected.includes(id))
        // Not every setting of a publication shows in it.
        for (const id of more)
          expect(pressed.why.get(id), name).toBe('made again: its own settings changed')
        expect(anew, name).toEqual([...expected, ...more].sort())
      }
    }),
    { numRuns: sequences },
  )
  expect(most).toBeGreaterThan(1)
})
