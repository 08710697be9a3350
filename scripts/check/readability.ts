import { fleschKincaid } from 'flesch-kincaid'
import { smogFormula } from 'smog-formula'
import { syllable } from 'syllable'
import { fact } from '../read/facts.ts'
import type { Chapter } from '../read/manuscript.ts'
import type { StyleSheet } from '../read/style-sheet.ts'
import { type Block, prose } from './prose.ts'
import { sentences } from './text/sentences.ts'
import { words, wordsIn } from './text/words.ts'

/** How hard a text is to read: school grades by formula. */
export interface ReadingLevel {
  readonly sentences: number
  readonly words: number
  readonly smog: number
  readonly fleschKincaid: number
  /** The same, without the words that cannot be avoided. */
  readonly without: { readonly smog: number; readonly fleschKincaid: number }
}

/** How hard a chapter is to read; worked out once for the same words. */
export function levelOf(
  chapter: Chapter,
  { unavoidable = none }: Pick<StyleSheet, 'unavoidable'>,
): ReadingLevel {
  return fact(chapter, 'reading level', [unavoidable], () =>
    readability(prose(chapter.source, chapter.text), chapter.matter.title ?? '', unavoidable),
  )
}

const none: string[] = []

/**
 * The reading level of running text.
 *
 * Prepared as the NHS describes: a heading and a list item end in a stop; long words of the title
 * are left out. Tables, footnotes and pictures do not count. SMOG was made for 30 sentences or
 * more: for fewer it is an estimate.
 */
export function readability(
  blocks: readonly Block[],
  title: string,
  unavoidable: readonly string[],
): ReadingLevel {
  const inTitle = new Set(
    wordsIn(title)
      .filter(({ lower }) => syllables(lower) > 2)
      .map(({ lower }) => lower),
  )
  const spared = new Set(unavoidable.flatMap(phrase => wordsIn(phrase).map(({ lower }) => lower)))
  const full = { sentence: 0, word: 0, syllable: 0, polysillabicWord: 0 }
  const less = { ...full }
  for (const block of blocks) {
    if (!isRunning(block)) continue
    const count = sentences(block).length
    full.sentence += count
    less.sentence += count
    for (const { lower } of words(block)) {
      const length = syllables(lower)
      const long = length > 2 && !inTitle.has(lower)
      full.word++
      full.syllable += length
      if (long) full.polysillabicWord++
      if (spared.has(lower) || spared.has(lower.replace(/s$/, ''))) continue
      less.word++
      less.syllable += length
      if (long) less.polysillabicWord++
    }
  }
  return {
    sentences: full.sentence,
    words: full.word,
    smog: round(smogFormula(full)),
    fleschKincaid: round(fleschKincaid(full)),
    without: { smog: round(smogFormula(less)), fleschKincaid: round(fleschKincaid(less)) },
  }
}

function isRunning({ kind, text, parents }: Block): boolean {
  return (
    kind !== 'cell' &&
    text.trim() !== '' &&
    !parents.some(({ type }) => type === 'footnoteDefinition')
  )
}

const round = (grade: number) => (Number.isFinite(grade) ? Math.round(grade * 10) / 10 : 0)

const counted = new Map<string, number>()

/** Syllables of a word; a number counts as one. */
function syllables(word: string): number {
  const known = counted.get(word)
  if (known !== undefined) return known
  const count = /\p{L}/u.test(word) ? Math.max(1, syllable(word)) : 1
  // The table of a large vocabulary must not grow without end.
  if (counted.size > 20_000) counted.clear()
  counted.set(word, count)
  return count
}
