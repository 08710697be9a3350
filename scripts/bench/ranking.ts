import { random } from './random.ts'

/** A scored thing that is, or is not, what was looked for. */
export interface Ranked {
  readonly score: number
  readonly positive: boolean
}

/** Average precision of a ranking; ties count in the worst order. */
export function averagePrecision(all: readonly Ranked[]): number {
  let hits = 0
  let sum = 0
  for (const [index, { positive }] of byScore(all).entries()) {
    if (!positive) continue
    hits++
    sum += hits / (index + 1)
  }
  return hits === 0 ? 0 : sum / hits
}

/** Part of the first `count` that is positive. */
export function precisionAt(all: readonly Ranked[], count: number): number {
  return (
    byScore(all)
      .slice(0, count)
      .filter(({ positive }) => positive).length / count
  )
}

/** Area under the ROC curve: how often a positive outranks a negative. */
export function areaUnderCurve(all: readonly Ranked[]): number {
  const sorted = [...all].sort((x, y) => x.score - y.score)
  let [ranks, positives] = [0, 0]
  for (let from = 0; from < sorted.length; ) {
    let to = from
    while (to < sorted.length && sorted[to]!.score === sorted[from]!.score) to++
    for (let at = from; at < to; at++) {
      if (!sorted[at]!.positive) continue
      ranks += (from + to + 1) / 2
      positives++
    }
    from = to
  }
  const negatives = sorted.length - positives
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives)
}

/** What a threshold does: precision, recall, F1 and accuracy. */
export function at(all: readonly Ranked[], threshold: number) {
  let [hit, flagged, positives, right] = [0, 0, 0, 0]
  for (const { score, positive } of all) {
    const chosen = score >= threshold
    if (chosen) flagged++
    if (positive) positives++
    if (chosen && positive) hit++
    if (chosen === positive) right++
  }
  return {
    precision: flagged === 0 ? 0 : hit / flagged,
    recall: positives === 0 ? 0 : hit / positives,
    f1: hit === 0 ? 0 : (2 * hit) / (flagged + positives),
    accuracy: right / all.length,
  }
}

/** The threshold with the best F1 or accuracy. */
export function bestThreshold(all: readonly Ranked[], of: 'f1' | 'accuracy' = 'f1'): number {
  const sorted = byScore(all)
  const positives = all.filter(({ positive }) => positive).length
  let [best, threshold, hits] = [-1, Number.POSITIVE_INFINITY, 0]
  for (const [index, { score, positive }] of sorted.entries()) {
    if (positive) hits++
    if (sorted[index + 1]?.score === score) continue
    const flagged = index + 1
    const negatives = all.length - positives
    const value =
      of === 'f1'
        ? (2 * hits) / (flagged + positives)
        : (hits + negatives - (flagged - hits)) / all.length
    if (value > best) [best, threshold] = [value, score]
  }
  return threshold
}

/**
 * F1 at a threshold that was chosen on the other half: the mean over `times` divisions at random, each
 * with as many positives in either half.
 */
export function twoFold(all: readonly Ranked[], times = 100): number {
  const draw = random(1)
  const sets = [all.filter(({ positive }) => positive), all.filter(({ positive }) => !positive)]
  let sum = 0
  for (let time = 0; time < times; time++) {
    const halves: Ranked[][] = [[], []]
    for (const set of sets) {
      const order = set.map(ranked => ({ ranked, at: draw() })).sort((x, y) => x.at - y.at)
      for (const [index, { ranked }] of order.entries()) halves[index % 2]!.push(ranked)
    }
    let [hit, flagged, positives] = [0, 0, 0]
    for (const [index, half] of halves.entries()) {
      const threshold = bestThreshold(halves[1 - index]!)
      for (const { score, positive } of half) {
        if (score >= threshold) flagged++
        if (positive) positives++
        if (score >= threshold && positive) hit++
      }
    }
    sum += (2 * hit) / (flagged + positives)
  }
  return sum / times
}

/** Within what bounds 95 of 100 rankings of pairs drawn from these, with replacement, have a measure. */
export function interval(
  all: readonly Ranked[],
  measure: (drawn: readonly Ranked[]) => number,
  times = 200,
): readonly [low: number, high: number] {
  const draw = random(1)
  const values = Array.from({ length: times }, () =>
    measure(all.map(() => all[Math.floor(draw() * all.length)]!)),
  ).sort((x, y) => x - y)
  return [values[Math.floor(0.025 * times)]!, values[Math.ceil(0.975 * times) - 1]!]
}

function byScore(all: readonly Ranked[]): readonly Ranked[] {
  return [...all].sort((x, y) => y.score - x.score || Number(x.positive) - Number(y.positive))
}
