import type { Block } from '../prose.ts'

/** A word in a block's text. */
export interface Word {
  readonly text: string
  readonly lower: string
  readonly start: number
  readonly end: number
}

const cache = new WeakMap<Block, readonly Word[]>()

/** The words of a block; `pre-eclampsia` and `baby's` are one word each. */
export function words(block: Block): readonly Word[] {
  const known = cache.get(block)
  if (known) return known
  const met = wordsIn(block.text)
  cache.set(block, met)
  return met
}

/** The words of a text. */
export function wordsIn(text: string): readonly Word[] {
  return Array.from(text.matchAll(word), ({ 0: text, index }) => ({
    text,
    lower: text.toLowerCase().replaceAll('’', "'"),
    start: index,
    end: index + text.length,
  }))
}

const word = /[\p{L}\p{M}\p{N}]+(?:['’\-\u2010\u2011][\p{L}\p{M}\p{N}]+)*/gu
