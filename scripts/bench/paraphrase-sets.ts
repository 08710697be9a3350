/**
 * The score on public sets of paraphrases: `node scripts/bench/paraphrase-sets.ts <folder>`.
 *
 * The folder may hold `mqp.csv` (medical question pairs), `msr-train.tsv` and `msr-test.tsv` (MSRP),
 * and `pan-{train,test}{.labels,_s1.txt,_s2.txt}` (PAN). What weighs the measures is learnt on the
 * training split alone; where there is none, in ten folds of whole questions. Rarity is counted on the
 * texts without their labels. The score itself learns nothing; its threshold comes from the training
 * split, on MQP from the set itself.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join as path } from 'node:path'
import { type Read, readPassages } from '../check/duplicates/corpus.ts'
import { shippedGlossaries } from '../check/duplicates/glossary.ts'
import { boosted } from './boosted-trees.ts'
import { measures } from './pair-measures.ts'
import { areaUnderCurve, at, bestThreshold, type Ranked } from './ranking.ts'

interface Labelled {
  readonly a: string
  readonly b: string
  readonly same: boolean
}

/** Fields of one CSV record a line; quotes may hold commas and line ends. */
function csv(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? bare ?? '')
    if (end !== ',') rows.push([])
  }
  return rows.filter(row => row.length > 3)
}

function reads(pairs: readonly Labelled[]): readonly (readonly [Read, Read])[] {
  const place = { file: 'set' }
  const all = readPassages(
    pairs.flatMap(({ a, b }) =>
      [a, b].map(text => ({
        place,
        kind: 'paragraph' as const,
        text,
        headings: [],
        language: 'en',
      })),
    ),
    shippedGlossaries(),
  )
  return pairs.map((_, index) => [all[2 * index]!, all[2 * index + 1]!])
}

function told(name: string, train: readonly Ranked[], test: readonly Ranked[]): void {
  const forF1 = at(test, bestThreshold(train))
  const forAccuracy = at(test, bestThreshold(train, 'accuracy'))
  console.log(
    `${name.padEnd(34)} AUC ${areaUnderCurve(test).toFixed(3)}  F1 ${forF1.f1.toFixed(3)}  accuracy ${forAccuracy.accuracy.toFixed(3)}`,
  )
}

function splits(name: string, train: readonly Labelled[], test: readonly Labelled[]): void {
  const rows = measures(reads([...train, ...test]))
  const [of, on] = [rows.slice(0, train.length), rows.slice(train.length)]
  const ranked = (all: readonly Labelled[], scores: readonly number[]) =>
    all.map(({ same }, index): Ranked => ({ score: scores[index]!, positive: same }))
  const own = (all: readonly (readonly number[])[]) => all.map(row => row[0]!)
  told(`${name}: the score`, ranked(train, own(of)), ranked(test, own(on)))
  const model = boosted(
    of,
    train.map(({ same }) => same),
  )
  // Thresholds from rows that the model did not see: a model is too sure of those that it did.
  const unseen = folded(
    of,
    train.map(({ same }) => same),
    of.map((_, index) => index),
    5,
  )
  told(`${name}: learnt on training split`, unseen, ranked(test, on.map(model)))
}

/** Every row judged by a model of the other folds; rows of one group stay together. */
function folded(
  rows: readonly (readonly number[])[],
  same: readonly boolean[],
  groups: readonly number[],
  folds: number,
): readonly Ranked[] {
  const judged: Ranked[] = []
  for (let fold = 0; fold < folds; fold++) {
    const inside = [...rows.keys()].filter(index => groups[index]! % folds === fold)
    const others = [...rows.keys()].filter(index => groups[index]! % folds !== fold)
    const model = boosted(
      others.map(index => rows[index]!),
      others.map(index => same[index]!),
    )
    for (const index of inside) judged.push({ score: model(rows[index]!), positive: same[index]! })
  }
  return judged
}

const folder = process.argv[2] ?? '.'
const text = (name: string) => readFileSync(path(folder, name), 'utf8')
if (existsSync(path(folder, 'mqp.csv'))) {
  const pairs = csv(text('mqp.csv')).map(
    ([, a = '', b = '', label]): Labelled => ({ a, b, same: label?.trim() === '1' }),
  )
  const rows = measures(reads(pairs))
  const ranked = pairs.map(({ same }, index) => ({ score: rows[index]![0]!, positive: same }))
  told('MQP: the score', ranked, ranked)
  // A question and its two pairs stay in one fold.
  const questions = [...new Set(pairs.map(({ a }) => a))]
  const number = new Map(questions.map((question, index) => [question, index]))
  const judged = folded(
    rows,
    pairs.map(({ same }) => same),
    pairs.map(({ a }) => number.get(a)!),
    10,
  )
  const { f1, accuracy } = at(judged, 0.5)
  console.log(
    `${'MQP: learnt, ten folds, at 0.5'.padEnd(34)} AUC ${areaUnderCurve(judged).toFixed(3)}  F1 ${f1.toFixed(3)}  accuracy ${accuracy.toFixed(3)}`,
  )
}
if (existsSync(path(folder, 'msr-test.tsv'))) {
  const msr = (name: string) =>
    text(name)
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map(line => line.split('\t'))
      .map(([label, , , a = '', b = '']): Labelled => ({ a, b, same: label === '1' }))
  splits(
    'MSRP',
    [
      ...msr('msr-train.tsv'),
      ...(existsSync(path(folder, 'msr-val.tsv')) ? msr('msr-val.tsv') : []),
    ],
    msr('msr-test.tsv'),
  )
}
if (existsSync(path(folder, 'pan-test.labels'))) {
  const pan = (split: string) => {
    const lines = (name: string) => text(name).trimEnd().split('\n')
    const [a, b] = [lines(`pan-${split}_s1.txt`), lines(`pan-${split}_s2.txt`)]
    return lines(`pan-${split}.labels`).map(
      (label, index): Labelled => ({
        a: a[index] ?? '',
        b: b[index] ?? '',
        same: label.trim() === '1',
      }),
    )
  }
  splits('PAN', pan('train'), pan('test'))
}
