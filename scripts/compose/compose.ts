import { createHash } from 'node:crypto'
import type { Nodes, Root } from 'hast'
import { visit } from 'unist-util-visit'
import type { Day } from '../read/fields.ts'
import type { Chapter, Figure } from '../read/manuscript.ts'
import type { Publication } from '../read/publication.ts'
import type { Templates, Words } from '../read/templates.ts'
import { type Imprimatur, uncovered } from '../review/imprimatur.ts'
import { provenance, provenanceLine } from '../review/provenance.ts'
import type { Signed } from '../review/standing.ts'
import { colophon, footer } from './colophon.ts'
import { direction } from './direction.ts'
import type { Edition, Final, Part, Proof } from './edition.ts'
import type { Copy } from './excerpt.ts'
import { type Folded, foldDuplicates } from './fold-duplicates.ts'
import { emergencyFirst, part, type Setting, titleAnchor, wordsOf } from './part.ts'
import { reviewLines, reviewNote } from './review-note.ts'
import { strayWords } from './set-words.ts'
import { target, typeset } from './typeset.ts'
import { withhold } from './withhold.ts'

/** What composing needs beside the manuscript. */
export interface ComposingRoom {
  readonly templates: Templates
  /** The day that files are stamped with where the chapters name none. */
  readonly epoch: Day
  readonly standings: readonly Signed[]
}

/**
 * Composes a publication that has leave to print.
 *
 * Throws where the words about to be set are not the words that were signed: that would be the
 * press's own fault, and nothing may be printed then.
 */
export function compose<P extends Publication>(
  manuscript: Copy,
  publication: P,
  leave: Imprimatur,
  room: ComposingRoom,
): Final<P> {
  const kept = chaptersOf(manuscript, publication).map(chapter => {
    const tree = withhold(chapter.tree, leave.withheld)
    return tree === chapter.tree ? chapter : { ...chapter, tree }
  })
  const { chapters, folds } = folded(manuscript, publication, kept, room)
  const faults = uncovered(leave, { chapters, figures: manuscript.figures })
  if (leave.publication !== publication.id || faults.length > 0) {
    throw new Error(`Refused to compose \`${publication.id}\`: ${faults.join(' ')}`)
  }
  const edition = composed(manuscript, publication, chapters, room, leave)
  const strays = strayWords(edition.parts, chapters, manuscript.figures)
  if (strays.length > 0) {
    throw new Error(`Refused to issue \`${publication.id}\`: ${strays.join(' ')}`)
  }
  return { ...edition, folds, standing: 'final', leave }
}

/** Composes a proof: for checking, never for patients. */
export function composeProof<P extends Publication>(
  manuscript: Copy,
  publication: P,
  reasons: readonly string[],
  room: ComposingRoom,
): Proof<P> {
  const all = chaptersOf(manuscript, publication)
  const { chapters, folds } = folded(manuscript, publication, all, room)
  const edition = composed(manuscript, publication, chapters, room)
  return { ...edition, folds, standing: 'proof', reasons }
}

/** In a book or an ebook, what was set before becomes a reference; a leaflet stands alone. */
function folded(
  manuscript: Copy,
  publication: Publication,
  chapters: readonly Chapter[],
  { templates }: ComposingRoom,
): Folded {
  if (publication.kind === 'leaflet' || publication.repeats === 'keep')
    return { chapters, folds: [] }
  const words = templates.words(languageOf(manuscript, publication, chapters))
  return foldDuplicates(chapters, words.repeat)
}

function languageOf(
  { clinic }: Copy,
  publication: Publication,
  [first]: readonly Chapter[],
): string {
  return publication.language ?? first?.language ?? clinic.language ?? 'en'
}

function standingsPrinted(standings: readonly Signed[], leave: Imprimatur): readonly Signed[] {
  return standings.filter(({ remedy }) => !leave.withheld.has(remedy.id))
}

function chaptersOf(manuscript: Copy, publication: Publication): Chapter[] {
  return publication.chapters.flatMap(id => manuscript.chapters.find(each => each.id === id) ?? [])
}

