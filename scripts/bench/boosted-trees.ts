import { random } from './random.ts'

/** Learns from measures what is a pair, and gives a number from 0 to 1 for new measures. */
export type Model = (row: readonly number[]) => number

type Tree =
  | { readonly value: number }
  | { readonly by: number; readonly at: number; readonly low: Tree; readonly high: Tree }

const rounds = 200
const depth = 4
const rate = 0.05
const fewest = 15
/** Part of the rows, and of the measures, that a tree may look at. */
const [ofRows, ofMeasures] = [0.7, 0.6]
const bins = 32
/** Holds back leaves of few rows. */
const caution = 5

/** Gradient-boosted trees for yes and no (Friedman, 2001); the same model at each run. */
export function boosted(rows: readonly (readonly number[])[], same: readonly boolean[]): Model {
  const next = random(1)
  const cuts = rows[0]!.map((_, by) => cutsOf(rows.map(row => row[by]!)))
  const binned = (row: readonly number[]) =>
    Uint8Array.from(row, (value, by) => {
      let bin = 0
      while (bin < cuts[by]!.length && value >= cuts[by]![bin]!) bin++
      return bin
    })
  const all = rows.map(binned)
  const yes = same.filter(Boolean).length
  const start = Math.log(yes / (same.length - yes))
  const sums = new Float64Array(rows.length).fill(start)
  const slopes = new Float64Array(rows.length)
  const bends = new Float64Array(rows.length)
  const trees: Tree[] = []
  for (let round = 0; round < rounds; round++) {
    for (const [index, sum] of sums.entries()) {
      const guess = 1 / (1 + Math.exp(-sum))
      slopes[index] = (same[index] ? 1 : 0) - guess
      bends[index] = guess * (1 - guess)
    }
    const drawn = [...all.keys()].filter(() => next() < ofRows)
    const measures = [...cuts.keys()].filter(() => next() < ofMeasures)
    const tree = grown(drawn, depth, measures)
    trees.push(tree)
    for (const [index, row] of all.entries()) sums[index]! += valueFor(tree, row)
  }
  return row => {
    const own = binned(row)
    const sum = trees.reduce((total, tree) => total + valueFor(tree, own), start)
    return 1 / (1 + Math.exp(-sum))
  }

  function grown(drawn: readonly number[], levels: number, measures: readonly number[]): Tree {
    let [slope, bend] = [0, 0]
    for (const index of drawn) {
      slope += slopes[index]!
      bend += bends[index]!
    }
    const leaf = { value: (rate * slope) / (bend + caution) }
    if (levels === 0 || drawn.length < 2 * fewest) return leaf
    const split = bestSplit(drawn, measures, slope, bend)
    if (!split) return leaf
    const { by, at } = split
    const side = (isLow: boolean) => drawn.filter(index => all[index]![by]! <= at === isLow)
    return {
      by,
      at,
      low: grown(side(true), levels - 1, measures),
      high: grown(side(false), levels - 1, measures),
    }
  }

  function bestSplit(
    drawn: readonly number[],
    measures: readonly number[],
    slope: number,
    bend: number,
  ) {
    let best = 0
    let split: { readonly by: number; readonly at: number } | undefined
    const gain = (s: number, b: number) => (s * s) / (b + caution)
    for (const by of measures) {
      const sum = new Float64Array(bins)
      const curve = new Float64Array(bins)
      const count = new Int32Array(bins)
      for (const index of drawn) {
        const bin = all[index]![by]!
        sum[bin]! += slopes[index]!
        curve[bin]! += bends[index]!
        count[bin]!++
      }
      let [s, b, many] = [0, 0, 0]
      for (let at = 0; at < cuts[by]!.length; at++) {
        s += sum[at]!
        b += curve[at]!
        many += count[at]!
        if (many < fewest || drawn.length - many < fewest) continue
        const won = gain(s, b) + gain(slope - s, bend - b) - gain(slope, bend)
        if (won > best) [best, split] = [won, { by, at }]
      }
    }
    return split
  }
}

function valueFor(tree: Tree, row: Uint8Array): number {
  let here = tree
  while ('by' in here) here = row[here.by]! <= here.at ? here.low : here.high
  return here.value
}

/** Values that part the rows into bins of about one size. */
function cutsOf(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((x, y) => x - y)
  const parts = Array.from(
    { length: bins - 1 },
    (_, index) => sorted[Math.floor(((index + 1) * sorted.length) / bins)]!,
  )
  return [...new Set(parts)]
}
