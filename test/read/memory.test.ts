import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openMemory } from '../../scripts/read/memory.ts'
import { read } from '../../scripts/read/read.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'memory-'))
})
afterAll(() => rm(folder, { recursive: true }))

const put = (file: string, text: string) => writeFile(join(folder, file), text)

test('a text that is the same is not understood anew, and one that changed is', async () => {
  await put('01-water.md', '# Water\n\nDrink it.\n')
  await put('02-rest.md', '# Rest\n\nSit down.\n')
  await put('clinic.yaml', 'publisher: A clinic\n')
  const memory = openMemory()
  const first = await read(folder, { memory })
  await put('02-rest.md', '# Rest\n\nLie down.\n')
  const second = await read(folder, { memory })
  expect(second.chapters[0]).toBe(first.chapters[0])
  expect(second.formulary).toBe(first.formulary)
  expect(second.clinic).toBe(first.clinic)
  expect(second.chapters[1]?.text).toContain('Lie down.')
  expect(second).toEqual(await read(folder))
})

test('a chapter follows the passage that it includes and the language of the clinic', async () => {
  await put('01-water.md', '# Water\n\n::passage{#boil}\n')
  await mkdir(join(folder, 'passages'))
  await put('passages/boil.md', 'Boil it.\n')
  const memory = openMemory()
  await read(folder, { memory })
  await put('passages/boil.md', 'Boil it for one minute.\n')
  await put('clinic.yaml', 'publisher: A clinic\nlanguage: de\n')
  const second = await read(folder, { memory })
  expect(JSON.stringify(second.chapters[0]?.tree)).toContain('one minute')
  expect(second.chapters[0]?.language).toBe('de')
  expect(second).toEqual(await read(folder))
})
