import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { array, assert, asyncProperty, boolean, constantFrom, record } from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPassages } from '../../scripts/check/duplicates/corpus.ts'
import {
  type Duplicate,
  duplicatesOf,
  nearThreshold,
} from '../../scripts/check/duplicates/duplicates.ts'
import { type GlossaryTable, shippedGlossaries } from '../../scripts/check/duplicates/glossary.ts'
import type { Passage } from '../../scripts/check/duplicates/passages.ts'
import { upToDate } from '../../scripts/commands/library-index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imprimatur-library-'))
})
afterAll(() => rm(folder, { recursive: true }))

const paraphrase = 0.15
const thresholds = { near: nearThreshold, paraphrase }
const line = constantFrom(
  'Speak to your doctor if the swelling in your calf gets worse.',
  'If the oedema of your lower leg worsens, contact your physician.',
  'Speak to your doctor when the swelling in your left calf gets worse today.',
  'Rest the sore leg on two pillows for 10 minutes, then walk about the room.',
  'Rest the sore leg on two pillows for 20 minutes, then walk about the room.',
  'Put the aching leg up on pillows and afterwards walk a little.',
  'Descansa la pierna sobre dos almohadas durante diez minutos cada tarde.',
)
const text = array(line, { maxLength: 3 })
const step = record({
  folder: constantFrom('one', 'two'),
  texts: record({ 'a.md': text, 'b.md': text }),
  knowsMore: boolean(),
})
const own: GlossaryTable = { concepts: { step: { en: ['walk', 'gate'] } } }

function passagesOf(file: string, lines: readonly string[]): readonly Passage[] {
  return lines.map((text, at) => ({
    place: { file, start: { line: at + 1, column: 1 } },
    kind: 'paragraph',
    text,
    headings: [],
    language: text.startsWith('Descansa') ? 'es' : 'en',
  }))
}
const filler = passagesOf(
  'rest/rest.md',
  Array.from({ length: 60 }, (_, at) => `Nobody saw blue${at} cars by house${at} on street${at}.`),
)

/** Pairs by where their passages stand. */
const placed = (pairs: readonly Duplicate[], passages: readonly Passage[]) =>
  pairs.map(pair => ({ ...pair, a: passages[pair.a]!.place, b: passages[pair.b]!.place }))

test('an index that was changed bit by bit answers and reads like one made at once', async () => {
  let found = 0
  await assert(
    asyncProperty(array(step, { minLength: 1, maxLength: 5 }), async steps => {
      const [index, again] = [join(folder, 'library.index'), join(folder, 'again.index')]
      for (const file of [index, again]) await rm(file, { force: true })
      await upToDate(index, ['rest'], filler, shippedGlossaries(), thresholds)
      const held = new Map([['rest/rest.md', filler]])
      for (const { folder, texts, knowsMore } of steps) {
        const glossaries = knowsMore ? [...shippedGlossaries(), own] : shippedGlossaries()
        const changed = new Set<string>()
        const named: Passage[] = []
        for (const [name, lines] of Object.entries(texts)) {
          const file = `${folder}/${name}`
          const passages = passagesOf(file, lines)
          named.push(...passages)
          if (passages.length === 0) held.delete(file)
          else if (JSON.stringify(held.get(file)) !== JSON.stringify(passages)) {
            held.set(file, passages)
            changed.add(file)
          }
        }
        const now = await upToDate(index, [folder], named, glossaries, thresholds)
        const all = [...held.values()].flat()
        expect(now).toMatchObject({ changed: changed.size, count: all.length })
        expect(now.reads.length).toBeLessThan(all.length / 2)
        const full = duplicatesOf(readPassages(all, glossaries), { paraphrase }).filter(
          ({ a, b }) => changed.has(all[a]!.place.file) || changed.has(all[b]!.place.file),
        )
        const answer = duplicatesOf(now.reads, { paraphrase }, now.asked, now.among)
        const passages = now.reads.map(({ passage }) => passage)
        expect(placed(answer, passages)).toEqual(placed(full, all))
        await rm(again, { force: true })
        await upToDate(again, [], all, glossaries, thresholds)
        expect((await readFile(index)).equals(await readFile(again))).toBe(true)
        found += full.length
      }
    }),
    { numRuns: 25 },
  )
  expect(found).toBeGreaterThan(50)
})
