import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readingFormats } from '../../scripts/read/publication.ts'
import type { Printer } from '../../scripts/render/chromium.ts'
import { sharedPrinter } from '../press/shared-printer.ts'
import { hardSet, pressHard } from './hard-set.ts'

let bench: string
let printer: Printer
let closeBrowser: () => Promise<void>
beforeAll(async () => {
  bench = await mkdtemp(join(tmpdir(), 'hard-'))
  ;({ printer, close: closeBrowser } = await sharedPrinter())
})
afterAll(async () => {
  await closeBrowser()
  await rm(bench, { recursive: true, force: true })
})

it('has at least thirty manuscripts, and each is pressed in every format', async () => {
  const all = await hardSet()
  expect(all.length).toBeGreaterThanOrEqual(30)
  for (const hard of all) {
    const files = await pressHard(hard, bench, printer)
    const made = (ending: string) => files.filter(({ name }) => name.endsWith(ending)).length
    for (const format of readingFormats)
      expect(made(`-${format}.pdf`), hard.name).toBeGreaterThan(0)
    expect([made('book.pdf'), made('ebook.epub')], hard.name).toEqual([1, 1])
  }
})
