import type { Element, Nodes as HastNodes } from 'hast'
import type { Nodes } from 'mdast'
import { visit } from 'unist-util-visit'
import type { Chapter, Figure } from '../read/manuscript.ts'
import { remediesIn } from '../review/remedies.ts'
import type { Part } from './edition.ts'
import { remedyAnchor } from './part.ts'

/**
 * Where the words that were set differ from the words that were signed, a sentence each.
 *
 * This is the last look before printing: every letter and digit of a remedy must stand in the
 * finished tree, in order, with nothing between them but what the press itself adds (the review
 * note, numbers of footnotes, captions).
 */
export function strayWords(
  parts: readonly Part[],
  chapters: readonly Chapter[],
  figures: ReadonlyMap<string, Figure>,
): readonly string[] {
  return chapters.flatMap((chapter, index) => {
    const set = new Map<string, string>()
    visit((parts[index]?.tree ?? { type: 'root', children: [] }) as HastNodes, 'element', node => {
      if (isRemedy(node)) set.set(String(node.properties.id), letters(printed(node)))
    })
    const signed = remediesIn(chapter, figures)
    const faults = signed.flatMap(({ id, node }) => {
      const name = remedyAnchor(chapter.id, id)
      const met = set.get(name)
      set.delete(name)
      if (met === letters(written(node))) return []
      return [`Remedy \`${id}\` was set with other words than the ones that were signed.`]
    })
    return [...faults, ...[...set.keys()].map(name => `Unexpected remedy \`${name}\` in print.`)]
  })
}

function isRemedy({ tagName, properties }: Element): boolean {
  return (
    tagName === 'section' &&
    Array.isArray(properties.className) &&
    properties.className.includes('remedy')
  )
}

/** Text of a finished tree without what the press adds. */
function printed(node: HastNodes): string {
  if (node.type === 'text') return node.value
  if (node.type === 'element' && isAdded(node)) return ''
  return 'children' in node ? node.children.map(printed).join('') : ''
}

function isAdded({ tagName, properties }: Element): boolean {
  const { className } = properties
  return (
    tagName === 'figcaption' ||
    properties.dataFootnoteRef !== undefined ||
    (Array.isArray(className) && className.includes('review-note'))
  )
}

/** Text of a remedy as it is written; the tags of raw HTML are no words. */
function written(node: Nodes): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
    case 'code':
      return node.value
    case 'html':
      return node.value.replace(/<!--[\s\S]*?-->|<[^>]*>/g, '')
    case 'footnoteDefinition':
    case 'definition':
      return ''
    default:
      return 'children' in node ? node.children.map(written).join('') : ''
  }
}

function letters(text: string): string {
  return text.replace(/&(?:[a-z]+|#\w+);/gi, '').replace(/[^\p{L}\p{N}\p{M}]/gu, '')
}
