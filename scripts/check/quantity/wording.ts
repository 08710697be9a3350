import { shipped } from '../../read/shipped.ts'

/** How much a number leaves open: exactly, at most, at least, under, over, about. */
export type Comparator = '=' | '<=' | '>=' | '<' | '>' | '~'

type Words = readonly string[]

interface WordingTable {
  readonly decimal: '.' | ','
  readonly numbers: Readonly<Record<string, number>>
  readonly scales?: Readonly<Record<string, number>>
  readonly times?: Readonly<Record<string, number>>
  readonly fractions?: Readonly<Record<string, number>>
  readonly daily?: Readonly<Record<string, number>>
  readonly before: Readonly<Partial<Record<Comparator, Words>>>
  readonly after: Readonly<Partial<Record<Comparator, Words>>>
  readonly [list: string]: unknown
}

/** Phrases by their first word, longest first, each with what it stands for. */
export type Phrases<T> = ReadonlyMap<string, readonly (readonly [Words, T])[]>

/** A language's ways with numbers, ready for look-up. */
export interface Wording {
  readonly decimal: '.' | ','
  readonly numbers: ReadonlyMap<string, number>
  readonly scales: ReadonlyMap<string, number>
  readonly times: ReadonlyMap<string, number>
  readonly fractions: ReadonlyMap<string, number>
  readonly daily: Phrases<number>
  readonly before: Phrases<Comparator>
  readonly after: Phrases<Comparator>
  readonly gestation: Phrases<true>
  readonly in: Phrases<true>
  readonly per: Phrases<true>
  readonly aged: Phrases<true>
  /** The closed lists of single words: `stop`, `not`, `months`, … */
  readonly list: (name: string) => ReadonlySet<string>
}

const kept = new Map<string, Wording>()

/** The wording of a language (BCP 47); one without a table understands digits and symbols only. */
export function wording(language: string): Wording {
  const primary = language.toLowerCase().split(/[-_]/, 1)[0] ?? 'en'
  const known = kept.get(primary)
  if (known) return known
  const tables = shipped<Readonly<Record<string, WordingTable>>>('check/quantity/wordings.yaml')
  const made = prepared(tables[primary] ?? { decimal: '.', numbers: {}, before: {}, after: {} })
  kept.set(primary, made)
  return made
}

function prepared(table: WordingTable): Wording {
  const sets = new Map<string, ReadonlySet<string>>()
  const words = (name: string) => (table[name] as Words | undefined) ?? []
  const marked = (name: string) => phrases(words(name).map(phrase => [phrase, true] as const))
  const compared = (lists: WordingTable['before']) =>
    phrases(
      (Object.entries(lists) as [Comparator, Words][]).flatMap(([comparator, list]) =>
        list.map(phrase => [phrase, comparator] as const),
      ),
    )
  return {
    decimal: table.decimal,
    numbers: new Map(Object.entries(table.numbers)),
    scales: new Map(Object.entries(table.scales ?? {})),
    times: new Map(Object.entries(table.times ?? {})),
    fractions: new Map(Object.entries(table.fractions ?? {})),
    daily: phrases(Object.entries(table.daily ?? {})),
    before: compared(table.before),
    after: compared(table.after),
    gestation: marked('gestation'),
    in: marked('in'),
    per: marked('per'),
    aged: marked('aged'),
    list: name => {
      const known = sets.get(name)
      if (known) return known
      const made = new Set(words(name))
      sets.set(name, made)
      return made
    },
  }
}

/** Makes phrases ready for longest-first look-up by their first word. */
export function phrases<T>(entries: Iterable<readonly [string, T]>): Phrases<T> {
  const byFirst = new Map<string, [Words, T][]>()
  for (const [phrase, value] of entries) {
    const words = phrase.toLowerCase().split(' ')
    const first = words[0] ?? ''
    byFirst.set(first, [...(byFirst.get(first) ?? []), [words, value]])
  }
  for (const list of byFirst.values()) list.sort((a, b) => b[0].length - a[0].length)
  return byFirst
}
