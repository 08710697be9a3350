import { background } from '../check/duplicates/background.ts'
import { conflicts } from '../check/duplicates/conflict.ts'
import { contrastsOf } from '../check/duplicates/contrast.ts'
import type { Read } from '../check/duplicates/corpus.ts'
import { nameOf } from '../check/duplicates/features.ts'
import type { Unit } from '../check/duplicates/reading.ts'
import { meaning, sense } from '../check/duplicates/sense.ts'
import { settled } from '../check/duplicates/settling.ts'
import { type Vectors, vectors } from '../check/duplicates/vectors.ts'

/** What the engine measures of a pair: each between 0 and 1. */
export function measures(
  pairs: readonly (readonly [Read, Read])[],
): readonly (readonly number[])[] {
  const features = pairs.flat().map(({ features }) => features)
  const whole = vectors(features)
  const single = vectors(features.map(own => ({ ...own, pairs: [] })))
  return pairs.map(([a, b], index) => {
    const [x, y] = [2 * index, 2 * index + 1]
    const [cosine, shared] = overlap(whole, x, y)
    const [words, , least, most] = overlap(single, x, y)
    const [s, t] = [new Set(a.stems), new Set(b.stems)]
    const common = [...s].filter(stem => t.has(stem)).length
    const score = cosine * (shared / (shared + 6))
    return [
      settled(a, b, score),
      score,
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
      ...surface(wordsOf(a), wordsOf(b)),
      ...missing(single, x, y),
      product(sense(a), sense(b)),
      ...aligned(a, b),
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

const wordsOf = ({ exact }: Read) => exact.split(' ').slice(1)

/** What the words as written tell: runs in common, lengths, edits, how they begin and end. */
function surface(a: readonly string[], b: readonly string[]): readonly number[] {
  const found: number[] = []
  for (const length of [1, 2, 3, 4]) {
    const [x, y] = [counted(a, length), counted(b, length)]
    const both = [...x].reduce((sum, [run, many]) => sum + Math.min(many, y.get(run) ?? 0), 0)
    const [ofA, ofB] = [Math.max(1, a.length - length + 1), Math.max(1, b.length - length + 1)]
    found.push(both / ofA, both / ofB, (2 * both) / (ofA + ofB))
  }
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [index, word] of a.entries()) {
    const next = [index + 1]
    for (const [at, other] of b.entries()) {
      const changed = row[at]! + (word === other ? 0 : 1)
      next.push(Math.min(next[at]! + 1, row[at + 1]! + 1, changed))
    }
    row = next
  }
  const negations = (words: readonly string[]) =>
    words.filter(word => /^(not|no|never|without)$|n't$/.test(word)).length % 2
  return [
    ...found,
    row.at(-1)! / Math.max(1, a.length, b.length),
    a.length + b.length,
    Math.abs(a.length - b.length),
    a[0] === b[0] ? 1 : 0,
    a.at(-1) === b.at(-1) ? 1 : 0,
    negations(a) === negations(b) ? 1 : 0,
  ]
}

function counted(words: readonly string[], length: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (let at = 0; at + length <= words.length; at++) {
    const run = words.slice(at, at + length).join(' ')
    counts.set(run, (counts.get(run) ?? 0) + 1)
  }
  return counts
}

/** Weight of what only one of them has, by features that another text has too: in all, and the most. */
function missing({ features, weights, offsets }: Vectors, a: number, b: number) {
  const only = (one: number, other: number) => {
    const others = new Set(features.subarray(offsets[other], offsets[other + 1]))
    let [sum, most] = [0, 0]
    for (let at = offsets[one]!; at < offsets[one + 1]!; at++) {
      if (others.has(features[at]!)) continue
      sum += weights[at]!
      most = Math.max(most, weights[at]!)
    }
    return [sum, most] as const
  }
  const [[one, mostOne], [other, mostOther]] = [only(a, b), only(b, a)]
  return [
    Math.min(one, other),
    Math.max(one, other),
    Math.min(mostOne, mostOther),
    Math.max(mostOne, mostOther),
  ]
}

function product(x: Float64Array | undefined, y: Float64Array | undefined): number {
  return x && y ? x.reduce((sum, value, at) => sum + value * y[at]!, 0) : 0
}

/**
 * How much of each passage has a partner in the other: a word in common, or one of near meaning. The
 * smaller, the larger and the middle part, and the heaviest words left over; strictly and freely.
 */
function aligned(a: Read, b: Read): readonly number[] {
  const unit = (one: Unit) => ({
    names: new Set([...one.stems, ...one.concepts.map(({ id }) => `#${id}`)]),
    meaning: meaning(one),
    weight: background(nameOf(one)),
  })
  const [x, y] = [a.units.map(unit), b.units.map(unit)]
  const near = x.map(one =>
    y.map(other =>
      [...one.names].some(name => other.names.has(name)) ? 1 : product(one.meaning, other.meaning),
    ),
  )
  const whole = (units: typeof x) => units.reduce((sum, { weight }) => sum + weight, 0) || 1
  return [0.3, 0.6, 0.999].flatMap(least => {
    const of = (value: number) => Math.max(0, (value - least) / (1 - least))
    const best = x.map((_, row) => Math.max(0, ...near[row]!.map(of)))
    const others = y.map((_, at) => Math.max(0, ...near.map(row => of(row[at]!))))
    const part = (units: typeof x, found: readonly number[]) =>
      units.reduce((sum, { weight }, at) => sum + weight * found[at]!, 0) / whole(units)
    const left = (units: typeof x, found: readonly number[]) =>
      Math.max(0, ...units.map(({ weight }, at) => weight * (1 - found[at]!)))
    const [one, other] = [part(x, best), part(y, others)]
    const [rest, otherRest] = [left(x, best), left(y, others)]
    return [
      Math.min(one, other),
      Math.max(one, other),
      Math.sqrt(one * other),
      Math.min(rest, otherRest),
      Math.max(rest, otherRest),
    ]
  })
}