function composed<P extends Publication>(
  manuscript: Copy,
  publication: P,
  chapters: readonly Chapter[],
  room: ComposingRoom,
  leave?: Imprimatur,
) {
  const language = languageOf(manuscript, publication, chapters)
  const words = room.templates.words(language)
  const trees = chapters.map(chapter => typeset(chapter, words))
  const illustrations = shown(trees, manuscript.figures)
  const parts = partsOf(manuscript, chapters, trees, words, room).map(each =>
    publication.kind === 'leaflet' ? { ...each, tree: emergencyFirst(each.tree) } : each,
  )
  const title = publication.title ?? titleOf(manuscript, publication, chapters)
  const contentCode = hash([title, ...parts.flatMap(said)], illustrations).slice(0, 8)
  const { publisher, rights } = manuscript.clinic
  return {
    publication,
    title,
    ...('subtitle' in publication && publication.subtitle
      ? { subtitle: publication.subtitle }
      : {}),
    ...authorOf(publication, chapters),
    ...(publisher ? { publisher } : {}),
    ...(rights ? { rights } : {}),
    description: descriptionOf(publication, parts, title),
    language,
    dir: direction(language),
    words,
    parts,
    figures: pointedTo(parts, illustrations),
    illustrations,
    colophon: [
      ...colophon(manuscript, publication, chapters, words, contentCode),
      ...reviewLines(leave ? standingsPrinted(room.standings, leave) : room.standings, words),
    ],
    footer: footer(publication, chapters, words, contentCode),
    stamp: stampOf(chapters, room.epoch),
    identifier: `urn:uuid:${uuid(`${publisher ?? ''}\n${publication.id}\n${title}\n${language}`)}`,
    contentCode,
    provenance: provenanceLine(
      provenance(manuscript, publication, { leave, standings: room.standings }, contentCode),
    ),
  } satisfies Omit<Edition<P>, 'standing' | 'leave' | 'reasons' | 'folds'>
}

function partsOf(
  manuscript: Copy,
  chapters: readonly Chapter[],
  trees: readonly Root[],
  words: Words,
  room: ComposingRoom,
): readonly Part[] {
  const ids = new Set(chapters.map(({ id }) => titleAnchor(id)))
  for (const tree of trees) {
    visit(tree as Nodes, 'element', ({ properties }) => {
      if (typeof properties.id === 'string') ids.add(properties.id)
    })
  }
  const byRemedy = new Map(room.standings.map(standing => [standing.remedy.id, standing]))
  const setting: Setting = {
    words,
    figures: manuscript.figures,
    chapters: new Map(chapters.map(({ file, id }) => [file, id])),
    ids,
    reviewNote: remedy => reviewNote(byRemedy.get(remedy), words),
  }
  return chapters.map((chapter, index) => part(chapter, trees[index]!, setting))
}

function titleOf(manuscript: Copy, publication: Publication, chapters: readonly Chapter[]) {
  const [first] = chapters
  if (chapters.length === 1 && first) return first.title
  const name = publication.file === '' ? manuscript.name : publication.id
  return name ? name.charAt(0).toUpperCase() + name.slice(1).replace(/[-_]+/g, ' ') : 'Book'
}

function authorOf(publication: Publication, chapters: readonly Chapter[]): { author?: string } {
  const own = 'author' in publication ? publication.author : undefined
  const authors = [...new Set(chapters.flatMap(({ matter }) => matter.author ?? []))]
  const author = own ?? authors.join(', ')
  return author ? { author } : {}
}

function descriptionOf(publication: Publication, parts: readonly Part[], title: string): string {
  const subtitle = 'subtitle' in publication ? publication.subtitle : undefined
  return subtitle ?? parts.find(({ purpose }) => purpose)?.purpose ?? title
}

function stampOf(chapters: readonly Chapter[], epoch: Day): Day {
  const days = chapters.flatMap(({ matter }) =>
    [matter.published ?? [], matter.reviewed ?? []].flat(),
  )
  return days.sort().at(-1) ?? epoch
}

function shown(trees: readonly Root[], all: ReadonlyMap<string, Figure>) {
  const used = new Map<string, Figure>()
  for (const tree of trees) {
    visit(tree as Nodes, 'element', ({ tagName, properties }) => {
      const file = tagName === 'img' ? target(String(properties.src ?? ''))?.file : undefined
      const figure = file === undefined ? undefined : all.get(file)
      if (figure) used.set(figure.file, figure)
    })
  }
  return used
}

function pointedTo(parts: readonly Part[], all: ReadonlyMap<string, Figure>) {
  const used = new Map<string, Figure>()
  for (const { tree } of parts) {
    visit(tree as Nodes, 'element', ({ properties }) => {
      const figure = all.get(String(properties.dataFigure ?? ''))
      if (figure) used.set(figure.file, figure)
    })
  }
  return used
}

/** Everything that a part says, for the content code. */
function said({ title, purpose, tree }: Part): string[] {
  return [title, purpose ?? '', wordsOf(tree as Root)]
}

function hash(texts: readonly string[], figures: ReadonlyMap<string, Figure>): string {
  const sum = createHash('sha256')
  for (const text of texts) sum.update(text.normalize('NFC').replace(/\s+/g, ' ')).update('\0')
  for (const { file, bytes } of figures.values()) sum.update(file).update(bytes)
  return sum.digest('hex')
}

/** A name-based UUID: the same name gives the same id on every machine (RFC 9562, version 8). */
function uuid(name: string): string {
  const digits = createHash('sha256').update(name).digest('hex').slice(0, 32).split('')
  digits[12] = '8'
  digits[16] = ((Number.parseInt(digits[16] ?? '0', 16) & 3) | 8).toString(16)
  return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
