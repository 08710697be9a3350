/**
 * The score on public sets of paraphrases: `node scripts/bench/paraphrase-sets.ts <folder>`.
 *
 * The folder may hold `mqp.csv` (medical question pairs), `msr-train.tsv` and `msr-test.tsv` (MSRP),
 * and `pan-{train,test}{.labels,_s1.txt,_s2.txt}` (PAN). Weights of the measures are learnt on the
 * training split alone; where there is none, on one half for the other. Rarity is counted on the
 * texts without their labels.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join as path } from 'node:path'
import { conflicts } from '../check/duplicates/conflict.ts'
import { contrastsOf } from '../check/duplicates/contrast.ts'
import { type Read, readPassages } from '../check/duplicates/corpus.ts'
import { shippedGlossaries } from '../check/duplicates/glossary.ts'
import { type Vectors, vectors } from '../check/duplicates/vectors.ts'
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

/** What the engine measures of a pair: each between 0 and 1. */
function measures(pairs: readonly (readonly [Read, Read])[]): readonly (readonly number[])[] {
  const features = pairs.flat().map(({ features }) => features)
  const whole = vectors(features)
  const single = vectors(features.map(own => ({ ...own, pairs: [] })))
  return pairs.map(([a, b], index) => {
    const [x, y] = [2 * index, 2 * index + 1]
    const [cosine, shared] = overlap(whole, x, y)
    const [words, , least, most] = overlap(single, x, y)
    const [s, t] = [new Set(a.stems), new Set(b.stems)]
    const common = [...s].filter(stem => t.has(stem)).length
    return [
      cosine * (shared / (shared + 6)),
      cosine,
      words,
      least,
      most,
      common / (s.size + t.size - common),
      common / Math.min(s.size, t.size),
      Math.min(s.size, t.size) / Math.max(s.size, t.size),
      shared / (shared + 20),
      order(a, b),
      contrastsOf(a.sides, b.sides).length > 0 ? 1 : 0,
      conflicts(a, b).length > 0 ? 1 : 0,
      edges(a, b),
      ...[2, 3].flatMap(length => runs(a, b, length)),
      ...numbers(a, b),
    ]
  })
}

/** Cosine, shared weight, and the shared part of the lighter and of the heavier passage. */
function overlap({ features, weights, offsets, lengths }: Vectors, a: number, b: number) {
  let [x, y, product, shared, one] = [offsets[a]!, offsets[b]!, 0, 0, 0]
  const sum = (set: number) =>
    weights.subarray(offsets[set], offsets[set + 1]).reduce((p, q) => p + q, 0)
  while (x < offsets[a + 1]! && y < offsets[b + 1]!) {
    const difference = features[x]! - features[y]!
    if (difference < 0) x++
    else if (difference > 0) y++
    else {
      product += weights[x]! * weights[y]!
      shared += Math.sqrt(weights[x]! * weights[y]!)
      one++
      x++
      y++
    }
  }
  const [p, q] = [sum(a), sum(b)]
  const cosine = product / (lengths[a]! * lengths[b]! || 1)
  return [
    cosine,
    one === 0 ? 0 : shared,
    shared / (Math.min(p, q) || 1),
    shared / (Math.max(p, q) || 1),
  ] as [number, number, number, number]
}

/** Longest common run of stems in order, against the longer text. */
function order(a: Read, b: Read): number {
  const [x, y] = [a.exact.split(' '), b.exact.split(' ')]
  let row = new Array<number>(y.length + 1).fill(0)
  for (const word of x) {
    const next = [0]
    for (const [at, other] of y.entries()) {
      next.push(word === other ? row[at]! + 1 : Math.max(row[at + 1]!, next[at]!))
    }
    row = next
  }
  return row.at(-1)! / Math.max(x.length, y.length)
}

/** Parts of the runs of `length` words that the other has too: the smaller and the larger part. */
function runs(a: Read, b: Read, length: number): readonly number[] {
  const of = ({ exact }: Read) => {
    const words = exact.split(' ').slice(1)
    return words.slice(length - 1).map((_, at) => words.slice(at, at + length).join(' '))
  }
  const [x, y] = [of(a), of(b)]
  const part = (own: readonly string[], others: ReadonlySet<string>) =>
    own.filter(run => others.has(run)).length / (own.length || 1)
  const parts = [part(x, new Set(y)), part(y, new Set(x))]
  return [Math.min(...parts), Math.max(...parts)]
}

