import { hash } from 'node:crypto'
import type { Chapter, Manuscript, Passage as SharedPassage } from '../../read/manuscript.ts'
import { type Contradiction, contradictions } from './advice.ts'
import { type Alike, alike } from './alike.ts'
import { type Collection, collection } from './collection.ts'
import type { Read } from './corpus.ts'
import { type Digested, digester } from './digested.ts'
import { type GlossaryTable, shippedGlossaries } from './glossary.ts'
import { opposed } from './opposed.ts'
import { type OwnWords, ownGlossaries } from './own-glossary.ts'
import type { Passage } from './passages.ts'
import { type RemedyConflict, remedyConflicts } from './remedy-dose.ts'
import { type Encounter, encounters } from './same-thing.ts'
import { standing } from './standing.ts'
import { type Counted, weighing } from './weighing.ts'

/** A manuscript's passages, compared with each other: each part on demand. */
export interface Comparison {
  /** The words that they were compared by. */
  readonly glossaries: readonly GlossaryTable[]
  /** Looks at a text now, since its tree is not held for long. */
  readonly lookAt: (text: Chapter | SharedPassage) => void
  readonly passage: (index: number) => Passage
  /** Pairs that say the same, the surest first. */
  readonly pairs: () => readonly Alike[]
  /** Numbers that meet in passages that are not alike. */
  readonly encounters: () => readonly Encounter[]
  /** Numbers of one passage that cannot both hold. */
  readonly own: () => readonly OwnConflict[]
  readonly remedies: () => readonly RemedyConflict[]
  readonly against: () => readonly Against[]
  /** What a later run may go by, of what was asked for; nothing where nothing was. */
  readonly kept: () => Kept | undefined
}

/** Two numbers of one passage, as written. */
export interface OwnConflict {
  readonly passage: number
  readonly one: string
  readonly other: string
}

/** One passage says the contrary of another, or of itself. */
export interface Against {
  readonly a: number
  readonly b: number
  readonly said: readonly Contradiction[]
}

/** What one run leaves to the next: plain data. */
export interface Kept {
  /** Hash of the manuscript's own words; by others, all reads otherwise. */
  readonly words: string
  readonly texts: readonly Digested[]
  /** The keys of the texts that were compared with each other, in reading order. */
  readonly keys: readonly string[]
  readonly pairs?: {
    readonly found: readonly Alike[]
    readonly weighed: Counted
  }
  readonly against?: readonly Against[]
}

const known = new WeakMap<object, Comparison>()

/**
 * Compares a manuscript's passages; done once, however many rules ask. With what an earlier run
 * `kept`, only what has changed since is compared, and comes to the same.
 */
export function comparison(
  manuscript: Pick<Manuscript, 'chapters' | 'passages' | 'clinic' | 'styleSheet' | 'formulary'>,
  kept?: Kept,
): Comparison {
  const met = known.get(manuscript)
  if (met) return met
  const glossaries = ownGlossaries(manuscript)
  const words = ownWords(manuscript)
  const before = kept?.words === words ? kept : undefined
  const take = digester(
    manuscript.clinic.language ?? 'en',
    glossaries,
    new Map(before?.texts.map(text => [text.file, text])),
  )
  const all = once(() =>
    collection([...manuscript.chapters, ...manuscript.passages.values()].map(take), glossaries),
  )
  const stands = once(() => standing(all(), before))
  const weighed = once(() => weighing(all()))
  const pairs = once(() => {
    const asked = stands().asked(before?.pairs?.weighed, weighed())
    const kept = asked ? stands().kept(before?.pairs?.found ?? [], asked) : []
    return [...kept, ...alike(all(), weighed(), asked)].sort(
      (x, y) => y.score - x.score || x.a - y.a || x.b - y.b,
    )
  })
  const against = once(() => {
    const asked = before?.against ? stands().changed : undefined
    const kept = asked ? stands().kept(before?.against ?? [], asked) : []
    return [...kept, ...contrary(all(), asked)].sort((x, y) => x.b - y.b || x.a - y.a)
  })
  const asked = { pairs: false, against: false }
  const made: Comparison = {
    glossaries,
    lookAt: take,
    passage: index => all().read(index).passage,
    pairs: () => {
      asked.pairs = true
      return pairs()
    },
    encounters: () => {
      const { length } = all().marks
      const paired = new Set(pairs().map(({ a, b }) => a * length + b))
      return encounters(all(), (one, other) => paired.has(one * length + other))
    },
    own: () =>
      all().texts.flatMap(({ digest }, text) =>
        digest.own.map(([at, one, other]) => ({ passage: all().starts[text]! + at, one, other })),
      ),
    remedies: () => remedyConflicts(all()),
    against: () => {
      asked.against = true
      return against()
    },
    kept: () => {
      if (!asked.pairs && !asked.against) return undefined
      const { texts } = all()
      return {
        words,
        texts,
        keys: texts.map(({ key }) => key),
        ...(asked.pairs
          ? { pairs: { found: stands().toKeep(pairs()), weighed: weighed().counted } }
          : {}),
        ...(asked.against ? { against: stands().toKeep(against()) } : {}),
      }
    },
  }
  known.set(manuscript, made)
  return made
}

/** A hash of the words that a manuscript adds to the glossaries that ship. */
export function ownWords(words: OwnWords): string {
  const added = ownGlossaries(words).slice(shippedGlossaries().length)
  return hash('sha256', JSON.stringify(added))
}

function contrary(all: Collection, asked?: ReadonlySet<number>): readonly Against[] {
  return opposed(all, asked).flatMap(([a, b]): Against[] => {
    const [one, other]: [Read, Read] = [all.read(a), all.read(b)]
    const said = contradictions(one, other)
    return said.length > 0 ? [{ a, b, said }] : []
  })
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
