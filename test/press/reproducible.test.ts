import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { press } from '../../scripts/press.ts'
import { openPrinter, type Printer } from '../../scripts/render/chromium.ts'
import { readPdf } from './read-back.ts'
import { pressroomWith, sharedPrinter } from './shared-printer.ts'

const book = fileURLToPath(new URL('./manuscripts/everything-at-once/', import.meta.url))
const program = fileURLToPath(new URL('../../scripts/imprimatur.ts', import.meta.url))

let bench: string
let printer: Printer
let closeBrowser: () => Promise<void>
beforeAll(async () => {
  bench = await mkdtemp(join(tmpdir(), 'reproducible-'))
  ;({ printer, close: closeBrowser } = await sharedPrinter())
})
afterAll(async () => {
  await closeBrowser()
  await rm(bench, { recursive: true, force: true })
})

/** Every file below a folder with a hash of its bytes; hidden ones too. */
async function contents(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
  const hashes = paths.map(async path => {
    const hash = createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
    return [path.slice(folder.length + 1), hash] as const
  })
  return Object.fromEntries(await Promise.all(hashes))
}

async function copyOf(name: string, source = book): Promise<{ folder: string; out: string }> {
  const home = join(bench, name)
  const folder = join(home, 'manuscript')
  await cp(source, folder, { recursive: true })
  return { folder, out: join(home, 'dist') }
}

describe('the same manuscript', () => {
  it('gives the same bytes in another folder, in another browser, in another order', async () => {
    const one = await copyOf('one')
    const two = await copyOf('somewhere/else entirely')
    // So many heads of columns that the PDF keeps their ids on several leaves.
    const tables = Array.from(
      { length: 40 },
      (_, n) => `| a${n} | b${n} | c${n} |\n|---|---|---|\n| 1 | 2 | 3 |\n`,
    )
    for (const { folder } of [one, two])
      await writeFile(join(folder, '08-many-tables.md'), `# Tables\n\n${tables.join('\n')}`)
    const room = pressroomWith(printer)
    await press({ ...one, publications: [] }, room)
    const other = await openPrinter({ env: process.env })
    try {
      const room = pressroomWith({ ...other, close: async () => {} })
      const first = await press({ ...two, publications: ['07-gone-wrong'] }, room)
      const ids = first.manuscript.publications.map(({ id }) => id).reverse()
      for (const id of ids) await press({ ...two, publications: [id] }, room)
    } finally {
      await other.close()
    }
    const made = await contents(one.out)
    expect(Object.keys(made).length).toBeGreaterThan(9)
    expect(await contents(two.out)).toEqual(made)
    await press({ ...one, publications: [] }, room)
    expect(await contents(one.out)).toEqual(made)
    const { pages } = await readPdf(await readFile(join(one.out, 'leaflets/08-many-tables-a4.pdf')))
    expect(pages.length).toBeGreaterThan(2)
  })
})

describe('the output folder', () => {
  it('loses what nothing makes any more, and nothing else', async () => {
    const { folder, out } = await copyOf(
      'pruned',
      fileURLToPath(new URL('../books/no-front-matter/', import.meta.url)),
    )
    const room = pressroomWith(printer)
    await mkdir(join(out, 'leaflets'), { recursive: true })
    await writeFile(join(out, 'leaflets/mine.pdf'), 'not of the press')
    await writeFile(join(out, 'notes.txt'), 'not of the press')
    await press({ folder, out, publications: [] }, room)
    const before = await contents(out)
    await rm(join(folder, '02-water.md'))
    const { written } = await press({ folder, out, publications: [] }, room)
    expect(written?.removed).toEqual(['leaflets/02-water-a4.pdf'])
    const after = await contents(out)
    expect(Object.keys(after)).toEqual(
      Object.keys(before).filter(path => path !== 'leaflets/02-water-a4.pdf'),
    )
    expect(after['leaflets/mine.pdf']).toBe(before['leaflets/mine.pdf'])
    expect(after['notes.txt']).toBe(before['notes.txt'])
  })

  it('stays as it was where the run is stopped in the middle', async () => {
    const { folder, out } = await copyOf('stopped')
    const room = pressroomWith(printer)
    await press({ folder, out, publications: [] }, room)
    const before = await contents(out)
    await writeFile(join(folder, '04-code.md'), '# Code\n\nOther words.\n')
    for (const at of [0, 3, 8]) {
      const stop = new AbortController()
      const progress = (done: number) => {
        if (done === at) stop.abort()
      }
      const pressing = press(
        { folder, out, publications: [] },
        { ...room, progress, signal: stop.signal },
      )
      await expect(pressing).rejects.toThrow()
      expect(await contents(out)).toEqual(before)
    }
  })

  it('stays as it was where the browser dies in the middle', async () => {
    const { folder, out } = await copyOf('crashed')
    await press({ folder, out, publications: ['04-code'] }, pressroomWith(printer))
    const before = await contents(out)
    await writeFile(join(folder, '04-code.md'), '# Code\n\nOther words.\n')
    const dying = await openPrinter({ env: process.env })
    const print: Printer['print'] = async html => {
      const printing = dying.print(html)
      await dying.close()
      return printing
    }
    const room = pressroomWith({ ...dying, print })
    await expect(press({ folder, out, publications: [] }, room)).rejects.toThrow()
    expect(await contents(out)).toEqual(before)
  })

  it('holds only whole files, old or new, where the program is killed at any moment', async () => {
    const { folder, out } = await copyOf(
      'killed',
      fileURLToPath(new URL('../books/no-front-matter/', import.meta.url)),
    )
    const run = (after?: number) =>
      new Promise<void>((resolve, reject) => {
        const child = spawn(process.execPath, [program, 'build', folder, '--out', out, '--quiet'], {
          stdio: 'ignore',
        })
        child.once('error', reject)
        child.once('exit', () => resolve())
        if (after !== undefined) setTimeout(() => child.kill('SIGKILL'), after)
      })
    const began = performance.now()
    await run()
    const span = performance.now() - began
    const old = await contents(out)
    await writeFile(join(folder, '01-rest.md'), '# Rest\n\nOther words.\n')
    await cp(out, `${out}-old`, { recursive: true })
    await run()
    const fresh = await contents(out)
    expect(fresh['leaflets/01-rest-a4.pdf']).not.toBe(old['leaflets/01-rest-a4.pdf'])
    for (const part of [0.5, 0.75, 0.9, 0.97, 1.02]) {
      await rm(out, { recursive: true })
      await cp(`${out}-old`, out, { recursive: true })
      await run(span * part)
      const left = await contents(out)
      for (const [path, hash] of Object.entries(left)) {
        if (path.startsWith('.imprimatur-draft-')) continue
        expect([old[path], fresh[path]], path).toContain(hash)
      }
      for (const path of Object.keys(old)) expect(left, path).toHaveProperty([path])
    }
    await run()
    const healed = Object.entries(await contents(out))
    expect(Object.fromEntries(healed.filter(([path]) => !path.startsWith('.')))).toEqual(fresh)
  })
})
