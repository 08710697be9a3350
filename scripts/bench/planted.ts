/**
 * What is found of repeats planted into a manuscript: `node scripts/bench/planted.ts <folder>`.
 *
 * Thirty passages each are copied to another chapter as they are, touched up, reworded and with a
 * number changed; the rest of the manuscript stays as it is.
 */
import { contradictions } from '../check/duplicates/advice.ts'
import { readPassages } from '../check/duplicates/corpus.ts'
import { type Duplicate, duplicatesOf } from '../check/duplicates/duplicates.ts'
import { shippedGlossaries } from '../check/duplicates/glossary.ts'
import { manuscriptPassages, type Passage } from '../check/duplicates/passages.ts'
import { quantities } from '../check/quantity/quantity.ts'
import { read } from '../read/read.ts'

/** Everyday swaps that are written for this bench and not taken from the glossary. */
const swaps: readonly (readonly [RegExp, string])[] = [
  [/\bmidwife\b/gi, 'midwifery team'],
  [/\bdoctor\b/gi, 'physician'],
  [/\bcall\b/gi, 'ring'],
  [/\bask\b/gi, 'check with'],
  [/\bpain\b/gi, 'ache'],
  [/\btablets\b/gi, 'pills'],
  [/\btake\b/gi, 'swallow'],
  [/\bstop\b/gi, 'end'],
  [/\bswollen\b/gi, 'puffy'],
  [/\blie down\b/gi, 'rest on your bed'],
  [/\bwarm\b/gi, 'cosy'],
  [/\bwomen\b/gi, 'mothers'],
  [/\bstudies\b/gi, 'research'],
  [/\boften\b/gi, 'frequently'],
  [/\bslowly\b/gi, 'bit by bit'],
  [/\bhelps?\b/gi, 'is of use'],
  [/\bshould\b/gi, 'ought to'],
  [/\buse\b/gi, 'try'],
  [/\bsome\b/gi, 'a few'],
  [/\bshow(?:s|n)?\b/gi, 'make clear'],
]

function reworded(text: string): string {
  const swapped = swaps.reduce((all, [word, other]) => all.replace(word, other), text)
  const sentences = swapped.split(/(?<=[.!?])\s+/)
  if (sentences.length > 1) return sentences.toReversed().join(' ')
  const [head = '', ...rest] = swapped.split(', ')
  return rest.length > 0 ? `${rest.join(', ')}, ${head}` : `In short: ${swapped}`
}

function touchedUp(text: string): string {
  const words = text.split(' ')
  const middle = Math.floor(words.length / 2)
  return [...words.slice(0, middle), 'really', ...words.slice(middle + 1)].join(' ')
}

function otherNumber(text: string): string | undefined {
  const [first] = quantities(text).filter(({ text }) => /\d/.test(text))
  if (!first) return undefined
  const written = first.text.replace(
    /\d+(?:[.,]\d+)*/g,
    number => `${Number(number.replace(',', '')) * 2}`,
  )
  return text.slice(0, first.start) + written + text.slice(first.end)
}

const folder = process.argv[2] ?? 'manuscript'
const own = manuscriptPassages(await read(folder))
const long = own.filter(
  ({ text, kind }) => kind !== 'heading' && kind !== 'list' && text.split(' ').length >= 12,
)
const planted: { way: string; of: Passage; copy: Passage }[] = []
const plant = (way: string, of: Passage, text: string) => {
  const place = { file: 'planted.md', start: { line: planted.length + 1, column: 1 } }
  const { remedy: _, ...plain } = of
  planted.push({ way, of, copy: { ...plain, place, text } })
}
const step = Math.max(1, Math.floor(long.length / 90))
for (const [index, passage] of long
  .filter((_, at) => at % step === 0)
  .slice(0, 90)
  .entries()) {
  if (index % 3 === 0) plant('exact', passage, passage.text)
  else if (index % 3 === 1) plant('near', passage, touchedUp(passage.text))
  else plant('reworded', passage, reworded(passage.text))
}
const numbered = own.flatMap(passage => {
  const changed = passage.text.split(' ').length >= 6 ? otherNumber(passage.text) : undefined
  return changed ? [{ passage, changed }] : []
})
for (const { passage, changed } of numbered.slice(0, 30)) plant('number', passage, changed)

const all = [...own, ...planted.map(({ copy }) => copy)]
const reads = readPassages(all, shippedGlossaries())
const pairs = duplicatesOf(reads)
const found = new Map<string, Duplicate>(pairs.map(pair => [`${pair.a} ${pair.b}`, pair]))
for (const way of ['exact', 'near', 'reworded', 'number']) {
  const own = planted.filter(each => each.way === way)
  const met = own.flatMap(
    ({ of, copy }) => found.get(`${all.indexOf(of)} ${all.indexOf(copy)}`) ?? [],
  )
  const numbers = met.filter(({ conflicts }) => conflicts.length > 0).length
  const tiers = ['exact', 'near', 'paraphrase'].map(
    tier => `${tier} ${met.filter(pair => pair.tier === tier).length}`,
  )
  console.log(
    `${way.padEnd(9)} ${met.length} of ${own.length} found (${tiers.join(', ')}), ${numbers} with numbers that differ`,
  )
}
const before = duplicatesOf(readPassages(own, shippedGlossaries()))
const clash = reads.flatMap((one, at) =>
  reads.slice(at).flatMap(other => contradictions(one, other)),
)
console.log(
  `without the planted: ${own.length} passages, ${before.filter(({ tier }) => tier !== 'paraphrase').length} exact or near pairs, ` +
    `${before.filter(({ conflicts }) => conflicts.length > 0).length} pairs with numbers that differ; ${clash.length} contradictions in all`,
)
