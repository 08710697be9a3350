import { createHash } from 'node:crypto'
import { shownIn } from '../read/figure.ts'
import { type Chapter, chapterById, type Manuscript, type Passage } from '../read/manuscript.ts'
import type { Publication } from '../read/publication.ts'
import type { Decision } from '../review/imprimatur.ts'
import type { Signed } from '../review/standing.ts'

/** What composing reads of a manuscript. */
export type Copy = Pick<
  Manuscript,
  'name' | 'clinic' | 'sources' | 'chapters' | 'passages' | 'figures'
>

/** What a publication is made of: the hash of each thing by its name, a file or a word for it. */
export type Ingredients = Readonly<Record<string, string>>

/** The part of a manuscript that a publication is made of; composing is handed nothing else. */
export function excerpt(manuscript: Copy, publication: Publication): Copy {
  const known = chapterById(manuscript.chapters)
  const chapters = publication.chapters.flatMap(id => known.get(id) ?? [])
  const ids = new Set(chapters.flatMap(({ passages }) => passages))
  const passages = new Map([...manuscript.passages].filter(([id]) => ids.has(id)))
  const cited = new Set(chapters.flatMap(({ matter }) => matter.sources ?? []))
  return {
    // Only a publication that no file declares is named for the folder.
    name: publication.file === '' ? manuscript.name : '',
    clinic: manuscript.clinic,
    sources: Object.fromEntries(
      Object.entries(manuscript.sources).filter(([key]) => cited.has(key)),
    ),
    chapters,
    passages,
    figures: figuresOf(manuscript, [...chapters, ...passages.values()]),
  }
}

/** The pictures that texts show, and those whose names they hold. */
function figuresOf({ figures }: Copy, texts: readonly (Chapter | Passage)[]): Copy['figures'] {
  const index = indexOf(figures)
  const met = new Set(texts.flatMap(text => [...shownIn(text), ...namedIn(text, index)]))
  return new Map(
    [...met]
      .filter(path => index.places.has(path))
      .sort((a, b) => index.places.get(a)! - index.places.get(b)!)
      .map(path => [path, figures.get(path)!]),
  )
}

/** The pictures of a manuscript, ready for being looked up by many publications. */
interface PictureIndex {
  /** By path: where it stands among all. */
  readonly places: ReadonlyMap<string, number>
  /** Paths by name without the folders. */
  readonly byName: ReadonlyMap<string, readonly string[]>
  readonly lengths: readonly number[]
}

const indexes = new WeakMap<Copy['figures'], PictureIndex>()

function indexOf(figures: Copy['figures']): PictureIndex {
  const known = indexes.get(figures)
  if (known) return known
  const paths = [...figures.keys()]
  const byName = Map.groupBy(paths, path => path.split('/').at(-1)!)
  const lengths = [...new Set([...byName.keys()].map(({ length }) => length))]
  const made = { places: new Map(paths.map((path, place) => [path, place])), byName, lengths }
  indexes.set(figures, made)
  return made
}

/** Paths of the pictures whose names a text holds anywhere; every name ends in one of these ways. */
function namedIn({ text }: Chapter | Passage, { byName, lengths }: PictureIndex): string[] {
  return Array.from(text.matchAll(/\.(?:svg|png|jpe?g|gif|webp)/gi)).flatMap(
    ({ 0: end, index }) => {
      const to = index + end.length
      return lengths.flatMap(length => byName.get(text.slice(Math.max(0, to - length), to)) ?? [])
    },
  )
}

/** How the remedies that an edition prints are signed; composing learns no more of the gate. */
export function signed({ standings }: Decision, withheld: ReadonlySet<string>): readonly Signed[] {
  return standings
    .filter(({ remedy }) => !withheld.has(remedy.id))
    .map(({ remedy: { id, fingerprint }, refusals, signatures }) => ({
      remedy: { id, fingerprint },
      signatures: refusals.length > 0 ? [] : signatures,
    }))
}

/** The hashes of all that shape an edition but the press itself. */
export function ingredients(
  { name, clinic, sources, chapters, passages, figures }: Copy,
  publication: Publication,
  leave: {
    readonly standing: 'final' | 'proof'
    readonly withheld: readonly string[]
    readonly standings: readonly Signed[]
  },
): Ingredients {
  const met: Record<string, string> = {}
  const add = (what: string, content: string | Uint8Array) => {
    // A remedy may have no name, and two may share one.
    met[what] = hash(`${met[what] ?? ''}${hash(content)}`)
  }
  add(`publication ${publication.id}`, JSON.stringify([publication, name]))
  add('clinic.yaml', JSON.stringify(clinic))
  add('sources.yaml', JSON.stringify(sources))
  for (const { file, text } of [...chapters, ...passages.values()]) add(file, text)
  for (const { file, bytes } of figures.values()) add(file, bytes)
  for (const signed of leave.standings) add(`remedy ${signed.remedy.id}`, JSON.stringify(signed))
  const without = leave.withheld.length > 0 ? ` without ${leave.withheld.join(', ')}` : ''
  return { ...met, standing: `${leave.standing}${without}` }
}

/** One hash for all ingredients together. */
export function hashOf(ingredients: Ingredients): string {
  return hash(JSON.stringify(Object.entries(ingredients)))
}

function hash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
