import { createHash } from 'node:crypto'
import { shownIn } from '../read/figure.ts'
import type { Chapter, Manuscript, Passage } from '../read/manuscript.ts'
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
  const known = byId(manuscript.chapters)
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

const indexes = new WeakMap<Copy['chapters'], ReadonlyMap<string, Chapter>>()

/** Chapters by their ids, sorted out once for all publications. */
function byId(chapters: Copy['chapters']): ReadonlyMap<string, Chapter> {
  const known = indexes.get(chapters) ?? new Map(chapters.map(each => [each.id, each]))
  indexes.set(chapters, known)
  return known
}

/** The pictures that texts show, and those whose names they hold. */
function figuresOf({ figures }: Copy, texts: readonly (Chapter | Passage)[]): Copy['figures'] {
  const shown = new Set(texts.flatMap(shownIn))
  const said = texts.map(({ text }) => text).join('\n')
  return new Map(
    [...figures].filter(([path]) => shown.has(path) || said.includes(path.split('/').at(-1)!)),
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
