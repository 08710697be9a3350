import type { Read } from '../check/duplicates/corpus.ts'
import { boosted } from './boosted-trees.ts'
import { logistic } from './logistic.ts'

/** A pair of texts: what was measured of it, and the words that both have and that one of them has. */
export interface Example {
  readonly measures: readonly number[]
  readonly both: readonly string[]
  readonly apart: readonly string[]
  /** Examples of one group have a text in common. */
  readonly group: number
}

/** Words that are met in a part of the examples are weighed by the others: what was seen is too sure. */
const folds = 8

/** A pair with its measures, and its words, pairs of words and concepts. */
export function example(a: Read, b: Read, measures: readonly number[], group: number): Example {
  const [x, y] = [runsOf(a), runsOf(b)]
  return {
    measures,
    both: [...x].filter(run => y.has(run)),
    apart: [...[...x].filter(run => !y.has(run)), ...[...y].filter(run => !x.has(run))],
    group,
  }
}

function runsOf({ exact, features }: Read): ReadonlySet<string> {
  const words = exact.split(' ').slice(1)
  const twos = words.slice(1).map((word, at) => `${words[at]} ${word}`)
  return new Set([...words, ...twos, ...[...features.singles.keys()].map(name => `~${name}`)])
}

/**
 * Learns from examples which pairs say the same, 0 to 1: trees and a regression on the measures and on
 * what each word in common, and each word left over, was worth in other examples.
 */
export function learnt(
  all: readonly Example[],
  same: readonly boolean[],
): (example: Example) => number {
  const rows: (readonly number[])[] = []
  for (let fold = 0; fold < folds; fold++) {
    const [inside, others] = [true, false].map(isInside =>
      [...all.keys()].filter(index => (all[index]!.group % folds === fold) === isInside),
    ) as [number[], number[]]
    const worth = wordWorth(
      others.map(index => all[index]!),
      others.map(index => same[index]!),
    )
    for (const index of inside) rows[index] = rowOf(all[index]!, worth)
  }
  const worth = wordWorth(all, same)
  const models = [boosted(rows, same), logistic(rows, same)]
  return one => {
    const row = rowOf(one, worth)
    const odds = models.map(model => {
      const part = model(row)
      return Math.log(part / (1 - part))
    })
    return 1 / (1 + Math.exp(-odds.reduce((x, y) => x + y, 0) / models.length))
  }
}

interface Worth {
  readonly both: ReadonlyMap<string, number>
  readonly apart: ReadonlyMap<string, number>
}

function rowOf({ measures, both, apart }: Example, worth: Worth): readonly number[] {
  const sum = (words: readonly string[], of: ReadonlyMap<string, number>) =>
    words.reduce((total, word) => total + (of.get(word) ?? 0), 0)
  return [...measures, sum(both, worth.both), sum(apart, worth.apart)]
}

/** By word, the logarithm of how much oftener it is met in pairs than in others (naive Bayes). */
function wordWorth(all: readonly Example[], same: readonly boolean[]): Worth {
  const yes = same.filter(Boolean).length
  const part = yes / same.length
  const of = (side: 'both' | 'apart') => {
    const counts = new Map<string, [yes: number, no: number]>()
    for (const [index, each] of all.entries()) {
      for (const word of each[side]) {
        const count = counts.get(word) ?? [0, 0]
        counts.set(word, count)
        count[same[index] ? 0 : 1]++
      }
    }
    const no = same.length - yes
    return new Map(
      [...counts].map(([word, [p, q]]) => [
        word,
        Math.log((p + part) / (yes + 1)) - Math.log((q + 1 - part) / (no + 1)),
      ]),
    )
  }
  return { both: of('both'), apart: of('apart') }
}
