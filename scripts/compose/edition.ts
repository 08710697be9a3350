import type { Root } from 'hast'
import type { Day } from '../read/fields.ts'
import type { Figure } from '../read/manuscript.ts'
import type { Publication } from '../read/publication.ts'
import type { Words } from '../read/templates.ts'
import type { Imprimatur } from '../review/imprimatur.ts'
import type { Fold } from './fold-duplicates.ts'

/** One chapter, ready to set. */
export interface Part {
  /** The chapter's id. */
  readonly id: string
  /** Its file within the manuscript. */
  readonly file: string
  /** The id of its title on the page. */
  readonly anchor: string
  readonly title: string
  /** One sentence that says what it is for. */
  readonly purpose?: string
  /** BCP 47. */
  readonly language: string
  readonly dir: 'ltr' | 'rtl'
  /** Its text, without the title; headings begin at level 2. */
  readonly tree: Root
}

/** One line of the colophon: what it is, and what it says. */
export interface Imprint {
  readonly label: string
  readonly lines: readonly string[]
}

interface Composed<P extends Publication = Publication> {
  readonly publication: P
  readonly title: string
  readonly subtitle?: string
  readonly author?: string
  readonly publisher?: string
  readonly rights?: string
  readonly description: string
  readonly language: string
  readonly dir: 'ltr' | 'rtl'
  readonly words: Words
  readonly parts: readonly Part[]
  /** The picture files that the parts point to by `data-figure`, by path within the manuscript. */
  readonly figures: ReadonlyMap<string, Figure>
  /** Every picture that the parts show, drawings included. */
  readonly illustrations: ReadonlyMap<string, Figure>
  /** What is set once and referred to afterwards. */
  readonly folds: readonly Fold[]
  readonly colophon: readonly Imprint[]
  /** What stands at the foot of every page: code, version, review date. */
  readonly footer: readonly string[]
  /** The day that files are stamped with; never today. */
  readonly stamp: Day
  /** `urn:uuid:`, the same for every state of this publication. */
  readonly identifier: string
  /** Eight hexadecimal digits of a hash of all its words. */
  readonly contentCode: string
  /** What it was made from, in one line that the file carries. */
  readonly provenance: string
}

/** A publication with leave to print, ready to render. */
export type Final<P extends Publication = Publication> = Composed<P> & {
  readonly standing: 'final'
  readonly leave: Imprimatur
}

/** A publication without leave: watermarked, and kept apart. */
export type Proof<P extends Publication = Publication> = Composed<P> & {
  readonly standing: 'proof'
  /** Why it has no leave, a sentence each. */
  readonly reasons: readonly string[]
}

/** What is rendered: one tree a part, with all that stands around it. */
export type Edition<P extends Publication = Publication> = Final<P> | Proof<P>
