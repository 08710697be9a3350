import { type Sides, sidesOf } from './contrast.ts'
import { type Features, featuresOf } from './features.ts'
import { type GlossaryTable, glossary } from './glossary.ts'
import type { Sets } from './join.ts'
import { fewestWords, type Passage } from './passages.ts'
import { reading, type Unit } from './reading.ts'
import { primaryOf, stems } from './stem.ts'
import { type Word, wordsOf } from './words.ts'

/** A passage as the engine reads it. */
export interface Read {
  readonly passage: Passage
  readonly units: readonly Unit[]
  /** All words in order, folded: two passages with the same are exact repeats. */
  readonly exact: string
  /** Stems of all words, each once, with the language before them. */
  readonly stems: readonly string[]
  readonly features: Features
  readonly sides: Sides
}

/** Reads passages for comparison; only texts of one language share any stem. */
export function readPassages(
  passages: readonly Passage[],
  tables: readonly GlossaryTable[],
): readonly Read[] {
  return passages.map(passage => {
    const language = primaryOf(passage.language)
    const stem = stems(language)
    const met = wordsOf(passage.text, language)
    const words = met.map(word => word.key)
    const { units, sides } = understood(passage, tables, met)
    return {
      passage,
      units,
      sides,
      exact: `${language} ${words.join(' ')}`,
      stems: [...new Set(words.map(word => `${language}:${stem(word)}`))],
      // Words of two languages never meet; concepts do.
      features: featuresOf(units, language === 'en' ? '' : `${language}:`),
    }
  })
}

/** What is kept of a passage that was read, so that it can be compared without being read again. */
export type KeptRead = Pick<Read, 'passage' | 'exact' | 'stems' | 'features'>

/** A kept passage as one that was read: its units and sides are read where they are asked for. */
export function revived(kept: KeptRead, tables: readonly GlossaryTable[]): Read {
  let read: ReturnType<typeof understood> | undefined
  const again = () => {
    read ??= understood(kept.passage, tables)
    return read
  }
  return {
    ...kept,
    get units() {
      return again().units
    },
    get sides() {
      return again().sides
    },
  }
}

function understood(
  { text, kind, headings, language: tag }: Passage,
  tables: readonly GlossaryTable[],
  words?: readonly Word[],
): Pick<Read, 'units' | 'sides'> {
  const language = primaryOf(tag)
  const known = glossary(tables, language)
  const stem = stems(language)
  const units = reading(text, language, known, stem, words)
  // A short item says which side it is on in its heading.
  const context =
    kind === 'list' ? headings.flatMap(heading => reading(heading, language, known, stem)) : []
  return { units, sides: sidesOf([...context, ...units], known) }
}

/** Headings repeat by design, and a passage of a few words says too little. */
export function isCompared({ passage, exact }: Read): boolean {
  if (passage.kind === 'heading') return false
  return passage.kind === 'list' || exact.split(' ').length > fewestWords
}

/** The passages' stems as numbered sets, rare stems first. */
export function setsOf(all: readonly (readonly string[])[]): Sets {
  const counts = new Map<string, number>()
  for (const set of all) for (const stem of set) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  const names = [...counts.keys()].sort(
    (x, y) => counts.get(x)! - counts.get(y)! || (x < y ? -1 : 1),
  )
  const number = new Map(names.map((name, index) => [name, index]))
  const offsets = new Int32Array(all.length + 1)
  for (const [index, set] of all.entries()) offsets[index + 1] = offsets[index]! + set.length
  const tokens = new Int32Array(offsets[all.length]!)
  for (const [index, set] of all.entries()) {
    tokens.set(Int32Array.from(set, stem => number.get(stem)!).sort(), offsets[index]!)
  }
  return { tokens, offsets }
}
