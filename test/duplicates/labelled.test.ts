import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { labelled, ranking } from '../../scripts/bench/duplicates-accuracy.ts'
import { averagePrecision } from '../../scripts/bench/ranking.ts'
import { readPassages } from '../../scripts/check/duplicates/corpus.ts'
import { duplicates } from '../../scripts/check/duplicates/duplicates.ts'
import { shippedGlossaries } from '../../scripts/check/duplicates/glossary.ts'
import { passagesOf } from '../../scripts/check/duplicates/passages.ts'
import { parseMarkdown } from '../../scripts/read/markdown.ts'

const folder = new URL('../../../shared/duplicates/', import.meta.url).pathname
const there = existsSync(folder)
if (!there) console.warn(`Skipped: the labelled pairs are not at ${folder}`)

describe.skipIf(!there)('on labelled pairs of a real text', () => {
  const { passages, labels, pairs } = there
    ? labelled(folder)
    : { passages: [], labels: new Map<string, number>(), pairs: [] }

  test('the score ranks what is the same before what is not', () => {
    const reads = readPassages(passages, shippedGlossaries())
    // Words alone, without glossary, contrasts and pairs, give 0.36 and 0.42 here.
    expect(averagePrecision(ranking(reads, labels, 2))).toBeGreaterThan(0.59)
    expect(averagePrecision(ranking(reads, labels, 1))).toBeGreaterThan(0.63)
  })

  test('the same list item under another heading is never a pair', () => {
    const raw = readFileSync(
      new URL(`../source/${passages[0]!.place.file}`, `file://${folder}`),
      'utf8',
    )
    // Bullets as Markdown writes them; a line keeps its number.
    const md = raw.replace(/^ {0,3}•\s*/gm, '- ')
    const all = passagesOf(parseMarkdown(md), { file: 'source.md', language: 'en' })
    const traps = new Set(
      pairs.filter(({ kind }) => kind === 'context-trap').map(({ a, b }) => `${a} ${b}`),
    )
    expect(traps.size).toBeGreaterThan(0)
    const found = duplicates(all, { paraphrase: 0.12 })
      .filter(({ a, b }) => all[a]!.kind !== 'list' && all[b]!.kind !== 'list')
      .map(({ a, b }) => `${all[a]!.place.start?.line} ${all[b]!.place.start?.line}`)
    expect(found.filter(pair => traps.has(pair))).toEqual([])
    // Lists of signs under other headings are not the same list either.
    const lists = duplicates(all).filter(({ a }) => all[a]!.kind === 'list')
    expect(lists.filter(({ tier }) => tier !== 'paraphrase')).toEqual([])
  })
})
