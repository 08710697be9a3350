import type { Heading, Nodes, Parents, Root, Text } from 'mdast'
import type { Position } from 'unist'

/** What stands for code in a block's text: one character that is no word. */
export const codeMark = '\uFFFC'

/** One run of text: a paragraph, a heading or a table cell, as the reader reads it. */
export interface Block {
  readonly kind: 'paragraph' | 'heading' | 'cell'
  readonly node: Nodes
  /** From the root down to the block's parent. */
  readonly parents: readonly Parents[]
  /** Plain words: marks are gone, code is {@link codeMark}, a hard break is a line feed. */
  readonly text: string
  /** The heading that it stands under. */
  readonly section: Heading | undefined
  /** Names of the `:::name` boxes round it, the outermost first. */
  readonly boxes: readonly string[]
  /** True in a list item. */
  readonly item: boolean
  /** Where `text.slice(start, end)` stands in the file. */
  readonly at: (start: number, end: number) => Position | undefined
}

interface Run {
  readonly from: number
  readonly node: Text | undefined
  readonly position: Position | undefined
}

const cache = new WeakMap<Root, readonly Block[]>()

/** The runs of text of a tree, in order; `source` is the file's text, for exact places. */
export function prose(tree: Root, source: string): readonly Block[] {
  const known = cache.get(tree)
  if (known) return known
  const blocks = proseOf(tree, source)
  cache.set(tree, blocks)
  return blocks
}

function proseOf(tree: Root, source: string): readonly Block[] {
  const blocks: Block[] = []
  const parents: Parents[] = []
  const boxes: string[] = []
  let section: Heading | undefined
  let items = 0
  const lines = lineStarts(source)

  function walk(node: Nodes): void {
    switch (node.type) {
      case 'paragraph':
      case 'heading':
      case 'tableCell':
        if (node.type === 'heading') section = node
        blocks.push(block(node))
        return
      case 'yaml':
      case 'html':
      case 'code':
      case 'definition':
        return
    }
    if (!('children' in node)) return
    const box = node.type === 'containerDirective' && node.name !== 'passage'
    if (box) boxes.push(node.name)
    if (node.type === 'listItem') items++
    parents.push(node)
    for (const child of node.children) walk(child)
    parents.pop()
    if (node.type === 'listItem') items--
    if (box) boxes.pop()
  }

  function block(node: Extract<Nodes, { children: unknown }>): Block {
    const runs: Run[] = []
    const text = gather(node, runs, '')
    return {
      kind: node.type === 'heading' ? 'heading' : node.type === 'tableCell' ? 'cell' : 'paragraph',
      node,
      parents: [...parents],
      text,
      section: node.type === 'heading' ? undefined : section,
      boxes: [...boxes],
      item: items > 0,
      at: (start, end) => placeIn(runs, start, end, source, lines),
    }
  }

  walk(tree)
  return blocks
}

function gather(node: Nodes, runs: Run[], before: string): string {
  let text = before
  if (node.type === 'text') {
    runs.push({ from: text.length, node, position: node.position })
    return text + node.value
  }
  if (node.type === 'inlineCode' || node.type === 'break') {
    runs.push({ from: text.length, node: undefined, position: node.position })
    return text + (node.type === 'break' ? '\n' : codeMark)
  }
  if ('children' in node) for (const child of node.children) text = gather(child, runs, text)
  return text
}

function placeIn(
  runs: readonly Run[],
  start: number,
  end: number,
  source: string,
  lines: readonly number[],
): Position | undefined {
  const from = offsetOf(runs, start, source)
  const to = end > start ? offsetOf(runs, end - 1, source) : from
  if (from === undefined || to === undefined) return undefined
  return { start: pointOf(from, lines), end: pointOf(end > start ? to + 1 : to, lines) }
}

/** Walks value and source side by side: escapes, entities and line prefixes differ in length. */
function offsetOf(runs: readonly Run[], at: number, source: string): number | undefined {
  const run = runs.findLast(({ from }) => from <= at)
  const begin = run?.position?.start.offset
  const finish = run?.position?.end.offset
  if (!run || begin === undefined || finish === undefined) return undefined
  const wanted = at - run.from
  const value = run.node?.value
  if (value === undefined) return begin
  if (finish - begin === value.length) return begin + Math.min(wanted, value.length)
  let offset = begin
  for (let index = 0; index < wanted && offset < finish; index++) {
    offset = matchFrom(offset, index) + 1
  }
  return matchFrom(offset, wanted)

  function matchFrom(offset: number, index: number): number {
    const met = source[offset]
    if (met === '\\' && source[offset + 1] === value?.[index]) return offset + 1
    if (met === '&' && value?.[index] !== '&') {
      const close = source.indexOf(';', offset)
      return close > 0 && close < offset + 33 ? close : offset
    }
    let there = offset
    while (there < (finish ?? 0) && source[there] !== value?.[index]) there++
    return there < (finish ?? 0) ? there : offset
  }
}

/** Places in a text by offset. */
export function places(source: string): (start: number, end: number) => Position {
  const lines = lineStarts(source)
  return (start, end) => ({ start: pointOf(start, lines), end: pointOf(end, lines) })
}

function lineStarts(source: string): readonly number[] {
  const starts = [0]
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1))
    starts.push(at + 1)
  return starts
}

function pointOf(offset: number, lines: readonly number[]) {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (lines[middle]! <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - lines[low]! + 1, offset }
}
