import { readFormulary } from '../../read/formulary.ts'
import { shipped } from '../../read/shipped.ts'
import { primaryOf, stems } from './stem.ts'
import { substances } from './substances.ts'
import { wordsOf } from './words.ts'

/**
 * A list of concepts as it stands in YAML: names by language (`any`: in every one), and `is`,
 * the wider concepts.
 */
export interface GlossaryTable {
  readonly concepts: Readonly<
    Record<string, Readonly<Record<string, string | readonly string[] | undefined>>>
  >
  /** Sets of concepts that must never be taken for each other. */
  readonly contrasts?: Readonly<Record<string, readonly string[]>>
  /** Sets of concepts that exclude each other where both are said of the same thing. */
  readonly opposites?: Readonly<Record<string, readonly string[]>>
}

/** A concept that a phrase stands for. */
export interface Concept {
  readonly id: string
  /** The wider concepts. */
  readonly is: readonly string[]
}

/** A language's concepts, ready for longest-first look-up by stems. */
export interface Glossary {
  /** By first stem; longest phrase first. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>
  /** The contrast sets that a concept is in. */
  readonly contrasts: ReadonlyMap<string, readonly string[]>
  /** The sets of opposites that a concept is in. */
  readonly opposites: ReadonlyMap<string, readonly string[]>
  readonly stop: ReadonlySet<string>
}

interface Phrase {
  readonly stems: readonly string[]
  readonly concepts: readonly Concept[]
}

/** The glossaries that ship with the press, and the names of its own formulary. */
export function shippedGlossaries(): readonly GlossaryTable[] {
  ships ??= [
    shipped<GlossaryTable>('check/duplicates/glossaries/general.yaml'),
    shipped<GlossaryTable>('check/duplicates/glossaries/health.yaml'),
    shipped<GlossaryTable>('check/duplicates/glossaries/maternity.yaml'),
    substances([...readFormulary(new Map()).formulary.entries]),
  ]
  return ships
}

let ships: readonly GlossaryTable[] | undefined
const ready = new WeakMap<readonly GlossaryTable[], Map<string, Glossary>>()

/**
 * Makes tables ready for one language, once a list of tables; a later table adds to a concept of the
 * same name.
 */
export function glossary(tables: readonly GlossaryTable[], language: string): Glossary {
  const primary = primaryOf(language)
  const byLanguage = ready.get(tables) ?? new Map<string, Glossary>()
  ready.set(tables, byLanguage)
  const made = byLanguage.get(primary) ?? compiled(tables, primary)
  byLanguage.set(primary, made)
  return made
}

function compiled(tables: readonly GlossaryTable[], primary: string): Glossary {
  const stem = stems(primary)
  const byPhrase = new Map<string, { stems: readonly string[]; concepts: Concept[] }>()
  const contrasts = new Map<string, string[]>()
  const opposites = new Map<string, string[]>()
  for (const table of tables) {
    for (const [id, entry] of Object.entries(table.concepts)) {
      const is = listed(entry.is)
      for (const name of [...listed(entry[primary]), ...listed(entry.any)]) {
        const parts = wordsOf(name, primary).map(({ key }) => stem(key))
        const key = parts.join(' ')
        const phrase = byPhrase.get(key) ?? { stems: parts, concepts: [] }
        if (!phrase.concepts.some(concept => concept.id === id)) {
          phrase.concepts.push({ id, is })
        }
        byPhrase.set(key, phrase)
      }
    }
    addSets(contrasts, table.contrasts)
    addSets(opposites, table.opposites)
  }
  const phrases = new Map<string, Phrase[]>()
  for (const phrase of byPhrase.values()) {
    const first = phrase.stems[0]
    if (first === undefined) continue
    phrases.set(first, [...(phrases.get(first) ?? []), phrase])
  }
  for (const list of phrases.values()) list.sort((a, b) => b.stems.length - a.stems.length)
  const wordings = shipped<Readonly<Record<string, { readonly stop?: readonly string[] }>>>(
    'check/quantity/wordings.yaml',
  )
  return { phrases, contrasts, opposites, stop: new Set(wordings[primary]?.stop ?? []) }
}

function addSets(sets: Map<string, string[]>, table: GlossaryTable['contrasts'] = {}): void {
  for (const [set, members] of Object.entries(table)) {
    for (const member of members) {
      sets.set(member, [...new Set([...(sets.get(member) ?? []), set])])
    }
  }
}

function listed(value: string | readonly string[] = []): readonly string[] {
  return typeof value === 'string' ? [value] : value
}
