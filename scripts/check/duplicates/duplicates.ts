import { type Conflict, conflicts } from './conflict.ts'
import { type Contrast, contrastsOf } from './contrast.ts'
import { isCompared, type Read, readPassages, setsOf } from './corpus.ts'
import { type GlossaryTable, shippedGlossaries } from './glossary.ts'
import { join } from './join.ts'
import { ask, library } from './library.ts'
import type { Passage } from './passages.ts'
import type { Unit } from './reading.ts'
import { type Scored, scored, sharedFeatures } from './score.ts'
import { settled } from './settling.ts'
import { primaryOf } from './stem.ts'
import { type Frequencies, vectors } from './vectors.ts'

/** How two passages are the same: word for word, nearly so, or in other words. */
export type Tier = 'exact' | 'near' | 'paraphrase'

/** Two passages that say the same, or seem to. */
export interface Duplicate {
  /** Indices of the passages; `a` comes first. */
  readonly a: number
  readonly b: number
  readonly tier: Tier
  /** Exact is 1; near, the part of the words that both share; paraphrase, the score; 0 to 1. */
  readonly score: number
  /** What both share, weightiest first, as written: "calf", or "doctor ~ physician". */
  readonly shared: readonly string[]
  /** What they set against each other: other sides, other remedies, other trimesters. */
  readonly contrasts: readonly Contrast[]
  /** Numbers that differ. */
  readonly conflicts: readonly Conflict[]
}

/** What the engine is told besides the passages. */
export interface DuplicateOptions {
  /** Concepts and contrasts; none means the glossaries that ship. */
  readonly glossaries?: readonly GlossaryTable[]
  /** Jaccard similarity from which passages are near repeats. */
  readonly near?: number
  /** Score from which passages are shown as reworded. */
  readonly paraphrase?: number
  /** More passages than this are not all compared with each other for rewording. */
  readonly everyPair?: number
}

/** From this part of shared words on, two passages are the same passage touched up. */
export const nearThreshold = 0.6
/** From this score on, a reworded pair is worth an editor's look. */
export const paraphraseThreshold = 0.2
/** Past this many passages a pair must share something that few others have. */
const everyPair = 4000

/** Passages that say the same thing twice; symmetric, and the same in whatever order they come. */
export function duplicates(
  passages: readonly Passage[],
  options: DuplicateOptions = {},
): readonly Duplicate[] {
  return duplicatesOf(readPassages(passages, options.glossaries ?? shippedGlossaries()), options)
}

/**
 * The same of passages that were read before. With `asked` (indices), only the pairs in which one of
 * those takes part: what a full run would say of them, without comparing the others. With `among`,
 * these are passages of a library that {@link likely} gave, and are weighed as in all of it.
 */
export function duplicatesOf(
  all: readonly Read[],
  {
    near = nearThreshold,
    paraphrase = paraphraseThreshold,
    everyPair: most = everyPair,
  }: DuplicateOptions = {},
  asked?: ReadonlySet<number>,
  among?: Frequencies,
): readonly Duplicate[] {
  const compared = all.flatMap((read, index) => (isCompared(read) ? [index] : []))
  const reads = compared.map(index => all[index]!)
  const wanted =
    asked && new Set(compared.flatMap((index, place) => (asked.has(index) ? [place] : [])))
  const weighed = vectors(
    reads.map(({ features }) => features),
    among,
  )
  const found = new Map<number, { tier: Tier; score: number }>()
  const key = (a: number, b: number) => a * reads.length + b
  for (const { a, b, score } of wanted ? nearTo(reads, near, wanted) : nearPairs(reads, near)) {
    if (!isComparable(reads[a]!, reads[b]!)) continue
    const exact = reads[a]!.exact === reads[b]!.exact
    found.set(key(a, b), { tier: exact ? 'exact' : 'near', score: exact ? 1 : score })
  }
  for (const { a, b, score } of paraphrases(
    reads,
    paraphrase,
    most,
    weighed,
    wanted,
    among?.passages,
  )) {
    if (!found.has(key(a, b))) found.set(key(a, b), { tier: 'paraphrase', score })
  }
  return [...found]
    .map(([pair, { tier, score }]): Duplicate => {
      const [a, b] = [Math.floor(pair / reads.length), pair % reads.length]
      return {
        a: compared[a]!,
        b: compared[b]!,
        tier,
        score,
        shared: evidence(sharedFeatures(weighed, a, b), reads[a]!, reads[b]!),
        contrasts: contrastsOf(reads[a]!.sides, reads[b]!.sides),
        conflicts: conflicts(reads[a]!, reads[b]!),
      }
    })
    .sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b)
}

