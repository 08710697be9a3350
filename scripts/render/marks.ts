import type { Element, ElementContent, Root, Text } from 'hast'

/** What is done at the places that a page can begin at: words and pictures, counted from 0. */
export interface Marking {
  /** What to set for a word (with the white space after it) or a picture; `opens` a block. */
  readonly place: (node: Element | Text, mark: number, opens: boolean) => readonly ElementContent[]
  /** Changes a block whose first word or picture is this one. */
  readonly block?: (element: Element, mark: number) => Element
}

const blocks =
  /^(p|h[1-6]|li|dt|dd|tr|caption|figure|figcaption|pre|blockquote|div|section|aside|details|summary|table|ul|ol|dl|hr)$/

/** More than this without a space is no word, but a language that is written without spaces. */
const longest = 30
const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

/**
 * A copy of a tree with what `marking` does to it.
 *
 * Trees of the same words have the same marks, so that a place found on paper is found again in
 * the ebook. A row of a table is one block, since its cells stand abreast.
 */
export function withMarks(tree: Root, { place, block }: Marking): Root {
  let mark = 0
  let opens = true
  const next = (node: Element | Text): readonly ElementContent[] => {
    const placed = place(node, mark, opens)
    mark += 1
    opens = false
    return placed
  }
  const set = (nodes: readonly ElementContent[], row: boolean): ElementContent[] =>
    nodes.flatMap((node): ElementContent[] => {
      if (node.type === 'text') {
        return beginnings(node.value).flatMap(value =>
          value.trim() ? next({ ...node, value }) : [{ ...node, value }],
        )
      }
      if (node.type !== 'element') return [node]
      if (node.tagName === 'img' || node.tagName === 'svg') return [...next(node)]
      const first = mark
      const isBlock = !row && blocks.test(node.tagName)
      if (isBlock) opens = true
      const children = set(node.children, row || node.tagName === 'tr')
      if (isBlock) opens = true
      const copy = { ...node, children }
      return [isBlock && block && mark > first ? block(copy, first) : copy]
    })
  return { ...tree, children: set(tree.children as ElementContent[], false) }
}

/** A text cut before each of its words; each piece but a first of white space begins with a word. */
function beginnings(text: string): readonly string[] {
  const pieces = text.match(/^\s+|\S+\s*/g) ?? [text]
  return pieces.flatMap(piece =>
    piece.length > longest
      ? [...segmenter.segment(piece)].reduce<string[]>((words, { segment, isWordLike }) => {
          if (isWordLike || words.length === 0) words.push(segment)
          else words[words.length - 1] += segment
          return words
        }, [])
      : [piece],
  )
}
