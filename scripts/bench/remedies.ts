import { pathToFileURL } from 'node:url'
import { names } from '../check/remedies/names.ts'
import type { FormularyEntry } from '../read/formulary.ts'

/** Microseconds per kilobyte of text that scanning costs with so many names. */
export interface ScanCost {
  readonly names: number
  readonly microseconds: number
}

/**
 * Measures what scanning costs with few and with many names: the best of several rounds each, in
 * turns, so that a busy machine weighs on all alike.
 */
export function scanCosts(counts: readonly number[], kilobytes = 1000): readonly ScanCost[] {
  const word = wordsFrom(7, [
    'ba',
    'co',
    'di',
    'fu',
    'gra',
    'hel',
    'lin',
    'mor',
    'nes',
    'pra',
    'ril',
    'tu',
  ])
  // Words of the text that begin no name, however many names there are.
  const filler = wordsFrom(5, ['sa', 'ke', 'vo', 'zu', 'thi', 'wen', 'jar', 'pol', 'quo', 'xe'])
  const vocabulary = Array.from({ length: 6000 }, filler)
  const all = Array.from({ length: Math.max(...counts) }, (_, index) =>
    index % 3 === 0
      ? `${word()} ${word()}`
      : index % 3 === 1
        ? word()
        : `${word()} ${word()} ${word()}`,
  )
  const scanners = counts.map(count => ({ count, scan: scannerOf(all.slice(0, count)) }))
  // The same words and as many hits for every scanner: only the number of names differs.
  const few = all.slice(0, Math.min(...counts))
  const pick = randomFrom(11)
  let text = ''
  while (text.length < kilobytes * 1000) {
    const from = pick(40) === 0 ? few : vocabulary
    text += `${from[pick(from.length)]}${pick(12) === 0 ? '. ' : ' '}`
  }
  const best = counts.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < 9; round++) {
    for (const [index, { scan }] of scanners.entries()) {
      const start = performance.now()
      scan(text)
      best[index] = Math.min(best[index]!, performance.now() - start)
    }
  }
  return scanners.map(({ count }, index) => ({
    names: count,
    microseconds: (best[index]! * 1000) / kilobytes,
  }))
}

function scannerOf(all: readonly string[]): (text: string) => unknown {
  const entry = (name: string, index: number): [string, FormularyEntry] => [
    String(index),
    {
      id: String(index),
      file: '',
      name,
      kind: 'herb',
      status: 'review',
      confidence: 'uncertain',
      reason: '',
      names: [],
      ingredients: [],
      holds: {},
      sources: [],
    },
  ]
  return names({ entries: new Map(all.map(entry)), notMeant: [] }).in
}

/** Numbers that repeat from run to run (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

function wordsFrom(seed: number, syllables: readonly string[]): () => string {
  const pick = randomFrom(seed)
  return () => Array.from({ length: 2 + pick(3) }, () => syllables[pick(syllables.length)]).join('')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [few, many] = scanCosts([1500, 15_000])
  for (const cost of [few!, many!]) {
    console.log(`${cost.names} names: ${cost.microseconds.toFixed(1)} µs per kB`)
  }
  console.log(`ratio ${(many!.microseconds / few!.microseconds).toFixed(2)}`)
}