/** Whether the figures are the same, and whether one has all of the other's. */
function numbers(a: Read, b: Read): readonly number[] {
  const of = ({ passage }: Read) => new Set(passage.text.match(/\d+(?:[.,]\d+)*/g) ?? [])
  const [x, y] = [of(a), of(b)]
  const within = (p: ReadonlySet<string>, q: ReadonlySet<string>) => [...p].every(one => q.has(one))
  const [one, other] = [within(x, y), within(y, x)]
  return [one && other ? 1 : 0, one || other ? 1 : 0, x.size + y.size > 0 ? 1 : 0]
}

/** Shared runs of four letters: spelling variants and compounds. */
function edges(a: Read, b: Read): number {
  const runs = ({ exact }: Read) => {
    const found = new Set<string>()
    for (let at = 0; at + 4 <= exact.length; at++) found.add(exact.slice(at, at + 4))
    return found
  }
  const [x, y] = [runs(a), runs(b)]
  const common = [...x].filter(run => y.has(run)).length
  return (2 * common) / (x.size + y.size || 1)
}

/** Logistic regression on the measures and their squares, each brought to one scale first. */
function learnt(rows: readonly (readonly number[])[], same: readonly boolean[]) {
  const wide = (row: readonly number[]) => [...row, ...row.map(value => value * value)]
  const raw = rows.map(wide)
  const scales = raw[0]!.map((_, at) => {
    const mean = raw.reduce((sum, row) => sum + row[at]!, 0) / raw.length
    const spread = Math.sqrt(raw.reduce((sum, row) => sum + (row[at]! - mean) ** 2, 0) / raw.length)
    return { mean, spread: spread || 1 }
  })
  const even = (row: readonly number[]) => [
    1,
    ...wide(row).map((value, at) => (value - scales[at]!.mean) / scales[at]!.spread),
  ]
  const all = rows.map(even)
  const width = all[0]!.length
  const weights = new Float64Array(width)
  const speed = new Float64Array(width)
  for (let round = 0; round < 800; round++) {
    const slope = new Float64Array(width)
    for (const [index, row] of all.entries()) {
      const error = sigmoid(dot(weights, row)) - (same[index] ? 1 : 0)
      for (let at = 0; at < width; at++) slope[at]! += error * row[at]!
    }
    for (let at = 0; at < width; at++) {
      speed[at] = 0.9 * speed[at]! - 0.05 * (slope[at]! / all.length + 3e-3 * weights[at]!)
      weights[at]! += speed[at]!
    }
  }
  return (row: readonly number[]) => sigmoid(dot(weights, even(row)))
}

const dot = (weights: Float64Array, row: readonly number[]) =>
  row.reduce((sum, value, at) => sum + value * weights[at]!, 0)
const sigmoid = (value: number) => 1 / (1 + Math.exp(-value))

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
  const model = learnt(
    of,
    train.map(({ same }) => same),
  )
  told(
    `${name}: learnt on training split`,
    ranked(train, of.map(model)),
    ranked(test, on.map(model)),
  )
}

const folder = process.argv[2] ?? '.'
const text = (name: string) => readFileSync(path(folder, name), 'utf8')
if (existsSync(path(folder, 'mqp.csv'))) {
  const pairs = csv(text('mqp.csv')).map(
    ([, a = '', b = '', label]): Labelled => ({ a, b, same: label?.trim() === '1' }),
  )
  // A question and its two pairs stay in one half.
  const first = [...new Set(pairs.map(({ a }) => a))]
  const half = new Set(first.filter((_, index) => index % 2 === 0))
  const [one, other] = [pairs.filter(({ a }) => half.has(a)), pairs.filter(({ a }) => !half.has(a))]
  splits('MQP, half 1 for half 2', one, other)
  splits('MQP, half 2 for half 1', other, one)
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
