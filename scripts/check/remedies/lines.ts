import type { Nodes } from 'mdast'
import type { Place, Point } from '../../read/finding.ts'
import { placeOf } from '../../read/finding.ts'
import type { Chapter } from '../../read/manuscript.ts'
import type { Line } from './mentions.ts'

/** A run of text that a reader will meet, with where it is written. */
export interface PlacedLine extends Line {
  /** Id of the `:::remedy` that it stands in; undefined outside. */
  readonly remedy: string | undefined
  /** True in a footnote. */
  readonly aside: boolean
  /** `link` for a link that stands alone. */
  readonly form: 'text' | 'link' | 'code'
  /** The heading above it; the chapter's title before the first one. */
  readonly section: string
  /** Where `text.slice(start, end)` stands. */
  readonly at: (start: number, end: number) => Place
}

interface Run {
  readonly from: number
  readonly value: string
  readonly node: Nodes
}

/**
 * All that a reader will meet of a chapter, in order: its title and summary, headings, paragraphs,
 * cells and notes, and also what is easily overlooked: alternative texts, titles of links and
 * pictures, code and raw HTML. Shared passages count with the file that they are written in.
 */
export function linesOf(
  chapter: Pick<Chapter, 'file' | 'tree' | 'title' | 'matter'>,
): readonly PlacedLine[] {
  const lines: PlacedLine[] = []
  let section = chapter.title
  const start: Point = { line: 1, column: 1 }
  const above = (text: string | undefined, kind: Line['kind']) => {
    if (!text) return
    const at = () => ({ file: chapter.file, start, end: start })
    const form = 'text'
    lines.push({ text, kind, item: false, remedy: undefined, aside: false, form, section, at })
  }
  above(chapter.title, 'heading')
  above(chapter.matter.summary, 'paragraph')

  let aside = false
  function walk(node: Nodes, file: string, item: boolean, remedy: string | undefined): void {
    const plain = (text: string | null | undefined, form: PlacedLine['form'] = 'text') => {
      if (!text?.trim()) return
      const at = () => placeOf(file, node)
      lines.push({ text, kind: 'paragraph', item, remedy, aside, form, section, at })
    }
    switch (node.type) {
      case 'paragraph':
      case 'heading': {
        const runs: Run[] = []
        const text = gather(node, runs, '')
        const kind = node.type === 'heading' ? 'heading' : 'paragraph'
        const at = (start: number, end: number) => placeIn(runs, start, end, file, node)
        if (kind === 'heading') section = text
        const form = isLink(node) ? 'link' : 'text'
        if (text.trim()) lines.push({ text, kind, item, remedy, aside, form, section, at })
        asides(node, plain)
        return
      }
      case 'table': {
        const [head] = node.children
        for (const row of node.children) {
          const runs: Run[] = []
          const heads: { from: number; text: string }[] = []
          let text = ''
          for (const [column, cell] of row.children.entries()) {
            if (column > 0) text += ' | '
            const top = head && row !== head ? head.children[column] : undefined
            heads.push({ from: text.length, text: top ? gather(top, [], '') : '' })
            text = gather(cell, runs, text)
          }
          const at = (start: number, end: number) => placeIn(runs, start, end, file, row)
          const form = 'text'
          if (text.trim()) {
            lines.push({ text, kind: 'cell', item, heads, remedy, aside, form, section, at })
          }
          asides(row, plain)
        }
        return
      }
      case 'html':
        plain(node.value.replace(/<[^>]*>/g, ' '))
        for (const [, , value] of node.value.matchAll(
          /\b(?:alt|title|aria-label)=("|')(.*?)\1/gi,
        )) {
          plain(value)
        }
        return
      case 'code':
        plain(node.value, 'code')
        return
      case 'yaml':
      case 'definition':
        return
    }
    if (!('children' in node)) return
    const within =
      node.type === 'containerDirective' && node.name === 'passage'
        ? (node.data?.file ?? file)
        : file
    const box =
      node.type === 'containerDirective' && node.name === 'remedy'
        ? (node.attributes?.id?.trim() ?? '')
        : remedy
    const list = item || node.type === 'listItem'
    const before = aside
    aside ||= node.type === 'footnoteDefinition'
    for (const child of node.children) walk(child, within, list, box)
    aside = before
  }

  for (const node of chapter.tree.children) walk(node, chapter.file, false, undefined)
  return lines.map(withoutSoftHyphens)
}

/** A soft hyphen hides neither a name nor the words that offer it. */
function withoutSoftHyphens(line: PlacedLine): PlacedLine {
  if (!line.text.includes('\u00AD')) return line
  const kept = [...line.text.matchAll(/[^\u00AD]/g)].map(({ index }) => index)
  const origin = (at: number) => kept[at] ?? line.text.length
  return {
    ...line,
    text: line.text.replaceAll('\u00AD', ''),
    at: (start, end) => line.at(origin(start), origin(end - 1) + 1),
    ...(line.heads && {
      heads: line.heads.map(({ from, text }) => ({
        from: kept.filter(index => index < from).length,
        text: text.replaceAll('\u00AD', ''),
      })),
    }),
  }
}

function isLink({ children }: { readonly children: readonly Nodes[] }): boolean {
  const shown = children.filter(child => child.type !== 'text' || child.value.trim() !== '')
  return shown.length === 1 && /^link/.test(shown[0]!.type)
}

/** Texts inside a paragraph that are not part of its sentence. */
function asides(node: Nodes, plain: (text: string | null | undefined) => void): void {
  if (node.type === 'image' || node.type === 'imageReference') plain(node.alt)
  if (node.type === 'image' || node.type === 'link') plain(node.title)
  if ('children' in node) for (const child of node.children) asides(child, plain)
}

function gather(node: Nodes, runs: Run[], before: string): string {
  if (node.type === 'text' || node.type === 'inlineCode') {
    runs.push({ from: before.length, value: node.value, node })
    return before + node.value
  }
  if (node.type === 'break') return `${before}\n`
  if (node.type === 'html') return before
  let text = before
  if ('children' in node) for (const child of node.children) text = gather(child, runs, text)
  return text
}

/** The exact place where the source is as long as the text; else the place of the whole run. */
function placeIn(
  runs: readonly Run[],
  start: number,
  end: number,
  file: string,
  whole: Nodes,
): Place {
  const from = pointIn(runs, start)
  const to = pointIn(runs, Math.max(start, end - 1))
  if (!from || !to) return placeOf(file, whole)
  return { file, start: from, end: { line: to.line, column: to.column + 1 } }
}

function pointIn(runs: readonly Run[], at: number): Point | undefined {
  const run = runs.findLast(({ from }) => from <= at)
  const begin = run?.node.position?.start
  const finish = run?.node.position?.end
  if (!run || begin?.offset === undefined || finish?.offset === undefined) return undefined
  const wanted = run.value.slice(0, at - run.from)
  if (run.node.type !== 'text' || finish.offset - begin.offset !== run.value.length) {
    return { line: begin.line, column: begin.column }
  }
  const rows = wanted.split('\n')
  return rows.length === 1
    ? { line: begin.line, column: begin.column + wanted.length }
    : { line: begin.line + rows.length - 1, column: (rows.at(-1) ?? '').length + 1 }
}
