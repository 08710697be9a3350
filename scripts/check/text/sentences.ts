import type { Block } from '../prose.ts'

/** A sentence in a block's text, without the space round it. */
export interface Sentence {
  readonly text: string
  readonly start: number
  readonly end: number
}

const cache = new WeakMap<Block, readonly Sentence[]>()

/** The sentences of a block. */
export function sentences(block: Block): readonly Sentence[] {
  const known = cache.get(block)
  if (known) return known
  const met = sentencesIn(block.text)
  cache.set(block, met)
  return met
}

/** Short forms whose full stop does not end a sentence. */
export const abbreviation =
  /(?:^|[\s(])(?:\p{L}|e\.g|i\.e|a\.m|p\.m|cf|vs|ca|approx|dr|mr|mrs|ms|prof|st|no|nos|fig|figs|vol|pp|al|tab|tbsp|tsp|ml|mg|kg|cm|min|hr|hrs|sec|oz|lb|inc|ltd|co|jr|sr|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|etc|ref|refs|sect?|eq|dept|est|max|incl|excl|resp|esp)\.$/iu

/** The sentences of a text: a stop, then a space, then what can begin a sentence. */
export function sentencesIn(text: string): readonly Sentence[] {
  const met: Sentence[] = []
  let start = 0
  for (const match of text.matchAll(
    /[.!?…]+["'”’)\]]*\s+(?=["'“‘([]*[\p{Lu}\p{N}\p{Lo}\uFFFC])|[。！？।]/gu,
  )) {
    const stop = match.index + match[0].trimEnd().length
    if (abbreviation.test(text.slice(Math.max(0, stop - 12), stop))) continue
    push(start, stop)
    start = match.index + match[0].length
  }
  push(start, text.length)
  return met

  function push(from: number, to: number) {
    const slice = text.slice(from, to)
    const trimmed = slice.trim()
    if (!trimmed) return
    const begin = from + slice.indexOf(trimmed)
    met.push({ text: trimmed, start: begin, end: begin + trimmed.length })
  }
}
