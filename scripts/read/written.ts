import { hash } from 'node:crypto'
import type { Nodes, Root } from 'mdast'
import { unexpectedDirectives } from './directives.ts'
import type { Finding } from './finding.ts'
import { type FrontMatterReading, frontMatter } from './front-matter.ts'
import { unexpectedHtml } from './html.ts'
import { includesOf } from './include.ts'
import { parseMarkdown } from './markdown.ts'
import type { Recall } from './recall.ts'
import { revived } from './revived.ts'

/** One Markdown file, understood by itself. */
export interface Written {
  readonly file: string
  readonly text: string
  /** Stands for the file and its text. */
  readonly mark: string
  readonly matter: FrontMatterReading
  /** Names of the shared passages that it asks for. */
  readonly includes: readonly string[]
  /** What will not pass of its HTML and its directives. */
  readonly findings: readonly Finding[]
  /** The tree; it is made of a short form each time that it is asked for after a while. */
  readonly source: () => Root
}

/** Understands one Markdown file; an unchanged one is not parsed. */
export function written(file: string, text: string, recall: Recall): Written {
  const mark = hash('sha256', JSON.stringify([file, text]))
  const { tree, ...understood } = recall(['written', mark], () => {
    const source = parseMarkdown(text)
    return {
      tree: JSON.stringify(source),
      matter: frontMatter(source, file),
      includes: includesOf(source as Nodes),
      findings: [...unexpectedHtml(source, file), ...unexpectedDirectives(source, file, text)],
    }
  })
  return { file, text, mark, ...understood, source: revived(() => JSON.parse(tree) as Root) }
}
