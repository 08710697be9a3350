import type { Nodes, Root, Text } from 'mdast'
import { visit } from 'unist-util-visit'
import type { Finding, Point } from '../read/finding.ts'
import type { Manuscript } from '../read/manuscript.ts'
import type { Box, PageImages } from '../render/page-images.ts'

/** Where on paper a finding's words stand. */
export interface OnPage extends Box {
  /** From 0. */
  readonly page: number
}

/** Most pages whose words are looked through; a long book shows its findings in the list only. */
const most = 40

/**
 * Where each finding's words stand on the printed pages, as far as they can be told: the words of
 * its paragraph are looked for in the words of the PDF, whatever their look.
 *
 * A finding that spans lines is given its first line's place.
 */
export function passagePlaces(
  findings: readonly Finding[],
  { chapters, passages }: Pick<Manuscript, 'chapters' | 'passages'>,
  pages: PageImages,
): ReadonlyMap<Finding, OnPage> {
  if (pages.sizes.length > most || findings.length === 0) return new Map()
  const texts = new Map([...chapters, ...passages.values()].map(each => [each.file, each]))
  const printed = setWords(pages)
  const places = new Map<Finding, OnPage>()
  for (const finding of findings) {
    const text = texts.get(finding.file)
    const wanted =
      text && finding.start ? wordsAt(text.source, finding.start, finding.end) : undefined
    if (!wanted) continue
    const block = printed.text.indexOf(wanted.block.slice(0, longest))
    if (block < 0) continue
    const first = printed.at[block + wanted.from]
    if (first) places.set(finding, stretch(printed.at.slice(block + wanted.from), wanted.length))
  }
  return places
}

/** So many letters of a paragraph tell it from the others, and rarely reach over a page's end. */
const longest = 80

interface SetCharacter extends OnPage {}

interface SetWords {
  readonly text: string
  readonly at: readonly SetCharacter[]
}

const read = new WeakMap<PageImages, SetWords>()

/** All letters and digits of the pages in one line, and where each stands. */
function setWords(pages: PageImages): SetWords {
  const known = read.get(pages)
  if (known) return known
  let text = ''
  const at: SetCharacter[] = []
  for (const page of pages.sizes.keys()) {
    const { characters, boxes } = pages.words(page)
    characters.forEach((character, index) => {
      const plain = bare(character)
      text += plain
      for (const _ of plain) at.push({ page, ...boxes[index]! })
    })
  }
  const words = { text, at }
  read.set(pages, words)
  return words
}

/** Letters and digits only, in one form: a ligature or a hyphen at a line's end is no difference. */
function bare(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** The letters of the paragraph at a point, and which of them are meant. */
function wordsAt(tree: Root, start: Point, end: Point | undefined) {
  let block: Nodes | undefined
  visit(tree as Nodes, node => {
    const own = node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell'
    if (own && reaches(node, start)) block = node
    // A box begins on a line that says only what it is.
    else if (own && end && !block && within(node, start, end)) block = node
  })
  if (!block) return undefined
  let letters = ''
  let from: number | undefined
  let to: number | undefined
  visit(block, 'text', (text: Text) => {
    const here = text.position
    if (here && from === undefined && !before(here.end, start)) {
      from = letters.length + bare(upTo(text, start)).length
    }
    if (here && end && to === undefined && !before(here.end, end)) {
      to = letters.length + bare(upTo(text, end)).length
    }
    letters += bare(text.value)
  })
  if (letters.length === 0) return undefined
  const first = Math.min(from ?? 0, letters.length - 1)
  return { block: letters, from: first, length: Math.max(1, (to ?? letters.length) - first) }
}

/** A text's words before a point; the place within a line is told by the line's length alone. */
function upTo({ value, position }: Text, point: Point): string {
  if (!position || before(point, position.start)) return ''
  const lines = value.split('\n')
  const row = point.line - position.start.line
  const column = point.column - (row === 0 ? position.start.column : 1)
  return [...lines.slice(0, row), (lines[row] ?? '').slice(0, column)].join('\n')
}

function reaches({ position }: Nodes, point: Point): boolean {
  return position !== undefined && !before(point, position.start) && !before(position.end, point)
}

function within({ position }: Nodes, start: Point, end: Point): boolean {
  return position !== undefined && !before(position.start, start) && !before(end, position.end)
}

function before(a: Point, b: Point): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column)
}

/** The box around characters as far as they stand on the first one's line. */
function stretch(characters: readonly SetCharacter[], length: number): OnPage {
  const first = characters[0]!
  let { left, top, right, bottom } = first
  for (const next of characters.slice(0, length)) {
    const height = first.bottom - first.top
    if (next.page !== first.page || next.top > first.bottom + height) break
    left = Math.min(left, next.left)
    right = Math.max(right, next.right)
    top = Math.min(top, next.top)
    bottom = Math.max(bottom, next.bottom)
  }
  return { page: first.page, left, top, right, bottom }
}
