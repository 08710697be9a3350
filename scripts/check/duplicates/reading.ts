import type { Concept, Glossary } from './glossary.ts'
import { type Word, wordsOf } from './words.ts'

/** A content word or a phrase of the glossary, as the comparison reads it. */
export interface Unit {
  readonly stems: readonly string[]
  readonly concepts: readonly Concept[]
  readonly start: number
  readonly end: number
  /** Number of the sentence that it stands in, from 0. */
  readonly sentence: number
}

/** Reads a text as content words and concepts; function words fall out, negation stays. */
export function reading(
  text: string,
  language: string,
  known: Glossary,
  stem: (word: string) => string,
  words: readonly Word[] = wordsOf(text, language),
): readonly Unit[] {
  const keys = words.map(word => stem(word.key))
  const units: Unit[] = []
  let sentence = 0
  for (let at = 0; at < words.length; ) {
    const phrase = phraseAt(keys, at, known)
    const length = phrase?.stems.length ?? 1
    const [first, last] = [words[at]!, words[at + length - 1]!]
    const stop = length === 1 && known.stop.has(first.key)
    if (at > 0 && /[.!?;。؟]\s|\n/u.test(text.slice(words[at - 1]!.end, first.start))) sentence++
    if (!stop) {
      const own = phrase
        ? phrase.stems.filter((_, step) => !known.stop.has(words[at + step]!.key))
        : [keys[at]!]
      units.push({
        stems: own,
        concepts: phrase?.concepts ?? [],
        start: first.start,
        end: last.end,
        sentence,
      })
    }
    at += length
  }
  return units
}

function phraseAt(keys: readonly string[], at: number, known: Glossary) {
  for (const phrase of known.phrases.get(keys[at]!) ?? []) {
    let same = true
    for (let step = 1; same && step < phrase.stems.length; step++) {
      same = keys[at + step] === phrase.stems[step]
    }
    if (same) return phrase
  }
  return undefined
}
