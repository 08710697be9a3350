import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inspected } from '../../scripts/inspect.ts'
import { inspectBeside } from '../../scripts/inspect-beside.ts'
import { type Pressroom, press } from '../../scripts/press.ts'
import { read } from '../../scripts/read/read.ts'
import type { Printer } from '../../scripts/render/chromium.ts'
import { contents, listed } from '../cache/builder.ts'
import { pressroomWith, sharedPrinter } from './shared-printer.ts'

/** No remedy, so that the gate gives leave to both; only the checks know a character without a font. */
const fine = '# Rest\n\nRest when you are tired.\n'
const odd = '# Water\n\nDrink when you are thirsty. \u4e2d\n'

let bench: string
let folder: string
let shared: Awaited<ReturnType<typeof sharedPrinter>>
beforeAll(async () => {
  shared = await sharedPrinter()
  bench = await mkdtemp(join(tmpdir(), 'beside-'))
  folder = join(bench, 'manuscript')
  await mkdir(folder)
  await writeFile(join(folder, '01-rest.md'), fine)
  await writeFile(join(folder, '02-water.md'), odd)
})
afterAll(async () => {
  await shared.close()
  await rm(bench, { recursive: true, force: true })
})

const run = (name: string, room: Pressroom) =>
  press({ folder, out: join(bench, name), publications: [] }, room)

/** A printer that says how many pages of finals and of proofs it was asked for. */
function counting(printer: Printer) {
  const asked = { final: 0, proof: 0 }
  const waiting: (() => void)[] = []
  const print: Printer['print'] = async html => {
    asked[/<html[^>]*class="final"/.test(html) ? 'final' : 'proof'] += 1
    for (const look of waiting) look()
    return printer.print(html)
  }
  const finals = (count: number) =>
    new Promise<void>(resolve => {
      const look = () => {
        if (asked.final >= count) resolve()
      }
      waiting.push(look)
      look()
    })
  return { printer: { ...printer, print }, asked, finals }
}

it('a thread of its own comes to the same as the press itself', async () => {
  const room = pressroomWith(shared.printer)
  const alone = await run('alone', room)
  const thread = inspectBeside()
  const beside = await run('thread', {
    ...room,
    inspect: (path, files, understood) => thread.inspect(path, files, understood, room.day),
  })
  await thread.close()
  expect(beside.findings).toEqual(alone.findings)
  expect(await contents(join(bench, 'thread'))).toEqual(await contents(join(bench, 'alone')))
})

it('a final that was printed ahead is never issued once a check finds an error in it', async () => {
  const { printer, asked, finals } = counting(shared.printer)
  const room = pressroomWith(printer)
  const { outcomes } = await run('ahead', {
    ...room,
    inspect: async path => {
      // Both leaflets, of which the checks have not said a word yet.
      await finals(2)
      return inspected(await read(path), { day: room.day, fonts: room.stock.fonts })
    },
  })
  expect(asked.proof).toBeGreaterThan(0)
  const standings = outcomes.map(({ publication: { id }, standing }) => [id, standing])
  expect(standings).toContainEqual(['01-rest', 'final'])
  expect(standings).toContainEqual(['02-water', 'proof'])
  const files = await listed(join(bench, 'ahead'))
  expect(files).toContain('leaflets/01-rest-a4.pdf')
  expect(files).toContain('proofs/02-water-a4.pdf')
  expect(files.filter(path => /^\.|^leaflets\/02|^books\/|^ebooks\//.test(path))).toEqual([])
  const manifest = await readFile(join(bench, 'ahead', 'manifest.json'), 'utf8')
  expect(manifest).not.toContain('"leaflets/02-water-a4.pdf"')
})

it('a check that fails leaves the output as it was, whatever was printed ahead', async () => {
  const { printer, finals } = counting(shared.printer)
  const out = join(bench, 'failing')
  await run('failing', pressroomWith(shared.printer))
  const before = await contents(out)
  await writeFile(join(folder, '01-rest.md'), `${fine}\nAnd sleep.\n`)
  const failing = run('failing', {
    ...pressroomWith(printer),
    inspect: async () => {
      await finals(1)
      throw new Error('The thread of the checks ended.')
    },
  })
  await expect(failing).rejects.toThrow('The thread of the checks ended.')
  expect(await contents(out)).toEqual(before)
})
