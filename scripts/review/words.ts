import { createHash } from 'node:crypto'
import type { Definition, FootnoteDefinition, Nodes, Root } from 'mdast'
import type { ContainerDirective } from 'mdast-util-directive'
import { visit } from 'unist-util-visit'
import { resolveUrl } from '../read/figure.ts'
import type { Chapter, Figure } from '../read/manuscript.ts'

/** Where a remedy's words come from, besides the remedy itself. */
interface Surroundings {
  readonly definitions: ReadonlyMap<string, Definition>
  readonly footnotes: ReadonlyMap<string, FootnoteDefinition>
  readonly figures: ReadonlyMap<string, Figure>
}

/**
 * The words of a remedy in the form that is signed: plain lines that a person can read and compare.
 *
 * What counts, after includes: every letter, digit and invisible character; the targets and titles
 * of links; the alternative text, address and bytes of pictures; the text of footnotes that it
 * refers to; numbers of lists; which cell a text stands in; raw HTML; text that is struck out.
 *
 * What does not: white space (each run is one space), Unicode form (NFC), the shape of quotation
 * marks, bold and italic, the depth of headings, list bullets, rules, column alignment, the file
 * that the text stands in and the labels of footnotes.
 */
export function words(
  remedy: ContainerDirective,
  file: string,
  chapter: Pick<Chapter, 'tree'>,
  figures: ReadonlyMap<string, Figure>,
): string {
  return setter({ ...surroundings(chapter.tree), figures })(remedy, file)
}

const white = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g

/** One spelling for what looks or reads the same: NFC, one space, straight quotation marks. */
export function normal(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[‘’‚‛ʼ]/g, "'")
    .replace(/[“”„‟«»]/g, '"')
    .replace(white, ' ')
}

function surroundings(tree: Root): Omit<Surroundings, 'figures'> {
  const definitions = new Map<string, Definition>()
  const footnotes = new Map<string, FootnoteDefinition>()
  visit(tree as Nodes, node => {
    if (node.type === 'definition' && !definitions.has(node.identifier)) {
      definitions.set(node.identifier, node)
    } else if (node.type === 'footnoteDefinition' && !footnotes.has(node.identifier)) {
      footnotes.set(node.identifier, node)
    }
  })
  return { definitions, footnotes }
}

function setter({ definitions, footnotes, figures }: Surroundings) {
  const cited: string[] = []

  return function remedyLines(remedy: ContainerDirective, file: string): string {
    const lines = [...attributes(remedy.attributes, ['id', 'class']), ...blocks(remedy, file)]
    // A footnote may cite another: the list grows while it is set.
    for (let index = 0; index < cited.length; index++) {
      const note = footnotes.get(cited[index]!)
      if (note) lines.push(...hung(`[^${index + 1}]: `, blocks(note, file)))
    }
    visit(remedy as Nodes, 'footnoteDefinition', note => {
      if (!cited.includes(note.identifier)) lines.push(...hung('[^]: ', blocks(note, file)))
    })
    return lines.join('\n')
  }

  function blocks(parent: { readonly children: readonly Nodes[] }, file: string): string[] {
    return parent.children.flatMap(node => block(node, file))
  }

  function block(node: Nodes, file: string): string[] {
    switch (node.type) {
      case 'paragraph':
        return [opened(inline(node.children, file))]
      case 'heading':
        return [`# ${inline(node.children, file).trim()}`]
      case 'blockquote':
        return blocks(node, file).map(line => `> ${line}`)
      case 'list':
        return node.children.flatMap((item, index) => {
          const mark = node.ordered ? `${(node.start ?? 1) + index}. ` : '- '
          const box = typeof item.checked === 'boolean' ? (item.checked ? '[x] ' : '[ ] ') : ''
          return hung(mark + box, blocks(item, file))
        })
      case 'table':
        return node.children.map(
          row => `| ${row.children.map(cell => inline(cell.children, file).trim()).join(' | ')} |`,
        )
      case 'code':
        return ['```', ...node.value.split('\n').map(line => escaped(normal(line)).trim()), '```']
      case 'thematicBreak':
      case 'definition':
      case 'footnoteDefinition':
        return []
      case 'containerDirective': {
        if (node.name === 'passage') return blocks(node, node.data?.file ?? file)
        return [
          `::: ${node.name}`,
          ...attributes(node.attributes, ['class']),
          ...blocks(node, file),
          ':::',
        ]
      }
      default:
        return [opened(inline([node], file))]
    }
  }

  function inline(nodes: readonly Nodes[], file: string): string {
    return nodes
      .map(node => phrase(node, file))
      .join('')
      .replace(white, ' ')
  }

  function phrase(node: Nodes, file: string): string {
    switch (node.type) {
      case 'text':
      case 'inlineCode':
        return escaped(normal(node.value))
      case 'break':
        return ' '
      case 'emphasis':
      case 'strong':
        return inline(node.children, file)
      case 'delete':
        return `<del>${inline(node.children, file)}</del>`
      case 'html':
        return normal(node.value)
      case 'link':
        return `[${inline(node.children, file)}]${target(node.url, node.title)}`
      case 'linkReference': {
        const to = definitions.get(node.identifier)
        return `[${inline(node.children, file)}]${target(to?.url ?? '', to?.title)}`
      }
      case 'image':
        return `![${escaped(normal(node.alt ?? ''))}]${picture(node.url, node.title, file)}`
      case 'imageReference': {
        const to = definitions.get(node.identifier)
        return `![${escaped(normal(node.alt ?? ''))}]${picture(to?.url ?? '', to?.title, file)}`
      }
      case 'footnoteReference': {
        if (!cited.includes(node.identifier)) cited.push(node.identifier)
        return `[^${cited.indexOf(node.identifier) + 1}]`
      }
      default:
        return unknown(node, file)
    }
  }

  /** A kind of node that this file does not know still counts, with all that it holds. */
  function unknown(node: Nodes, file: string): string {
    const { position: _, data: __, ...own } = node
    const { children, ...plain } = own as { children?: readonly Nodes[] } & object
    return `<<${normal(JSON.stringify(plain))} ${children ? inline(children, file) : ''}>>`
  }

  function picture(url: string, title: string | null | undefined, file: string): string {
    const bytes = figures.get(resolveUrl(file, url))?.bytes
    const content = bytes ? ` sha256-${createHash('sha256').update(bytes).digest('hex')}` : ''
    return target(`${url}${content}`, title)
  }
}

function target(url: string, title: string | null | undefined): string {
  return `(${normal(url)}${title ? ` "${normal(title)}"` : ''})`
}

function attributes(
  all: Readonly<Record<string, string | null | undefined>> | null | undefined,
  without: readonly string[],
): string[] {
  return Object.entries(all ?? {})
    .filter(([name]) => !without.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `{${name}="${normal(value ?? '')}"}`)
}

/** Marks that this form uses itself get a backslash where they are the author's own. */
function escaped(text: string): string {
  return text.replace(/[\\[\]<|]/g, '\\$&')
}

function opened(text: string): string {
  return text.trim().replace(/^(?:[#>{`-]|:::|\d+\. )/, '\\$&')
}

function hung(mark: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [mark.trimEnd()]
  return lines.map((line, index) => (index === 0 ? mark : ' '.repeat(2)) + line)
}
