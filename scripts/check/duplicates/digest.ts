import { adviceOf, claimsOf } from './advice.ts'
import { measured, ownConflicts } from './conflict.ts'
import { isCompared, type Read } from './corpus.ts'
import { hashOf } from './hash.ts'
import { type Ragged, ragged } from './ragged.ts'
import { isDose } from './remedy-dose.ts'
import { isOfAThing, numberKey, perWeight } from './same-thing.ts'
import { primaryOf, stems } from './stem.ts'

/**
 * What tells which passages of a text may concern another, without its words: hashes of them.
 *
 * Each list has an entry a passage. Two hashes that fall together make one comparison more, and
 * nothing else: whatever is told is told of the words themselves.
 */
export interface Digest {
  /** The stems of all words, each once; none where the passage is not compared. */
  readonly stems: Ragged
  /** Words and concepts, each once, and beside them their weight in tenths. */
  readonly singles: Ragged
  readonly tenths: Ragged
  /** Of each number that is about a thing: its index, how many words are near it, the words, their weights. */
  readonly numbers: Ragged
  /** Of each dose: its index, how many words are near it, and the words. */
  readonly doses: Ragged
  /** What is advised, of what and when; the last bit is 1 for yes. */
  readonly claims: Ragged
  /** 1 where a passage is compared, 2 where it has numbers, 4 where it advises more than one thing. */
  readonly marks: Uint8Array
  /** Numbers of one passage that cannot both hold: the passage, and the two as written. */
  readonly own: readonly (readonly [passage: number, one: string, other: string])[]
  /** Passages that belong to remedies, with the language. */
  readonly remedies: readonly (readonly [passage: number, remedy: string, language: string])[]
}

export const marked = { compared: 1, measured: 2, advises: 4 } as const

/** The digest of one text's passages. */
export function digest(reads: readonly Read[]): Digest {
  const compared = reads.map(isCompared)
  const singles = reads.map(({ features }, index) => {
    const weights = new Map<number, number>()
    for (const [name, weight] of compared[index] ? features.singles : []) {
      const hash = hashOf(name)
      weights.set(hash, Math.max(weights.get(hash) ?? 0, Math.round(10 * weight)))
    }
    return weights
  })
  return {
    stems: ragged(
      reads.map(({ stems }, index) => (compared[index] ? [...new Set(stems.map(hashOf))] : [])),
    ),
    singles: ragged(singles.map(weights => [...weights.keys()])),
    tenths: ragged(singles.map(weights => [...weights.values()])),
    numbers: ragged(reads.map(numbersOf)),
    doses: ragged(reads.map(dosesOf)),
    claims: ragged(reads.map(claimsOf)),
    marks: Uint8Array.from(
      reads,
      (read, index) =>
        (compared[index] ? marked.compared : 0) |
        (measured(read).length > 0 ? marked.measured : 0) |
        (adviceOf(read).length > 1 ? marked.advises : 0),
    ),
    own: reads.flatMap((read, passage) =>
      ownConflicts(read).map(({ a, b }) => [passage, a.text, b.text] as const),
    ),
    remedies: reads.flatMap(({ passage: { remedy, language } }, passage) =>
      remedy ? [[passage, remedy, primaryOf(language)] as const] : [],
    ),
  }
}

function numbersOf(read: Read): readonly number[] {
  return measured(read).flatMap((each, index) => {
    if (!isOfAThing(each)) return []
    const key = numberKey(read, each)
    const words = [...each.about].map(([name, weight]) => [hashOf(key + name), weight] as const)
    return [
      index,
      words.length,
      ...words.map(([hash]) => hash),
      ...words.map(([, weight]) => Math.round(weight * perWeight)),
    ]
  })
}

function dosesOf(read: Read): readonly number[] {
  const language = primaryOf(read.passage.language)
  const stem = stems(language)
  return measured(read).flatMap((each, index) => {
    if (!isDose(each)) return []
    const words = new Set(each.quantity.about.map(word => hashOf(`${language} ${stem(word)}`)))
    return [index, words.size, ...words]
  })
}
