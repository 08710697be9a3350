import { hash } from 'node:crypto'
import type { Nodes } from 'mdast'
import type { ContainerDirective } from 'mdast-util-directive'
import { factAsSet } from '../read/facts.ts'
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
  /** The words that are signed. */
  readonly words: string
  readonly fingerprint: string
  /** True where another remedy stands within it. */
  readonly nested: boolean
}

/** A remedy with its place in the tree. */
export interface SetRemedy extends Remedy {
  readonly node: ContainerDirective
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

/** The remedies that one chapter sets; its tree is not looked at where that was done before. */
export function remediesOf(chapter: Chapter, figures: Manuscript['figures']): readonly Remedy[] {
  return factAsSet(chapter, 'remedies', [hashesOf(figures)], () =>
    remediesIn(chapter, figures).map(({ node, ...remedy }) => remedy),
  )
}

const hashes = new WeakMap<Manuscript['figures'], Readonly<Record<string, string>>>()

/** The hash of each picture: a remedy's words tell what its pictures hold. */
export function hashesOf(figures: Manuscript['figures']): Readonly<Record<string, string>> {
  const known =
    hashes.get(figures) ??
    Object.fromEntries(Array.from(figures, ([path, { bytes }]) => [path, hash('sha256', bytes)]))
  hashes.set(figures, known)
  return known
}

/** The remedies in a chapter's tree as it is at hand. */
export function remediesIn(
  chapter: Pick<Chapter, 'id' | 'file' | 'tree'>,
  figures: Manuscript['figures'],
): readonly SetRemedy[] {
  const { tree } = chapter
  const met: SetRemedy[] = []
  const look = (nodes: readonly Nodes[], file: string): void => {
    for (const node of nodes) {
      const within =
        node.type === 'containerDirective' && node.name === 'passage'
          ? (node.data?.file ?? file)
          : file
      if (node.type === 'containerDirective' && node.name === 'remedy') {
        const text = words(node, within, { tree }, figures)
        met.push({
          id: node.attributes?.id?.trim() ?? '',
          chapter: chapter.id,
          place: placeOf(within, node),
          node,
          words: text,
          fingerprint: fingerprint(text),
          nested: holdsRemedy(node),
        })
      }
      if ('children' in node) look(node.children, within)
    }
  }
  look(tree.children, chapter.file)
  return met
}

function holdsRemedy(node: Nodes): boolean {
  return (
    'children' in node &&
    node.children.some(
      child =>
        (child.type === 'containerDirective' && child.name === 'remedy') || holdsRemedy(child),
    )
  )
}

/** True for a shared passage's remedy that is met again in another chapter. */
export function isSamePlace(a: Remedy, b: Remedy): boolean {
  return (
    a.place.file === b.place.file &&
    a.place.start?.line === b.place.start?.line &&
    a.place.start?.column === b.place.start?.column
  )
}
