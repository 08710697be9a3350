import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { cli } from '../scripts/cli.ts'
import { worldOn } from './world.ts'

const shelf = fileURLToPath(new URL('./books/', import.meta.url))
const conditions = (await readdir(shelf, { withFileTypes: true }))
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name)
  .sort()

const shared = vi.hoisted(() => ({ close: async () => {} }))

// One browser for all books: `cli` opens and closes its own as ever, but this one stays.
vi.mock('../scripts/render/chromium.ts', async original => {
  const real = await original<typeof import('../scripts/render/chromium.ts')>()
  let printer: ReturnType<typeof real.openPrinter> | undefined
  return {
    ...real,
    openPrinter: async (options: Parameters<typeof real.openPrinter>[0]) => {
      printer ??= real.openPrinter(options)
      const open = await printer
      shared.close = open.close
      return { ...open, close: async () => {} }
    },
  }
})

let bench: string
beforeAll(async () => {
  bench = await mkdtemp(join(tmpdir(), 'books-'))
})
afterAll(async () => {
  await shared.close()
  await rm(bench, { recursive: true, force: true })
})

/** Runs a command line in the folder that holds the book, and tells it as its user sees it. */
async function run(words: readonly string[], home: string): Promise<string> {
  const before = process.cwd()
  const world = worldOn('2026-01-15')
  process.chdir(home)
  try {
    const code = await cli(words, world)
    return `$ imprimatur ${words.join(' ')}\n${world.said()}\nexit ${code}\n`
  } finally {
    process.chdir(before)
  }
}

async function tree(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries
    .filter(entry => !entry.isDirectory())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
  return files.length > 0 ? files.map(file => `  ${file}\n`).join('') : '  nothing\n'
}

describe('a book', () => {
  it.for(conditions)('%s: is reported as expected', async condition => {
    const home = join(bench, condition)
    await mkdir(home)
    const book = join(home, condition)
    await cp(join(shelf, condition), book, { recursive: true })
    await rm(join(book, 'expected.txt'), { force: true })
    const asked = await readFile(join(book, 'command.txt'), 'utf8').catch(() => '')
    await rm(join(book, 'command.txt'), { force: true })
    const commands = asked.trim() ? asked.trim().split('\n') : [`build ${condition}`]
    let told = ''
    for (const command of commands) told += `${await run(command.split(' '), home)}\n`
    told += `dist:\n${await tree(join(home, 'dist'))}`
    const steady = told
      .replaceAll(home, 'HOME')
      .replace(/^Browser: .*$/gm, 'Browser: …')
      .replace(/ {2}\d+ kB$/gm, '  … kB')
    await expect(steady).toMatchFileSnapshot(join(shelf, condition, 'expected.txt'))
  })
})
