/**
 * How well duplicates are found in a labelled text: `node scripts/bench/duplicates-accuracy.ts <folder>`.
 *
 * The folder holds `pairs-*.json` (labelled pairs of line numbers: 0 different, 1 partial, 2 same) and
 * the text beside it in `../source`. All pairs of the lines with five words or more are ranked; a
 * pair without a label counts as different.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join as path } from 'node:path'
import { type Read, readPassages } from '../check/duplicates/corpus.ts'
import { duplicatesOf, paraphrases } from '../check/duplicates/duplicates.ts'
import { isPair } from '../check/duplicates/features.ts'
import { shippedGlossaries } from '../check/duplicates/glossary.ts'
import type { Passage } from '../check/duplicates/passages.ts'
import { averagePrecision, precisionAt, type Ranked, twoFold } from './ranking.ts'

interface Labels {
  readonly source: string
  readonly pairs: readonly { a: number; b: number; label: 0 | 1 | 2; kind: string }[]
}

/** The labelled lines of a folder as passages, with the labels between them. */
export function labelled(folder: string) {
  const file = readdirSync(folder).find(name => /^pairs-.*\.json$/.test(name))
  if (!file) throw new Error(`Unexpected folder without \`pairs-*.json\`: ${folder}`)
  const { source, pairs } = JSON.parse(readFileSync(path(folder, file), 'utf8')) as Labels
  const last = Number(/-(\d+)\.json$/.exec(file)?.[1])
  const lines = readFileSync(path(folder, '../source', source), 'utf8')
    .split('\n')
    .slice(0, last)
  const passages: Passage[] = []
  const byLine = new Map<number, number>()
  for (const [index, raw] of lines.entries()) {
    const text = raw.replace(/^\s*(•|\d+\.)\s*/, '').trim()
    const item = /^\s*(•|\d+\.)/.test(raw)
    const count = (text.match(/\w+/g) ?? []).length
    // A line that is no item and does not end as a sentence does is a heading.
    if (count < 5 || (!item && count <= 14 && !/[.:;,!]$/.test(text))) continue
    byLine.set(index + 1, passages.length)
    const place = { file: source, start: { line: index + 1, column: 1 } }
    passages.push({ place, kind: 'paragraph', text, headings: [], language: 'en' })
  }
  const labels = new Map<string, number>()
  for (const { a, b, label } of pairs) {
    const [x, y] = [byLine.get(a), byLine.get(b)]
    if (x !== undefined && y !== undefined) labels.set(`${x} ${y}`, label)
  }
  return { passages, labels, pairs, byLine }
}

/** Every pair with its score, positive where the label is at least `least`. */
export function ranking(
  reads: readonly Read[],
  labels: ReadonlyMap<string, number>,
  least: 1 | 2,
): readonly Ranked[] {
  const scores = new Map<string, number>()
  for (const { a, b, score } of paraphrases(reads, 1e-9)) scores.set(`${a} ${b}`, score)
  const all: Ranked[] = []
  for (let a = 0; a < reads.length; a++) {
    for (let b = a + 1; b < reads.length; b++) {
      const key = `${a} ${b}`
      all.push({ score: scores.get(key) ?? 0, positive: (labels.get(key) ?? 0) >= least })
    }
  }
  return all
}

function report(folder: string): void {
  const { passages, labels } = labelled(folder)
  const whole = readPassages(passages, shippedGlossaries())
  const without = readPassages(passages, [])
  const noPairs = (reads: readonly Read[]) =>
    reads.map(read => ({
      ...read,
      features: new Map([...read.features].filter(([name]) => !isPair(name))),
    }))
  const noSides = (reads: readonly Read[]) => reads.map(read => ({ ...read, sides: new Map() }))
  const ways: readonly (readonly [string, readonly Read[]])[] = [
    ['words alone', noPairs(noSides(without))],
    ['words and pairs', noSides(without)],
    ['words and glossary', noPairs(noSides(whole))],
    ['words, glossary, pairs', noSides(whole)],
    ['words, glossary, contrasts', noPairs(whole)],
    ['all', whole],
  ]
  console.log(`${passages.length} passages, ${(passages.length * (passages.length - 1)) / 2} pairs`)
  for (const least of [2, 1] as const) {
    console.log(least === 2 ? '\nsame' : '\nsame or partial')
    for (const [name, reads] of ways) {
      const all = ranking(reads, labels, least)
      console.log(
        `  ${name.padEnd(28)} AP ${averagePrecision(all).toFixed(3)}  F1 (two-fold) ${twoFold(all).toFixed(3)}` +
          `  P@20 ${precisionAt(all, 20).toFixed(2)}  P@50 ${precisionAt(all, 50).toFixed(2)}  P@100 ${precisionAt(all, 100).toFixed(2)}`,
      )
    }
  }
  const merged = duplicatesOf(whole).filter(({ tier }) => tier === 'exact')
  console.log(`\nmerged by machine (exact): ${merged.length}`)
}

if (process.argv[1] === import.meta.filename) report(process.argv[2] ?? '.')
