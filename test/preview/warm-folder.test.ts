import { rename, rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWarmFolder, type WarmFolder } from '../../scripts/preview/warm-folder.ts'
import { folderOf } from './opened.ts'

let folder: string
let put: (file: string, text: string | Uint8Array) => Promise<void>
let warm: WarmFolder
let now = 0
beforeEach(async () => {
  now = 0
  ;({ folder, put } = await folderOf({ '01-water.md': '# Water\n', 'figures/cup.svg': '<svg/>' }))
  warm = await openWarmFolder(folder, () => now)
  await warm.look()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const text = async (file: string) => {
  const bytes = await warm.folder().bytes(file)
  return bytes && Buffer.from(bytes).toString()
}
const quiet = { changed: false, unsure: false, locked: [] }
const news = { ...quiet, changed: true }

test('nothing changed is no news, whatever the clock of the file says', async () => {
  expect(await warm.look()).toEqual(quiet)
  await utimes(join(folder, '01-water.md'), 1, 1)
  expect(await warm.look(['01-water.md'])).toEqual(quiet)
})

test('a change is met by name, and without one', async () => {
  await put('01-water.md', '# Warm water\n')
  expect(await warm.look(['01-water.md'])).toEqual(news)
  expect(await text('01-water.md')).toBe('# Warm water\n')
  await put('01-water.md', '# Cold water\n')
  expect(await warm.look()).toEqual(news)
  expect(await text('01-water.md')).toBe('# Cold water\n')
})

test('a file that an editor empties to fill it again was never empty', async () => {
  await put('01-water.md', '')
  expect(await warm.look(['01-water.md'])).toEqual({ ...quiet, unsure: true })
  expect(await text('01-water.md')).toBe('# Water\n')
  now += 40
  await put('01-water.md', '# Warm water\n')
  expect(await warm.look(['01-water.md'])).toEqual(news)
  expect(await text('01-water.md')).toBe('# Warm water\n')
})

test('a file whose place another takes was never gone', async () => {
  await put('4913', '')
  await rename(join(folder, '01-water.md'), join(folder, '01-water.md~'))
  expect(await warm.look(['4913', '01-water.md', '01-water.md~'])).toMatchObject({ unsure: true })
  expect(warm.folder().files).toContain('01-water.md')
  now += 40
  await put('01-water.md', '# Warm water\n')
  expect(await warm.look()).toMatchObject({ changed: true, unsure: false })
  expect(await text('01-water.md')).toBe('# Warm water\n')
})

test('a file that stays gone, or empty, is believed after a while', async () => {
  await put('02-rest.md', '# Rest\n')
  expect(await warm.look()).toEqual(news)
  await rm(join(folder, '01-water.md'))
  await put('02-rest.md', '')
  expect(await warm.look()).toMatchObject({ unsure: true })
  now += 200
  expect(await warm.look()).toEqual(news)
  expect(warm.folder().files).toEqual(['02-rest.md', 'figures/cup.svg'])
  expect(await text('01-water.md')).toBeUndefined()
  expect(await text('02-rest.md')).toBe('')
})

test('a picture counts once somebody asked for it, also where it was missing', async () => {
  expect(await text('figures/cup.svg')).toBe('<svg/>')
  expect(await text('figures/glass.svg')).toBeUndefined()
  await put('figures/cup.svg', '<svg></svg>')
  expect(await warm.look()).toEqual(news)
  await put('figures/glass.svg', '<svg/>')
  expect(await warm.look()).toEqual(news)
  expect(await text('figures/glass.svg')).toBe('<svg/>')
})

test('the folder may go and come back', async () => {
  await rename(folder, `${folder}-away`)
  await expect(warm.look()).rejects.toThrow('ENOENT')
  expect(await text('01-water.md')).toBe('# Water\n')
  await rename(`${folder}-away`, folder)
  expect(await warm.look()).toEqual(quiet)
})
