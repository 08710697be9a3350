import { shipped } from '../../read/shipped.ts'
import { primaryOf, stems } from './stem.ts'
import { wordsOf } from './words.ts'

/** A list of concepts as it stands in YAML. */
export interface GlossaryTable {
  readonly concepts: Readonly<
    Record<
      string,
      { readonly is?: string; readonly [language: string]: string | readonly string[] | undefined }
    >
  >
  /** Sets of concepts that must never be taken for each other. */
  readonly contrasts?: Readonly<Record<string, readonly string[]>>
}

/** A concept that a phrase stands for. */
export interface Concept {
  readonly id: string
  readonly is?: string
}

/** A language's concepts, ready for longest-first look-up by stems. */
export interface Glossary {
  /** By first stem; longest phrase first. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>
  /** The contrast sets that a concept is in. */
  readonly contrasts: ReadonlyMap<string, readonly string[]>
  readonly stop: ReadonlySet<string>
}

interface Phrase {
  readonly stems: readonly string[]
  readonly concepts: readonly Concept[]
}

/** The glossaries that ship with the press. */
export const shippedGlossaries = (): readonly GlossaryTable[] => [
  shipped<GlossaryTable>('check/duplicates/glossaries/general.yaml'),
  shipped<GlossaryTable>('check/duplicates/glossaries/maternity.yaml'),
]

/** Makes tables ready for one language; a later table adds to a concept of the same name. */
export function glossary(tables: readonly GlossaryTable[], language: string): Glossary {
  const primary = primaryOf(language)
  const stem = stems(primary)
  const byPhrase = new Map<string, { stems: readonly string[]; concepts: Concept[] }>()
  const contrasts = new Map<string, string[]>()
  for (const table of tables) {
    for (const [id, entry] of Object.entries(table.concepts)) {
      const { is } = entry
      const names = entry[primary] ?? []
      for (const name of typeof names === 'string' ? [names] : names) {
        const parts = wordsOf(name, primary).map(({ key }) => stem(key))
        const key = parts.join(' ')
        const phrase = byPhrase.get(key) ?? { stems: parts, concepts: [] }
        if (!phrase.concepts.some(concept => concept.id === id)) {
          phrase.concepts.push({ id, ...(is ? { is } : {}) })
        }
        byPhrase.set(key, phrase)
      }
    }
    for (const [set, members] of Object.entries(table.contrasts ?? {})) {
      for (const member of members) {
        contrasts.set(member, [...new Set([...(contrasts.get(member) ?? []), set])])
      }
    }
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
  return { phrases, contrasts, stop: new Set(wordings[primary]?.stop ?? []) }
}
