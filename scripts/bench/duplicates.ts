/**
 * The join and the library at size: `npm run bench -- duplicates`, or
 * `node scripts/bench/duplicates.ts [quick | huge]`: quick takes smaller sizes, huge one alone, for its
 * memory. Some minutes: the plain joins that it is held against take most of them.
 *
 * Times are of the processor, the best of some runs in turn: others on the machine slow them by a
 * half, and counts of what was done by nothing. Growth is the slope of the logarithms.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as pathOf } from 'node:path'
import { duplicatesOf, nearThreshold } from '../check/duplicates/duplicates.ts'
import { shippedGlossaries } from '../check/duplicates/glossary.ts'
import { type Join, join, type Sets } from '../check/duplicates/join.ts'
import { ask, library } from '../check/duplicates/library.ts'
import type { Passage } from '../check/duplicates/passages.ts'
import { listedFrom } from '../check/duplicates/telling.ts'
import { upToDate } from '../commands/library-index.ts'
import { madePassages, numbered, vocabularies } from './made-passages.ts'
import { naive, plainJoin } from './plain-joins.ts'

async function timed<T>(work: () => T | Promise<T>) {
  const start = process.cpuUsage()
  const value = await work()
  const { user, system } = process.cpuUsage(start)
  return { value, ms: (user + system) / 1000 }
}

/** Exponent of the power law that fits best. */
function growth(points: readonly (readonly [number, number])[]): string {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(Math.max(1, y))] as const)
  const mean = (of: 0 | 1) => logs.reduce((sum, log) => sum + log[of], 0) / logs.length
  const [x, y] = [mean(0), mean(1)]
  const over = logs.reduce((sum, log) => sum + (log[0] - x) * (log[1] - y), 0)
  return `N^${(over / logs.reduce((sum, log) => sum + (log[0] - x) ** 2, 0)).toFixed(2)}`
}

const pairsOf = ({ a, b }: Join) => Array.from(a, (one, index) => `${one} ${b[index]}`)
const told = (ms: number) => `${ms.toFixed(ms < 100 ? 1 : 0)} ms`
const part = process.argv[2]
const huge = part === 'huge'
const sizes = huge
  ? [300_000]
  : part === 'quick'
    ? [3000, 10_000, 30_000]
    : [10_000, 30_000, 100_000]

for (const [name, vocabulary] of Object.entries(vocabularies)) {
  console.log(`\n${name} vocabulary`)
  const bySize = new Map<number, Sets>(
    sizes.map(size => [size, numbered(madePassages(size, vocabulary))]),
  )
  const small = bySize.get(sizes[0]!)!
  for (const threshold of [0.7, 0.5]) {
    join(small, threshold)
    const best = new Map<number, { readonly value: Join; readonly ms: number }>()
    for (let round = 0; round < (huge ? 1 : 5); round++) {
      for (const [size, sets] of bySize) {
        if (round >= 3 && size > 10_000) continue
        const run = await timed(() => join(sets, threshold))
        if (run.ms < (best.get(size)?.ms ?? Number.POSITIVE_INFINITY)) best.set(size, run)
      }
    }
    for (const [size, { value, ms }] of best) {
      const { visited, candidates, verified } = value.work
      console.log(
        `${threshold}  ${String(size).padStart(7)} passages ${told(ms).padStart(9)}  ` +
          `${visited} postings visited, ${candidates} candidates, ${verified} verified, ` +
          `${value.a.length} pairs (${(verified / value.a.length).toFixed(2)} verified a pair)`,
      )
    }
    if (huge) continue
    const runs = [...best]
    const by = (of: (join: Join) => number) =>
      growth(runs.map(([size, { value }]) => [size, of(value)]))
    console.log(
      `${threshold}  growth: time ${growth(runs.map(([size, { ms }]) => [size, ms]))}, ` +
        `visits ${by(({ work }) => work.visited)}, candidates ${by(({ work }) => work.candidates)}, ` +
        `verified ${by(({ work }) => work.verified)}, pairs ${by(({ a }) => a.length)}`,
    )
    if (threshold === 0.5) {
      const { value, ms } = best.get(sizes[0]!)!
      const plain = await timed(() => naive(small, threshold))
      const same = pairsOf(value).join() === plain.value.join()
      console.log(
        `${threshold}  ${String(sizes[0]).padStart(7)} every pair: ${told(plain.ms)}, the join is ` +
          `${(plain.ms / ms).toFixed(0)} times as fast, ${same ? 'the same list' : 'ANOTHER LIST'}`,
      )
    } else {
      const size = sizes.at(-1)!
      const plain = await timed(() => plainJoin(bySize.get(size)!, threshold))
      const same = pairsOf(best.get(size)!.value).sort().join() === plain.value.toSorted().join()
      console.log(
        `${threshold}  ${String(size).padStart(7)} plain join: ${told(plain.ms)}, ${same ? 'the same list' : 'ANOTHER LIST'}`,
      )
    }
  }
}
console.log(`\nmost memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`)
if (huge) process.exit()

const many = sizes.at(-1)!
const words = madePassages(many, vocabularies.growing).map(text => text.map(String))
const kept = await timed(() => library(0.6, [{ key: 'all', hash: '1', passages: words }]))
const chapter = words
  .slice(0, 30)
  .map(text => text.map((stem, at) => (at % 9 === 0 ? `${stem}x` : stem)))
const ours = () => chapter.map(stems => ask(kept.value, stems))
const [first, again] = [await timed(ours), await timed(ours)]
console.log(
  `a chapter of 30 passages against ${many} in memory: ${told(first.ms)}, once more ${told(again.ms)}, ` +
    `${first.value.flat().length} answers (library made in ${told(kept.ms)})`,
)

/** The whole command, from a kept index on: passages of about 25 words, 50 to a text. */
const folder = await mkdtemp(pathOf(tmpdir(), 'imprimatur-bench-'))
const index = pathOf(folder, 'library.index')
const text = (words: readonly number[], ending = '') =>
  `${words.map((word, at) => `w${letters(word)}${at % 9 === 0 ? ending : ''}`).join(' ')}.`
const letters = (word: number) =>
  word.toString(26).replace(/\d/g, digit => 'qrstuvwxyz'[Number(digit)]!)
const passage = (file: string, line: number, text: string): Passage => ({
  place: { file, start: { line, column: 1 } },
  kind: 'paragraph',
  text,
  headings: [],
  language: 'en',
})
const texts = madePassages(many, vocabularies.growing, 25)
const glossaries = shippedGlossaries()
const thresholds = { near: nearThreshold, paraphrase: listedFrom }
const all = texts.map((words, at) =>
  passage(`library/${Math.floor(at / 50)}.md`, (at % 50) + 1, text(words)),
)
const made = await timed(() => upToDate(index, ['library'], all, glossaries, thresholds))
const fresh = texts.slice(0, 30).map((words, at) => passage('new/a.md', at + 1, text(words, 'x')))
const loaded = await timed(() => upToDate(index, ['new'], fresh, glossaries, thresholds))
const { reads, asked, among } = loaded.value
const answered = await timed(() => duplicatesOf(reads, { paraphrase: listedFrom }, asked, among))
console.log(
  `a chapter of 30 passages against an index of ${many}: index made in ${told(made.ms)} ` +
    `(${((await stat(index)).size / 2 ** 20).toFixed(0)} MB), loaded, sorted out and kept again in ${told(loaded.ms)}, ` +
    `answered in all tiers in ${told(answered.ms)}, ${answered.value.length} pairs`,
)
await rm(folder, { recursive: true })
