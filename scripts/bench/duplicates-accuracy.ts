/**
 * How well duplicates are found in a labelled text: `node scripts/bench/duplicates-accuracy.ts <folder>`.
 *
 * The folder holds `pairs-*.json` (labelled pairs of line numbers: 0 different, 1 partial, 2 same) and
 * the text beside it in `../source`. All pairs of the lines with five words or more are ranked; a
 * pair without a label counts as different. Simple measures of words are printed for comparison on the
 * same pairs, then what each part of the score adds.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join as path } from 'node:path'
import { type Read, readPassages } from '../check/duplicates/corpus.ts'
import { duplicatesOf, paraphrases, paraphraseThreshold } from '../check/duplicates/duplicates.ts'
import { shippedGlossaries } from '../check/duplicates/glossary.ts'
import type { Passage } from '../check/duplicates/passages.ts'
import {
  at,
  averagePrecision,
  bestThreshold,
  interval,
  precisionAt,
  type Ranked,
  twoFold,
} from './ranking.ts'

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

/** Says how alike two passages are; any scale. */
type Score = (a: number, b: number) => number

/** Every pair with its score, positive where the label is at least `least`. */
export function ranking(
  reads: readonly Read[],
  labels: ReadonlyMap<string, number>,
  least: 1 | 2,
): readonly Ranked[] {
  return ranked(reads.length, engine(reads), labels, least)
}

function ranked(
  count: number,
  score: Score,
  labels: ReadonlyMap<string, number>,
  least: 1 | 2,
): readonly Ranked[] {
  const all: Ranked[] = []
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      all.push({ score: score(a, b), positive: (labels.get(`${a} ${b}`) ?? 0) >= least })
    }
  }
  return all
}

function engine(reads: readonly Read[]): Score {
  const scores = new Map<string, number>()
  for (const { a, b, score } of paraphrases(reads, 1e-9)) scores.set(`${a} ${b}`, score)
  return (a, b) => scores.get(`${a} ${b}`) ?? 0
}

const common = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].filter(one => b.has(one))

function jaccard(reads: readonly Read[]): Score {
  const sets = reads.map(({ units }) => new Set(units.flatMap(({ stems }) => stems)))
  return (a, b) => {
    const both = common(sets[a]!, sets[b]!).length
    return both / (sets[a]!.size + sets[b]!.size - both || 1)
  }
}

/** Cosine of runs of up to `longest` content stems by rarity; faded: times m / (m + 6). */
function cosine(reads: readonly Read[], longest: number, faded: boolean): Score {
  const runs = reads.map(({ units }) => {
    const stems = units.flatMap(({ stems }) => stems)
    const runs = new Set<string>()
    for (let length = 1; length <= longest; length++) {
      for (let at = 0; at + length <= stems.length; at++) {
        runs.add(stems.slice(at, at + length).join(' '))
      }
    }
    return runs
  })
  const counts = new Map<string, number>()
  for (const run of runs.flatMap(own => [...own])) counts.set(run, (counts.get(run) ?? 0) + 1)
  const rarity = (run: string) => Math.log((reads.length + 1) / (counts.get(run)! + 0.5))
  const lengths = runs.map(own => Math.hypot(...[...own].map(rarity)))
  return (a, b) => {
    const shared = common(runs[a]!, runs[b]!).map(rarity)
    const weight = shared.reduce((sum, value) => sum + value, 0)
    const product = shared.reduce((sum, value) => sum + value * value, 0)
    return (product / (lengths[a]! * lengths[b]! || 1)) * (faded ? weight / (weight + 6) : 1)
  }
}

function report(folder: string): void {
  const { passages, labels } = labelled(folder)
  const whole = readPassages(passages, shippedGlossaries())
  const without = readPassages(passages, [])
  const noPairs = (reads: readonly Read[]) =>
    reads.map(read => ({ ...read, features: { ...read.features, pairs: [] } }))
  const noSides = (reads: readonly Read[]) => reads.map(read => ({ ...read, sides: new Map() }))
  const changed = (reads: readonly Read[], change: Partial<Passage> | ((text: string) => string)) =>
    reads.map(read => {
      const own = typeof change === 'function' ? { text: change(read.passage.text) } : change
      return { ...read, passage: { ...read.passage, ...own } }
    })
  // Words that are read already, of a language whose meanings are not known.
  const noSense = (reads: readonly Read[]) => changed(reads, { language: 'und' })
  const noLeadIns = (reads: readonly Read[]) => changed(reads, text => text.replace(/:$/, '.'))
  const tables = shippedGlossaries()
  const noOpposites = readPassages(
    passages,
    tables.map(table => ({ ...table, opposites: {} })),
  )
  const ways: readonly (readonly [string, Score])[] = [
    ['stems, Jaccard', jaccard(without)],
    ['stems, TF-IDF cosine', cosine(without, 1, false)],
    ['stems and bigrams, cosine, faded', cosine(without, 2, true)],
    ['the score: words alone', engine(noSense(noLeadIns(noPairs(noSides(without)))))],
    ['  and word vectors', engine(noLeadIns(noPairs(noSides(without))))],
    ['  and glossary', engine(noSense(noLeadIns(noPairs(noSides(whole)))))],
    ['  and glossary, word vectors', engine(noLeadIns(noPairs(noSides(whole))))],
    ['  all but pairs', engine(noPairs(whole))],
    ['  all but contrasts', engine(noSides(whole))],
    ['  all but opposites', engine(noOpposites)],
    ['  all but word vectors', engine(noSense(whole))],
    ['  all but lead-ins', engine(noLeadIns(whole))],
    ['  all', engine(whole)],
  ]
  console.log(`${passages.length} passages, ${(passages.length * (passages.length - 1)) / 2} pairs`)
  for (const least of [2, 1] as const) {
    const positives = [...labels.values()].filter(label => label >= least).length
    console.log(`\n${least === 2 ? 'same' : 'same or partial'}: ${positives} pairs`)
    for (const [name, score] of ways) {
      const all = ranked(passages.length, score, labels, least)
      const { f1 } = at(all, bestThreshold(all))
      const told = [
        `AP ${averagePrecision(all).toFixed(3)}`,
        `F1 (best) ${f1.toFixed(3)}`,
        `F1 (two-fold) ${twoFold(all).toFixed(3)}`,
        ...[20, 50, 100].map(count => `P@${count} ${precisionAt(all, count).toFixed(2)}`),
      ]
      console.log(`  ${name.padEnd(34)} ${told.join('  ')}`)
    }
    const all = ranked(passages.length, engine(whole), labels, least)
    const bounds = (measure: (drawn: readonly Ranked[]) => number) =>
      interval(all, measure)
        .map(value => value.toFixed(2))
        .join(' to ')
    console.log(
      `  all, 95 of 100 draws: AP ${bounds(averagePrecision)}, F1 (best) ${bounds(drawn => at(drawn, bestThreshold(drawn)).f1)}`,
    )
    const shown = at(all, paraphraseThreshold)
    console.log(
      `  at the shipped threshold ${paraphraseThreshold}: precision ${shown.precision.toFixed(2)}, recall ${shown.recall.toFixed(2)}, F1 ${shown.f1.toFixed(2)}`,
    )
  }
  const merged = duplicatesOf(whole).filter(({ tier }) => tier === 'exact')
  console.log(`\nmerged by machine (exact): ${merged.length}`)
}

if (process.argv[1] === import.meta.filename) report(process.argv[2] ?? '.')