/** Pairs that share at least this part of their stems. */
function nearPairs(reads: readonly Read[], threshold: number): readonly Scored[] {
  const sets = setsOf(reads.map(({ stems }) => stems))
  const size = (set: number) => sets.offsets[set + 1]! - sets.offsets[set]!
  const { a, b, overlap } = join(sets, threshold)
  return Array.from(a, (one, index) => {
    const [other, both] = [b[index]!, overlap[index]!]
    return { a: one, b: other, score: both / (size(one) + size(other) - both) }
  })
}

/** The same pairs, those with one of `wanted` only. */
function nearTo(
  reads: readonly Read[],
  threshold: number,
  wanted: ReadonlySet<number>,
): readonly Scored[] {
  const passages = reads.map(({ stems }) => stems)
  const known = library(threshold, [{ key: '', hash: '', passages }])
  return [...wanted].flatMap(one =>
    ask(known, passages[one]!).flatMap(({ entry, similarity }): Scored[] =>
      entry === one || (entry < one && wanted.has(entry))
        ? []
        : [{ a: Math.min(one, entry), b: Math.max(one, entry), score: similarity }],
    ),
  )
}

/** Reworded pairs: the score of the words that they share, and what is left of it for what they say. */
export function paraphrases(
  reads: readonly Read[],
  threshold: number = paraphraseThreshold,
  most: number = everyPair,
  weighed = vectors(reads.map(({ features }) => features)),
  wanted?: ReadonlySet<number>,
  count = reads.length,
): readonly Scored[] {
  const commonest = count > most ? Math.max(20, Math.floor(count / 200)) : undefined
  return scored(weighed, threshold, commonest, wanted).flatMap(({ a, b, score }) => {
    const [one, other] = [reads[a]!, reads[b]!]
    if (!isComparable(one, other) || areParts(one, other)) return []
    const rest = settled(one, other, score)
    return rest >= threshold ? [{ a, b, score: rest }] : []
  })
}

/** A list is compared with lists, and a translation repeats nothing. */
export function isComparable({ passage: a }: Read, { passage: b }: Read): boolean {
  return (
    (a.kind === 'list') === (b.kind === 'list') && primaryOf(a.language) === primaryOf(b.language)
  )
}

/**
 * Parts of one remedy speak of the same thing, and rows of one table follow one pattern: in other
 * words they are told apart, and only the same words make them repeats.
 */
export function areParts({ passage: a }: Read, { passage: b }: Read): boolean {
  if (a.place.file !== b.place.file) return false
  const inTable = a.kind === 'row' && b.kind === 'row'
  return (
    (a.remedy !== undefined && a.remedy === b.remedy) ||
    (inTable && a.headings.join('\n') === b.headings.join('\n'))
  )
}

/** Shared features in the passages' own words, each stretch of text once. */
export function evidence(features: readonly string[], a: Read, b: Read): readonly string[] {
  const said = new Set<string>()
  const told = new Set<number>()
  for (const feature of features) {
    const [one, other] = [withFeature(feature, a), withFeature(feature, b)]
    if (!one || !other || told.has(one.start)) continue
    told.add(one.start)
    const [x, y] = [wordsAt(one, a), wordsAt(other, b)]
    said.add(x === y ? x : `${x} ~ ${y}`)
  }
  return [...said].slice(0, 12)
}

function withFeature(feature: string, { units }: Read): Unit | undefined {
  const name = feature.slice(feature.lastIndexOf(':') + 1)
  return units.find(
    ({ stems, concepts }) =>
      stems.includes(name) ||
      concepts.some(({ id, is }) => [id, ...is].some(concept => `#${concept}` === name)),
  )
}

function wordsAt({ start, end }: Unit, { passage }: Read): string {
  return passage.text.slice(start, end).toLowerCase()
}
