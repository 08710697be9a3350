/**
 * How many changed numbers are found: `node scripts/bench/conflicts-accuracy.ts <text files…>`.
 *
 * Sentences with a quantity are copied with one number, unit or frequency changed by this script;
 * each change should be found. Copies with nothing changed, with words changed, and with a quantity
 * converted to another unit should give no conflict.
 */
import { readFileSync } from 'node:fs'
import { type Read, readPassages } from '../check/duplicates/corpus.ts'
import { duplicatesOf } from '../check/duplicates/duplicates.ts'
import { shippedGlossaries } from '../check/duplicates/glossary.ts'
import type { Passage } from '../check/duplicates/passages.ts'
import { quantities } from '../check/quantity/quantity.ts'

interface Change {
  readonly from: string
  readonly to: string
  readonly way: string
}

/** Sentences of running text that hold a quantity. */
function sentences(text: string): readonly string[] {
  const all = text
    .split(/\n+/)
    .flatMap(line => line.replace(/^[\s•|>#*-]+/, '').split(/(?<=[.!?])\s+(?=[A-Z])/))
    .map(sentence => sentence.replace(/\s+/g, ' ').trim())
    .filter(sentence => sentence.split(' ').length >= 6 && sentence.length < 400)
  return [...new Set(all)].filter(sentence => quantities(sentence).length > 0)
}

const swaps: Readonly<Record<string, string>> = {
  mg: 'g',
  g: 'mg',
  kg: 'g',
  ml: 'l',
  minutes: 'hours',
  minute: 'hour',
  hours: 'days',
  hour: 'day',
  days: 'weeks',
  day: 'week',
  weeks: 'months',
  week: 'month',
  months: 'years',
  month: 'year',
  years: 'months',
  year: 'month',
  seconds: 'minutes',
  cm: 'mm',
  mm: 'cm',
  teaspoon: 'tablespoon',
  teaspoons: 'tablespoons',
  tablespoon: 'teaspoon',
  micrograms: 'milligrams',
  mcg: 'mg',
}

/** Every change of one number, unit or frequency that this script knows for a sentence. */
function changes(sentence: string): readonly Change[] {
  const found: Change[] = []
  for (const quantity of quantities(sentence)) {
    const before = sentence.slice(0, quantity.start)
    const after = sentence.slice(quantity.end)
    const put = (written: string, way: string) => {
      if (written !== quantity.text)
        found.push({ from: sentence, to: before + written + after, way })
    }
    const numbers = [...quantity.text.matchAll(/\d+(?:[.,]\d+)*/g)].map(([written]) => written)
    if (numbers.length > 0) {
      // Both ends of a range move, so that it stays a range.
      const moved = quantity.text.replace(/\d+(?:[.,]\d+)*/g, written => {
        const value = Number(written.replace(/,(?=\d{3}\b)/g, '').replace(',', '.'))
        return String(value >= 10 ? Math.round(value * 1.5) : value + 2)
      })
      put(moved, 'number')
      const [low, high] = numbers.map(Number)
      if (numbers.length === 2 && quantity.low !== quantity.high && low! + 1 < high!) {
        put(quantity.text.replace(numbers[0]!, String(low! + 1)), 'one end')
      }
    }
    const unit = Object.keys(swaps).find(name =>
      new RegExp(`\\d\\s?${name}\\b`).test(quantity.text),
    )
    if (unit)
      put(quantity.text.replace(new RegExp(`(\\d\\s?)${unit}\\b`), `$1${swaps[unit]}`), 'unit')
    if (quantity.kind === 'frequency') {
      put(quantity.text.replace(/\b(a|per|each|every) day\b|\bdaily\b/, 'a week'), 'frequency')
      put(quantity.text.replace(/\btwice\b/, '4 times').replace(/\bonce\b/, 'twice'), 'frequency')
    }
  }
  return found
}

/** Conversions that change nothing. */
function conversions(sentence: string): readonly Change[] {
  const found: Change[] = []
  const convert: Readonly<Record<string, (value: number) => string>> = {
    mg: value => `${value / 1000} g`,
    g: value => `${value * 1000} mg`,
    kg: value => `${value * 1000} g`,
    mL: value => `${value / 1000} litres`,
    L: value => `${value * 1000} ml`,
    h: value => `${value * 60} minutes`,
    min: value => `${value * 60} seconds`,
    wk: value => `${value * 7} days`,
    cm: value => `${value * 10} mm`,
    m: value => `${value * 100} cm`,
    Cel: value => `${Number((value * 1.8 + 32).toFixed(1))} °F`,
    ug: value => `${value / 1000} mg`,
    d: value => `${value * 24} hours`,
  }
  for (const quantity of quantities(sentence)) {
    const to = convert[quantity.unit.code]
    const plain = /^[\d.,]+[\s-]?[\p{L}°]+$/u.test(quantity.text) && quantity.low === quantity.high
    if (!to || !plain) continue
    const written =
      sentence.slice(0, quantity.start) + to(quantity.low) + sentence.slice(quantity.end)
    found.push({ from: sentence, to: written, way: 'converted' })
  }
  return found
}

/** The same sentence with words changed that change no number. */
function reworded(sentence: string): readonly Change[] {
  const swapped = sentence
    .replace(/\bdoctor\b/gi, 'physician')
    .replace(/\bwomen\b/gi, 'mothers')
    .replace(/\bhelps?\b/gi, 'can help')
    .replace(/\bshould\b/gi, 'ought to')
    .replace(/\btake\b/gi, 'swallow')
    .replace(/\bpregnant women\b/gi, 'expectant mothers')
    .replace(/\bmust\b/gi, 'need to')
  const [head = '', ...rest] = swapped.replace(/[.!?]$/, '').split(', ')
  const turned = rest.length === 1 ? `${rest[0]}, ${head}.` : `It is said that ${swapped}`
  return [{ from: sentence, to: turned, way: 'reworded' }]
}

function passage(text: string, line: number): Passage {
  return {
    place: { file: 'bench', start: { line, column: 1 } },
    kind: 'paragraph',
    text,
    headings: [],
    language: 'en',
  }
}

function flagged(list: readonly Change[]): readonly boolean[] {
  // Few at a time: a pair is looked at as it would be in a book.
  const results: boolean[] = []
  for (let from = 0; from < list.length; from += 100) {
    const batch = list.slice(from, from + 100)
    const reads: readonly Read[] = readPassages(
      batch.flatMap(({ from, to }, index) => [
        passage(from, 2 * index),
        passage(to, 2 * index + 1),
      ]),
      shippedGlossaries(),
    )
    const conflicting = new Set(
      duplicatesOf(reads).flatMap(({ a, b, conflicts }) =>
        conflicts.length > 0 ? [`${a} ${b}`] : [],
      ),
    )
    for (const index of batch.keys()) results.push(conflicting.has(`${2 * index} ${2 * index + 1}`))
  }
  return results
}

const all = process.argv.slice(2).flatMap(file => sentences(readFileSync(file, 'utf8')))
const unique = [...new Set(all)]
const changed = unique.flatMap(changes)
const found = flagged(changed)
console.log(`${unique.length} sentences with a quantity`)
for (const way of ['number', 'one end', 'unit', 'frequency']) {
  const own = changed
    .map((change, index) => ({ change, hit: found[index]! }))
    .filter(({ change }) => change.way === way)
  const hits = own.filter(({ hit }) => hit).length
  console.log(
    `changed ${way}: ${hits} of ${own.length} found (${((100 * hits) / own.length).toFixed(1)} %)`,
  )
}
console.log(
  `changed in all: ${found.filter(Boolean).length} of ${found.length} (${((100 * found.filter(Boolean).length) / found.length).toFixed(1)} %)`,
)
if (process.env.MISSED)
  for (const [index, hit] of found.entries()) if (!hit) console.log('  missed:', changed[index])
for (const [name, list] of [
  ['unchanged', unique.map(text => ({ from: text, to: text, way: 'unchanged' }))],
  ['reworded', unique.flatMap(reworded)],
  ['converted', unique.flatMap(conversions)],
] as const) {
  const wrong = flagged(list)
  console.log(`${name}: ${wrong.filter(Boolean).length} of ${list.length} flagged`)
  if (process.env.MISSED)
    for (const [index, hit] of wrong.entries()) if (hit) console.log('  flagged:', list[index])
}
