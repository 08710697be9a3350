import { createHash } from 'node:crypto'
import type { ListItem, Nodes, Root, RootContent } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { type Place, placeOf } from '../../read/finding.ts'
import type { Manuscript } from '../../read/manuscript.ts'
import { wordsOf } from './words.ts'

/** A block of text with its surroundings: the unit of duplicate finding. */
export interface Passage {
  readonly place: Place
  /** A `list` is the short items of one list together, in order. */
  readonly kind: 'paragraph' | 'item' | 'row' | 'list' | 'heading'
  readonly text: string
  /** The headings that it stands under, outermost first, and a list's lead-in. */
  readonly headings: readonly string[]
  /** BCP 47. */
  readonly language: string
  /** The remedy that it belongs to. */
  readonly remedy?: string
  /** It stands in an emergency box. */
  readonly emergency?: true
  /** It is a footnote. */
  readonly note?: true
  /** The day of the last review of its chapter, where it had one: `2026-03-02`. */
  readonly reviewed?: string
}

/** Where passages stand, besides their place in the tree. */
export interface Surroundings {
  readonly file: string
  readonly language: string
  readonly reviewed?: string
}

/** Under this many words an item says too little by itself; it counts as part of its list. */
export const fewestWords = 5

/** The passages of one text, in reading order; includes are left to their own files. */
export function passagesOf(root: Root, surroundings: Surroundings): readonly Passage[] {
  const found: Passage[] = []
  const path: { depth: number; text: string }[] = []
  const { language, reviewed } = surroundings

  const add = (
    node: Nodes,
    kind: Passage['kind'],
    text: string,
    within: Within,
    leadIn?: string,
  ) => {
    const white = kind === 'list' ? /[^\S\n]+/g : /\s+/g
    const plain = text.replace(white, ' ').trim()
    if (!plain) return
    const headings = path.map(heading => heading.text)
    found.push({
      place: placeOf(surroundings.file, node),
      kind,
      text: plain,
      headings: leadIn ? [...headings, leadIn] : headings,
      language,
      ...(within.remedy !== undefined ? { remedy: within.remedy } : {}),
      ...(within.emergency ? { emergency: true as const } : {}),
      ...(within.note ? { note: true as const } : {}),
      ...(reviewed ? { reviewed } : {}),
    })
  }

  const look = (nodes: readonly RootContent[], within: Within): void => {
    for (const [index, node] of nodes.entries()) {
      if (node.type === 'heading') {
        while ((path.at(-1)?.depth ?? 0) >= node.depth) path.pop()
        add(node, 'heading', textOf(node), within)
        path.push({ depth: node.depth, text: textOf(node).replace(/\s+/g, ' ').trim() })
      } else if (node.type === 'paragraph') add(node, 'paragraph', textOf(node), within)
      else if (node.type === 'table') {
        for (const row of node.children.slice(1)) {
          add(row, 'row', row.children.map(cell => textOf(cell)).join(' | '), within)
        }
      } else if (node.type === 'list') {
        const before = nodes[index - 1]
        const leadIn =
          before?.type === 'paragraph' && textOf(before).trimEnd().endsWith(':')
            ? textOf(before)
            : undefined
        lookList(node, node.children, within, leadIn)
      } else if (node.type === 'containerDirective') {
        const own =
          node.name === 'remedy'
            ? { ...within, remedy: node.attributes?.id ?? '' }
            : node.name === 'emergency'
              ? { ...within, emergency: true as const }
              : within
        const depth = path.length
        look(node.children as RootContent[], own)
        path.length = Math.min(path.length, depth)
      } else if (node.type === 'blockquote') look(node.children as RootContent[], within)
      else if (node.type === 'footnoteDefinition') {
        look(node.children as RootContent[], { ...within, note: true })
      }
    }
  }

  /** Long items stand alone; short ones are gathered, so that "swelling" is never a passage. */
  const lookList = (
    list: Nodes,
    items: readonly ListItem[],
    within: Within,
    leadIn: string | undefined,
  ): void => {
    const short: string[] = []
    for (const item of items) {
      const own = item.children.filter(child => child.type !== 'list')
      const text = own.map(child => textOf(child)).join(' ')
      if (wordsOf(text, language).length < fewestWords) short.push(text.replace(/\s+/g, ' ').trim())
      else add(item, 'item', text, within, leadIn)
      for (const child of item.children) {
        if (child.type === 'list') lookList(child, child.children, within, text)
      }
    }
    if (short.length > 0) add(list, 'list', short.join('\n'), within, leadIn)
  }

  look(root.children, {})
  return found
}

interface Within {
  readonly remedy?: string
  readonly emergency?: true
  readonly note?: true
}

/** The passages of a manuscript; each shared passage counts once, in its own file. */
export function manuscriptPassages(
  manuscript: Pick<Manuscript, 'chapters' | 'passages' | 'clinic'>,
): readonly Passage[] {
  const language = manuscript.clinic.language ?? 'en'
  return [
    ...manuscript.chapters.flatMap(({ source, file, language, matter }) =>
      passagesOf(source, {
        file,
        language,
        ...(matter.reviewed ? { reviewed: matter.reviewed } : {}),
      }),
    ),
    ...[...manuscript.passages.values()].flatMap(({ source, file }) =>
      passagesOf(source, { file, language }),
    ),
  ]
}

/** A short hash of a passage's words: an editor's answer about it is void when it changes. */
export function passageHash({ text }: Pick<Passage, 'text'>): string {
  const plain = text.normalize('NFC').replace(/\s+/g, ' ').trim()
  return createHash('sha256').update(plain, 'utf8').digest('hex').slice(0, 12)
}
