/**
 * The score on public sets of paraphrases: `node scripts/bench/paraphrase-sets.ts <folder>`.
 *
 * The folder may hold `mqp.csv` (medical question pairs), `msr-train.tsv` and `msr-test.tsv` (MSRP),
 * and `pan-{train,test}{.labels,_s1.txt,_s2.txt}` (PAN). What weighs the measures and the words is
 * learnt on the training split alone; where there is none, in ten folds of whole questions. Rarity is
 * counted on the texts without their labels. The score itself learns nothing; its threshold comes
 * from the training split, on MQP from the set itself.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join as path } from 'node:path'
import { type Read, readPassages } from '../check/duplicates/corpus.ts'
import { shippedGlossaries } from '../check/duplicates/glossary.ts'
import { type Example, example, learnt } from './learnt.ts'
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
  const all = examples([...train, ...test])
  const [of, on] = [all.slice(0, train.length), all.slice(train.length)]
  const ranked = (all: readonly Labelled[], scores: readonly number[]) =>
    all.map(({ same }, index): Ranked => ({ score: scores[index]!, positive: same }))
  const own = (all: readonly Example[]) => all.map(({ measures }) => measures[0]!)
  told(`${name}: the score`, ranked(train, own(of)), ranked(test, own(on)))
  const same = train.map(({ same }) => same)
  const model = learnt(of, same)
  // Thresholds from pairs that the model did not see: a model is too sure of those that it did.
  told(`${name}: learnt on training split`, folded(of, same, 5), ranked(test, on.map(model)))
}

/** Pairs that have their first text in common are of one group. */
function examples(pairs: readonly Labelled[]): readonly Example[] {
  const texts = reads(pairs)
  const rows = measures(texts)
  const groups = new Map<string, number>()
  return pairs.map(({ a }, index) => {
    const group = groups.get(a) ?? groups.size
    groups.set(a, group)
    return example(...texts[index]!, rows[index]!, group)
  })
}

/** Every pair judged by a model of the other folds; pairs of one group stay together. */
function folded(
  all: readonly Example[],
  same: readonly boolean[],
  folds: number,
): readonly Ranked[] {
  const judged: Ranked[] = []
  // Folds within a fold must not fall together with it.
  const foldOf = ({ group }: Example) => Math.floor(group / 8) % folds
  for (let fold = 0; fold < folds; fold++) {
    const inside = [...all.keys()].filter(index => foldOf(all[index]!) === fold)
    const others = [...all.keys()].filter(index => foldOf(all[index]!) !== fold)
    const model = learnt(
      others.map(index => all[index]!),
      others.map(index => same[index]!),
    )
    for (const index of inside) judged.push({ score: model(all[index]!), positive: same[index]! })
  }
  return judged
}

const folder = process.argv[2] ?? '.'
const text = (name: string) => readFileSync(path(folder, name), 'utf8')
if (existsSync(path(folder, 'mqp.csv'))) {
  const pairs = csv(text('mqp.csv')).map(
    ([, a = '', b = '', label]): Labelled => ({ a, b, same: label?.trim() === '1' }),
  )
  const all = examples(pairs)
  const ranked = pairs.map(({ same }, index) => ({
    score: all[index]!.measures[0]!,
    positive: same,
  }))
  told('MQP: the score', ranked, ranked)
  // A question and its two pairs stay in one fold.
  const judged = folded(
    all,
    pairs.map(({ same }) => same),
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
