import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { press } from '../../scripts/press.ts'
import { allHard } from '../hard/all-hard.ts'
import { type Ace, openAce } from './ace.ts'
import { epubcheck, hasJava } from './epubcheck.ts'
import { openEpub } from './read-back.ts'
import { pressroomWith, sharedPrinter } from './shared-printer.ts'

const folderOf = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))

let bench: string
let room: ReturnType<typeof pressroomWith>
let ace: Ace
const closing: (() => Promise<void>)[] = []
beforeAll(async () => {
  bench = await mkdtemp(join(tmpdir(), 'accessible-'))
  const { printer, close } = await sharedPrinter()
  room = pressroomWith(printer)
  ace = await openAce()
  closing.push(close, ace.close)
})
afterAll(async () => {
  for (const close of closing) await close()
  await rm(bench, { recursive: true, force: true })
})

/** Presses the one ebook of a manuscript. */
async function ebookOf(folder: string): Promise<Uint8Array> {
  const out = await mkdtemp(join(bench, 'dist-'))
  const { written } = await press({ folder, out, publications: ['ebook'] }, room)
  const [file] = written?.manifest.files.filter(({ path }) => path.endsWith('.epub')) ?? []
  if (!file) throw new Error(`${folder} gave no ebook.`)
  return readFile(join(out, file.path))
}

describe.for([
  ['the handbook', async () => folderOf('manuscript')],
  ['right to left', async () => folderOf('test/press/manuscripts/right-to-left')],
  ['all that is hard to set', () => allHard(join(bench, 'all-hard'))],
] as const)('%s', ([, folder]) => {
  // Some fifty documents, each judged in a browser.
  it('has an ebook that Ace and EPUBCheck have nothing against', { timeout: 240_000 }, async () => {
    const epub = await ebookOf(await folder())
    expect((await openEpub(epub)).size).toBeGreaterThan(8)
    expect(await ace.check(epub)).toEqual([])
    if (hasJava()) expect(await epubcheck(epub)).toEqual([])
  })
})
