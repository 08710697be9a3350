import type { Nodes } from 'mdast'
import type { ContainerDirective } from 'mdast-util-directive'
import { type Place, placeOf } from '../read/finding.ts'
import type { Chapter, Manuscript } from '../read/manuscript.ts'
import { fingerprint } from './fingerprint.ts'
import { words } from './words.ts'

/** A passage that offers the reader a treatment, as it stands in one chapter. */
export interface Remedy {
  /** As in `:::remedy{#id}`; empty where it has none, which no review can match. */
  readonly id: string
  /** Id of the chapter that it is set in. */
  readonly chapter: string
  /** Where it is written; for a remedy in a shared passage, in the passage's file. */
  readonly place: Place
  readonly node: ContainerDirective
  /** The words that are signed. */
  readonly words: string
  readonly fingerprint: string
}

/** The remedies of a manuscript, in reading order; one in a shared passage, once a chapter. */
export function remedies(manuscript: Pick<Manuscript, 'chapters' | 'figures'>): readonly Remedy[] {
  return manuscript.chapters.flatMap(chapter => remediesOf(chapter, manuscript.figures))
}

const named = new WeakMap<
  Manuscript['chapters'],
  {
    readonly figures: Manuscript['figures']
    readonly remedies: ReadonlyMap<string, readonly Remedy[]>
  }
>()

/** The remedies of a manuscript by their ids; sorted out once for all its publications. */
export function remediesById(
  manuscript: Pick<Manuscript, 'chapters' | 'figures'>,
): ReadonlyMap<string, readonly Remedy[]> {
  const { chapters, figures } = manuscript
  const known = named.get(chapters)
  if (known?.figures === figures) return known.remedies
  const met = Map.groupBy(remedies(manuscript), ({ id }) => id)
  named.set(chapters, { figures, remedies: met })
  return met
}

/** A chapter's words are set once, though it stands in several publications. */
const read = new WeakMap<
  Chapter['tree'],
  { readonly figures: Manuscript['figures']; readonly remedies: readonly Remedy[] }
>()

/** The remedies that one chapter sets. */
export function remediesOf(
  chapter: Pick<Chapter, 'id' | 'file' | 'tree'>,
  figures: Manuscript['figures'],
): readonly Remedy[] {
  const known = read.get(chapter.tree)
  if (known?.figures === figures) return known.remedies
  const met: Remedy[] = []
  const look = (nodes: readonly Nodes[], file: string): void => {
    for (const node of nodes) {
      const within =
        node.type === 'containerDirective' && node.name === 'passage'
          ? (node.data?.file ?? file)
          : file
      if (node.type === 'containerDirective' && node.name === 'remedy') {
        const text = words(node, within, chapter, figures)
        met.push({
          id: node.attributes?.id?.trim() ?? '',
          chapter: chapter.id,
          place: placeOf(within, node),
          node,
          words: text,
          fingerprint: fingerprint(text),
        })
      }
      if ('children' in node) look(node.children, within)
    }
  }
  look(chapter.tree.children, chapter.file)
  read.set(chapter.tree, { figures, remedies: met })
  return met
}

/** True for a shared passage's remedy that is met again in another chapter. */
export function isSamePlace(a: Remedy, b: Remedy): boolean {
  return (
    a.place.file === b.place.file &&
    a.place.start?.line === b.place.start?.line &&
    a.place.start?.column === b.place.start?.column
  )
}
