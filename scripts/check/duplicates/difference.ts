import type { Duplicate } from './duplicates.ts'
import { type GlossaryTable, glossary, shippedGlossaries } from './glossary.ts'
import type { Passage } from './passages.ts'
import { reading } from './reading.ts'
import { primaryOf, stems } from './stem.ts'
import { wordsOf } from './words.ts'

/** A stretch of a passage: said in the other too, said only here, or a number that differs. */
export interface Stretch {
  readonly kind: 'same' | 'only' | 'number'
  readonly text: string
}

/** Two passages side by side: joined, the stretches are the passage's text. */
export interface Difference {
  readonly a: readonly Stretch[]
  readonly b: readonly Stretch[]
}

/** Marks what two passages share and where they differ; other words for one concept are the same. */
export function difference(
  passages: readonly Passage[],
  { a, b, conflicts }: Duplicate,
  tables: readonly GlossaryTable[] = shippedGlossaries(),
): Difference {
  const [one, other] = [passages[a]!, passages[b]!]
  const [names, otherNames] = [namesOf(one, tables), namesOf(other, tables)]
  return {
    a: stretches(
      one.text,
      names,
      otherNames,
      conflicts.map(({ a }) => a),
    ),
    b: stretches(
      other.text,
      otherNames,
      names,
      conflicts.map(({ b }) => b),
    ),
  }
}

interface Named {
  readonly start: number
  readonly end: number
  readonly names: readonly string[]
}

function namesOf({ text, language }: Passage, tables: readonly GlossaryTable[]): readonly Named[] {
  const primary = primaryOf(language)
  const stem = stems(primary)
  const words = wordsOf(text, language).map(
    ({ key, start, end }): Named => ({ start, end, names: [stem(key)] }),
  )
  const units = reading(text, language, glossary(tables, language), stem)
  const concepts = units.flatMap(({ concepts, start, end }): Named[] =>
    concepts.length > 0 ? [{ start, end, names: concepts.map(({ id }) => `#${id}`) }] : [],
  )
  return [...words, ...concepts]
}

function stretches(
  text: string,
  own: readonly Named[],
  others: readonly Named[],
  numbers: readonly { readonly start: number; readonly end: number }[],
): readonly Stretch[] {
  const said = new Set(others.flatMap(({ names }) => names))
  const kinds = new Array<Stretch['kind'] | undefined>(text.length)
  const mark = (from: number, to: number, kind: Stretch['kind']) => kinds.fill(kind, from, to)
  for (const { start, end, names } of own) {
    if (names.some(name => said.has(name))) mark(start, end, 'same')
    else if (kinds[start] === undefined) mark(start, end, 'only')
  }
  for (const { start, end } of numbers) mark(start, end, 'number')
  const found: { kind: Stretch['kind']; text: string }[] = []
  for (let at = 0; at < text.length; at++) {
    const last = found.at(-1)
    // Space and marks between words go with the word before.
    const kind = kinds[at] ?? last?.kind ?? 'same'
    if (last && last.kind === kind) last.text += text[at]
    else found.push({ kind, text: text[at]! })
  }
  return found
}
