import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCache } from '../../scripts/cache.ts'
import { openKept } from '../../scripts/kept.ts'
import { read } from '../../scripts/read/read.ts'
import type { Recall } from '../../scripts/read/recall.ts'
import { lay } from './builder.ts'
import { first } from './edits.ts'

let bench: string
beforeAll(async () => {
  bench = await mkdtemp(join(tmpdir(), 'kept-'))
})
afterAll(() => rm(bench, { recursive: true, force: true }))

describe('what is made of texts', () => {
  const open = (program = 'a') =>
    openKept(
      {
        cache: openCache(join(bench, 'store'), 10_000_000),
        press: { program, packages: 'b' },
      },
      'lengths',
    )

  test('is made once for the same texts by the same press, and dropped when nobody asks', async () => {
    const texts = Array.from({ length: 100 }, (_, index) => ['a', `text ${index}`])
    const made: string[] = []
    const ask = (recall: Recall, of: readonly string[]) =>
      recall(of, () => {
        made.push(of.join())
        return { length: of.join().length }
      })
    const one = await open()
    const answers = texts.map(of => ask(one.recall, of))
    await one.save()
    expect(made).toHaveLength(100)

    made.length = 0
    const two = await open()
    expect(texts.slice(1).map(of => ask(two.recall, of))).toEqual(answers.slice(1))
    expect(made).toEqual([])
    ask(two.recall, ['a text 5'])
    ask((await open('other')).recall, texts[5]!)
    expect(made).toEqual(['a text 5', 'a,text 5'])
    await two.save()

    made.length = 0
    const three = await open()
    for (const of of texts) ask(three.recall, of)
    expect(made).toEqual(['a,text 0'])
  })

  test('comes back as it was: a manuscript that was kept is the manuscript that was read', async () => {
    const small = join(bench, 'manuscript')
    await lay(small, first.files)
    const handbook = fileURLToPath(new URL('../../manuscript', import.meta.url))
    const hard = fileURLToPath(new URL('../hard', import.meta.url))
    const folders = readdirSync(hard, { withFileTypes: true }).filter(each => each.isDirectory())
    for (const folder of [small, handbook, ...folders.map(({ name }) => join(hard, name))]) {
      const kept = await read(folder, { recall: (_, make) => JSON.parse(JSON.stringify(make())) })
      const anew = await read(folder)
      expect(kept.chapters.length).toBeGreaterThan(0)
      expect(kept.chapters).toStrictEqual(anew.chapters)
      expect(kept.passages).toStrictEqual(anew.passages)
      expect(kept.findings).toStrictEqual(anew.findings)
    }
  })
})
