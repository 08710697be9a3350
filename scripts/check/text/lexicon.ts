import type { Block } from '../prose.ts'
import { words, wordsIn } from './words.ts'

/** A word or phrase of a lexicon, met in a text. */
export interface Met<T> {
  /** As the text has it. */
  readonly text: string
  /** As the lexicon has it. */
  readonly phrase: string
  readonly value: T
  readonly start: number
  readonly end: number
}

interface Entry<T> {
  readonly phrase: string
  readonly tokens: readonly string[]
  readonly value: T
}

/**
 * Finds the words and phrases of a list, whole words only, in any case, in the singular or the
 * regular plural; the longest phrase wins.
 *
 * One look into a table per word, however long the list is.
 */
export function lexicon<T>(
  entries: Iterable<readonly [phrase: string, value: T]>,
): (block: Block) => readonly Met<T>[] {
  let sorted: ReadonlyMap<string, readonly Entry<T>[]> | undefined
  return block => {
    // Sorted at first use: many runs read no text.
    sorted ??= byFirstWord(entries)
    const byFirst = sorted
    const met: Met<T>[] = []
    const all = words(block)
    for (let at = 0; at < all.length; at++) {
      const entry = byFirst.get(all[at]!.lower)?.find(({ tokens }) =>
        tokens.every((token, index) => {
          const lower = all[at + index]?.lower
          return index === 0 && tokens.length === 1
            ? true
            : index < tokens.length - 1
              ? lower === token
              : lower !== undefined && forms(token).includes(lower)
        }),
      )
      if (!entry) continue
      const { start } = all[at]!
      const { end } = all[at + entry.tokens.length - 1]!
      met.push({ ...entry, text: block.text.slice(start, end), start, end })
      at += entry.tokens.length - 1
    }
    return met
  }
}

function byFirstWord<T>(
  entries: Iterable<readonly [phrase: string, value: T]>,
): ReadonlyMap<string, readonly Entry<T>[]> {
  const byFirst = new Map<string, Entry<T>[]>()
  for (const [phrase, value] of entries) {
    const tokens = wordsIn(phrase).map(({ lower }) => lower)
    const [first] = tokens
    if (first === undefined) continue
    const keys = tokens.length === 1 ? forms(first) : [first]
    for (const key of keys) {
      const list = byFirst.get(key) ?? []
      list.push({ phrase, tokens, value })
      byFirst.set(key, list)
    }
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.tokens.length - a.tokens.length)
  return byFirst
}

/** A word and its regular plural. */
function forms(word: string): readonly string[] {
  if (/[^aeiou]y$/.test(word)) return [word, `${word.slice(0, -1)}ies`]
  return /(?:s|x|z|ch|sh)$/.test(word) ? [word, `${word}es`] : [word, `${word}s`]
}
