import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCache } from '../../scripts/cache.ts'
import { checkWhole } from '../../scripts/check/check.ts'
import { keepBlocks, keptBlocks } from '../../scripts/kept-blocks.ts'
import { keptComparison } from '../../scripts/kept-comparison.ts'
import { manuscriptOf } from '../report/manuscript-of.ts'

let store: string
beforeAll(async () => {
  store = await mkdtemp(join(tmpdir(), 'compared-'))
})
afterAll(() => rm(store, { recursive: true, force: true }))

const texts = {
  '01.md': 'Stretch the calf slowly and hold it for 30 seconds until the pain has gone.',
  '02.md': 'Stretch the calf slowly and hold it for 90 seconds until the pain has gone.',
  '03.md': 'Drink coffee. Then rest.',
}
const shelf = () => ({
  cache: openCache(store, 10_000_000),
  press: { program: 'a', packages: 'b' },
})

async function checked(own: Readonly<Record<string, string>>) {
  const manuscript = manuscriptOf('manuscript', own)
  const left = await keptComparison(manuscript, (of, names) => keptBlocks(shelf(), of, names))
  const findings = checkWhole(manuscript, '2026-11-22')
  await keepBlocks(shelf(), left()!)
  return { findings, left: [...left()!.blocks.keys()] }
}

const anew = (own: Readonly<Record<string, string>>) =>
  checkWhole(manuscriptOf('manuscript', own), '2026-11-22')

test('a comparison goes by what was kept, and does without what was damaged', async () => {
  const first = await checked(texts)
  expect(first.findings).toStrictEqual(anew(texts))
  expect(first.findings.some(({ rule }) => rule === 'no-conflicting-quantity')).toBe(true)

  const more = { ...texts, '04.md': 'Avoid coffee.' }
  const { findings, left } = await checked(more)
  // Of three texts nothing is written again.
  expect(left.length).toBeLessThan(first.left.length)
  expect(findings).toStrictEqual(anew(more))
  expect(findings.length).toBeGreaterThan(first.findings.length)

  const contents = await readdir(join(store, 'content-v2'), {
    recursive: true,
    withFileTypes: true,
  })
  const files = contents.filter(each => each.isFile())
  expect(files.length).toBeGreaterThan(2)
  for (const { parentPath, name } of files) await writeFile(join(parentPath, name), 'damage')
  expect((await checked(more)).findings).toStrictEqual(anew(more))
  expect((await checked(texts)).findings).toStrictEqual(anew(texts))
})

test('what two runs at once leave is of use, whichever wrote last', async () => {
  const other = { ...texts, '01.md': 'Rest on a chair.', '05.md': 'Avoid coffee.' }
  await Promise.all([checked(texts), checked(other), checked(texts)])
  expect((await checked(texts)).findings).toStrictEqual(anew(texts))
  expect((await checked(other)).findings).toStrictEqual(anew(other))
})
