import type { Planned } from '../plan.ts'
import type { Finding } from '../read/finding.ts'
import type { Manuscript } from '../read/manuscript.ts'
import type { Publication } from '../read/publication.ts'
import type { Impression } from './impressions.ts'

/** A publication as it is looked at. */
export interface Sight {
  readonly publication: string
  readonly title: string
  readonly kind: Publication['kind']
  /** Of a leaflet: the format that is shown, and those that there are. */
  readonly format?: string
  readonly formats: readonly string[]
  readonly standing: Planned['standing']
  /** Why it is no final, a sentence each. */
  readonly reasons: readonly string[]
  /** Why what is shown is not what the manuscript says now. */
  readonly stale?: string
  /** Missing until something could be made for the first time. */
  readonly shown?: Shown
}

/** The file that is shown, page by page or document by document. */
export type Shown = { readonly id: string; readonly path: string } & (
  | {
      readonly kind: 'pages'
      readonly pages: readonly { readonly width: number; readonly height: number }[]
    }
  | {
      readonly kind: 'documents'
      readonly documents: readonly { readonly name: string; readonly title: string }[]
    }
)

/** A sight, and what only setting could show, such as text that has no room. */
export interface Made {
  /** Missing where there never was such a publication. */
  readonly of?: Publication
  readonly sight: Sight
  readonly faults: readonly Finding[]
  /** Of a draft: makes the file that it stands for, and gives the sight of that. */
  readonly finish?: () => Promise<Made>
}

/** What a page is told of an impression. */
export function shown(impression: Impression): Shown {
  const { id, path } = impression
  return impression.kind === 'pages'
    ? { id, path, kind: 'pages', pages: impression.pages.sizes }
    : { id, path, kind: 'documents', documents: impression.documents.documents }
}

/** Names publications for people: by their own title, else that of their only chapter, else their id. */
export function titleOf({
  chapters: all,
}: Pick<Manuscript, 'chapters'>): (publication: Publication) => string {
  const titles = new Map(all.map(({ id, title }) => [id, title]))
  return ({ title, chapters: [only = '', second], id }) =>
    title ?? (second === undefined ? titles.get(only) : undefined) ?? id
}
