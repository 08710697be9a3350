import { posix } from 'node:path'
import GithubSlugger from 'github-slugger'
import type { Heading, Nodes, Paragraph, RootContent } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import type { Place } from '../read/finding.ts'
import { placeOf } from '../read/finding.ts'
import type { Chapter } from '../read/manuscript.ts'

/** A block that was set before and became a cross-reference. */
export interface Fold {
  /** The chapter in which it is not set again. */
  readonly chapter: string
  readonly place: Place
  /** Where it is set in full. */
  readonly first: { readonly chapter: string; readonly place: Place; readonly title: string }
  readonly words: number
}

/** Chapters with their repeats folded, and what was folded. */
export interface Folded {
  readonly chapters: readonly Chapter[]
  readonly folds: readonly Fold[]
}

/** A repeat of fewer words is shorter than turning the page. */
const fewestWords = 20

/**
 * Sets each exact repeat of a book or ebook in full once; afterwards a cross-reference stands for it.
 *
 * Folded are shared passages and blocks with the same content, in the order of the chapters. An
 * emergency box is always set in full and a remedy is never folded, nor is anything that holds one.
 * `reference` is the sentence with `{title}` for the place: "This is under {title}." A leaflet stands
 * alone: do not call this for one.
 */
export function foldDuplicates(chapters: readonly Chapter[], reference: string): Folded {
  const folds: Fold[] = []
  const firsts = new Map<string, { first: Fold['first']; url: string }>()

  const folded = chapters.map((chapter): Chapter => {
    const slugs = slugsOf(chapter)
    let under: Heading | undefined

    const fold = (nodes: readonly RootContent[], file: string): RootContent[] => {
      const set: RootContent[] = []
      let last: string | undefined
      for (const node of nodes) {
        const within = fileOf(node, file)
        if (node.type === 'heading') under = node
        const words = countWords(node)
        if (!isFoldable(node) || words < fewestWords) {
          last = undefined
          set.push(opened(node, within))
          continue
        }
        const key = contentOf(node, within)
        const known = firsts.get(key)
        if (!known) {
          last = undefined
          const first = firstOf(chapter, under, slugs, placeOf(within, node))
          const before = folds.length
          set.push(opened(node, within))
          // What refers to another place itself is no place to refer to.
          if (folds.length === before) firsts.set(key, first)
          continue
        }
        folds.push({ chapter: chapter.id, place: placeOf(within, node), first: known.first, words })
        // Blocks that follow each other in both places need one reference.
        if (last !== known.url) set.push(crossReference(reference, known))
        last = known.url
      }
      return set
    }

    /** A passage that is set in full may still hold blocks that were set before. */
    const opened = (node: RootContent, file: string): RootContent => {
      if (node.type !== 'containerDirective' || node.name !== 'passage') return node
      const children = fold(node.children as RootContent[], file) as typeof node.children
      return { ...node, children }
    }

    return {
      ...chapter,
      tree: { ...chapter.tree, children: fold(chapter.tree.children, chapter.file) },
    }
  })
  return folds.length > 0 ? { chapters: folded, folds } : { chapters, folds }
}

function firstOf(
  chapter: Chapter,
  under: Heading | undefined,
  slugs: ReadonlyMap<Heading, string>,
  place: Place,
): { first: Fold['first']; url: string } {
  const title = under ? textOf(under).replace(/\s+/g, ' ').trim() : chapter.title
  const anchor = under ? `#${slugs.get(under)}` : ''
  // Counted from the manuscript's root: the reference may stand in a passage of another folder.
  const url = `/${chapter.file.split('/').map(encodeURIComponent).join('/')}${anchor}`
  return { first: { chapter: chapter.id, place, title }, url }
}

/** Anchors as the headings get them when the chapter is set. */
function slugsOf({ tree }: Chapter): ReadonlyMap<Heading, string> {
  const slugger = new GithubSlugger()
  const slugs = new Map<Heading, string>()
  const look = (node: Nodes): void => {
    if (node.type === 'heading') slugs.set(node, slugger.slug(textOf(node)) || 'section')
    else if ('children' in node) for (const child of node.children) look(child)
  }
  look(tree)
  return slugs
}

/** Text that may stand once: nothing that warns, treats, names a place or explains another text. */
function isFoldable(node: Nodes): boolean {
  switch (node.type) {
    case 'paragraph':
    case 'list':
    case 'table':
    case 'blockquote':
      return !holds(node, isOwn)
    case 'containerDirective':
      return (
        node.name === 'passage' && !holds(node, child => isSafety(child) || isDefinition(child))
      )
    default:
      return false
  }
}

const isSafety = (node: Nodes) =>
  node.type === 'containerDirective' && node.name !== 'passage' && node.name !== 'note'
const isDefinition = (node: Nodes) =>
  node.type === 'footnoteDefinition' || node.type === 'definition'
/** A reference means what its own chapter says that it means. */
const isOwn = (node: Nodes) => isSafety(node) || isDefinition(node) || /Reference$/.test(node.type)

function holds(node: Nodes, test: (node: Nodes) => boolean): boolean {
  return test(node) || ('children' in node && node.children.some(child => holds(child, test)))
}

function fileOf(node: RootContent, file: string): string {
  return node.type === 'containerDirective' ? (node.data?.file ?? file) : file
}

/** The content without the look of the source: equal only where every word and mark is. */
function contentOf(node: Nodes, file: string): string {
  let relative = false
  const plain = JSON.stringify(node, (key, value: unknown) => {
    if (key === 'position' || key === 'data' || key === 'spread') return undefined
    if (key === 'url' && typeof value === 'string' && !/^[a-z]+:|^\//i.test(value)) relative = true
    return typeof value === 'string' && key === 'value'
      ? value.normalize('NFC').replace(/\s+/g, ' ')
      : value
  })
  return relative ? `${posix.dirname(file)} ${plain}` : plain
}

function countWords(node: Nodes): number {
  const text = spoken(node).trim()
  return text === '' ? 0 : text.split(/\s+/).length
}

function spoken(node: Nodes): string {
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map(spoken).join(' ') : ''
}

function crossReference(
  reference: string,
  { first, url }: { readonly first: Fold['first']; readonly url: string },
): Paragraph {
  const [before = '', after = ''] = reference.split('{title}')
  const children: Paragraph['children'] = [
    { type: 'text', value: before },
    { type: 'link', url, children: [{ type: 'text', value: first.title }] },
    { type: 'text', value: after },
  ]
  return {
    type: 'paragraph',
    children: children.filter(child => child.type !== 'text' || child.value !== ''),
  }
}
