import type { Root } from 'mdast'
import type { Clinic, Sources } from './clinic.ts'
import type { Finding } from './finding.ts'
import type { Formulary } from './formulary.ts'
import type { FrontMatter } from './front-matter.ts'
import type { Publication } from './publication.ts'
import type { Reviews } from './review.ts'
import type { StyleSheet } from './style-sheet.ts'
import type { Waiver } from './waivers.ts'

/** One Markdown file with its front matter. */
export interface Chapter {
  /** Path within the manuscript, with forward slashes: `02-fever.md`. */
  readonly file: string
  /** The file's name as an id: `02-fever`; `part/02-fever.md` gives `part-02-fever`. */
  readonly id: string
  readonly text: string
  readonly matter: FrontMatter
  /** From the front matter, else the first heading, else the file name. */
  readonly title: string
  /** BCP 47. */
  readonly language: string
  /** The tree as written, front matter and all; what most rules read. */
  readonly source: Root
  /**
   * The tree as it will be set: without front matter and without the heading that became the
   * title; each `::passage` holds the blocks it includes (see {@link Passage}).
   */
  readonly tree: Root
  /** Ids of the shared passages that it includes, directly or through another. */
  readonly passages: readonly string[]
}

/**
 * A block of text that stands once, in `passages/<id>.md`, and is included where it is needed.
 *
 * In {@link Chapter.tree} an include is a `containerDirective` named `passage` whose
 * `data.file` names the file that its children's positions count in.
 */
export interface Passage {
  readonly id: string
  readonly file: string
  readonly text: string
  readonly source: Root
}

/** A picture file that a chapter shows. */
export interface Figure {
  /** Path within the manuscript. */
  readonly file: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** The editors' folder, read and understood. Plain data: no stage changes it. */
export interface Manuscript {
  /** The folder as the user named it, for messages. */
  readonly folder: string
  /** The folder's own name, however it was named. */
  readonly name: string
  readonly clinic: Clinic
  readonly sources: Sources
  readonly styleSheet: StyleSheet
  readonly waivers: readonly Waiver[]
  /** In reading order. */
  readonly chapters: readonly Chapter[]
  readonly passages: ReadonlyMap<string, Passage>
  /** By path within the manuscript. */
  readonly figures: ReadonlyMap<string, Figure>
  readonly publications: readonly Publication[]
  /** Clinicians' decisions, by remedy. */
  readonly reviews: Reviews
  readonly formulary: Formulary
  /** Files of chapters that could not be read; a publication that holds one is not made. */
  readonly unread: readonly string[]
  readonly findings: readonly Finding[]
}

const indexes = new WeakMap<Manuscript['chapters'], ReadonlyMap<string, Chapter>>()

/** Chapters by their ids, sorted out once for all publications. */
export function chapterById(chapters: Manuscript['chapters']): ReadonlyMap<string, Chapter> {
  const known = indexes.get(chapters) ?? new Map(chapters.map(each => [each.id, each]))
  indexes.set(chapters, known)
  return known
}

declare module 'mdast-util-directive' {
  interface ContainerDirectiveData {
    /** Of an include: the file that its children's positions count in. */
    file?: string
    /** Of a remedy whose words are left out until somebody signs them. */
    withheld?: boolean
  }
}
