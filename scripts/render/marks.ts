import type { ElementContent, Root } from 'hast'

/** A place that a page can begin at: a word, or a picture. */
export interface Mark {
  /** Counted from 0 through the tree, in reading order. */
  readonly index: number
  /** True for the first of a block; a row of a table is one block, since its cells stand abreast. */
  readonly opens: boolean
}

const blocks =
  /^(p|h[1-6]|li|dt|dd|tr|caption|figure|figcaption|pre|blockquote|div|section|aside|details|summary|table|ul|ol|dl|hr)$/

/** More than this without a space is no word, but a language that is written without spaces. */
const longest = 30
const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

/**
 * A copy of a tree with what `place` gives for a mark set just before it.
 *
 * Two trees of the same words have the same marks, whatever is done to them afterwards: so a place
 * found on paper is found again in the ebook.
 */
export function withMarks(
  tree: Root,
  place: (mark: Mark) => ElementContent | undefined,
): Root {
  let index = 0
  let opens = true
  const next = (): ElementContent[] => {
    const placed = place({ index, opens })
    index += 1
    opens = false
    return placed ? [placed] : []
  }
  const set = (nodes: readonly ElementContent[], row: boolean): ElementContent[] =>
    nodes.flatMap((node): ElementContent[] => {
      if (node.type === 'text') {
        return beginnings(node.value).flatMap(value =>
          value.trim() ? [...next(), { ...node, value }] : [{ ...node, value }],
        )
      }
      if (node.type !== 'element') return [node]
      if (node.tagName === 'img' || node.tagName === 'svg') return [...next(), node]
      const block = !row && blocks.test(node.tagName)
      if (block) opens = true
      const children = set(node.children, row || node.tagName === 'tr')
      if (block) opens = true
      return [{ ...node, children }]
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
