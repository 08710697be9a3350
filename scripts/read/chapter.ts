import { hash } from 'node:crypto'
import { posix } from 'node:path'
import type { Heading, Root } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { keepFacts } from './facts.ts'
import type { Finding } from './finding.ts'
import { setPassages } from './include.ts'
import type { Chapter, Passage } from './manuscript.ts'
import { makeAnew, type Recall } from './recall.ts'
import { revived } from './revived.ts'
import { type Written, written } from './written.ts'

/** A chapter, or why there is none. */
export interface ChapterReading {
  readonly chapter?: Chapter
  readonly findings: readonly Finding[]
}

/** Understands the text of one Markdown file as a chapter, all by itself. */
export function chapter(
  file: string,
  text: string,
  passages: ReadonlyMap<string, Passage>,
  language: string,
): ChapterReading {
  return chapterOf(written(file, text, makeAnew), passages, [], language, makeAnew)
}

/** A file as a chapter; `including` is all that its shared passages depend on. */
export function chapterOf(
  { file, text, mark, matter, source }: Written,
  passages: ReadonlyMap<string, Passage>,
  including: readonly string[],
  usual: string,
  recall: Recall,
): ChapterReading {
  if (!matter.value) return { findings: matter.findings }
  const { value } = matter
  const settle = () => {
    const set = setPassages(source(), file, passages)
    return { set, ...titled(set.tree, file, value.title) }
  }
  const set = hash('sha256', JSON.stringify([mark, ...including]))
  const known = recall(['set', set], () => {
    const { title, set } = settle()
    return { title, passages: set.passages, findings: set.findings }
  })
  const tree = revived(() => settle().tree)
  const language = value.language ?? usual
  const chapter: Chapter = {
    file,
    id: chapterId(file),
    text,
    matter: value,
    title: known.title,
    language,
    get source() {
      return source()
    },
    get tree() {
      return tree()
    },
    passages: known.passages,
  }
  return {
    chapter: keepFacts(chapter, {
      recall,
      written: `chapter ${language} ${mark}`,
      set: `chapter ${language} ${set}`,
    }),
    findings: [...matter.findings, ...known.findings],
  }
}

/** A chapter's id: its path without the ending, with `-` for what file names should not hold. */
export function chapterId(file: string): string {
  const name = file.replace(/\.(md|markdown)$/i, '').normalize('NFC')
  const id = name.replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-').replace(/^[-.]+|-+$/g, '')
  // A name of signs only, `!!!.md`, is told by its signs.
  return id || [...name].map(sign => `u${sign.codePointAt(0)?.toString(16)}`).join('-')
}

/** Settles the title, and takes out the top heading where it would be set twice. */
function titled(tree: Root, file: string, declared?: string): { title: string; tree: Root } {
  const blocks = tree.children.filter(node => node.type !== 'yaml')
  const heading = blocks.find(
    (node): node is Heading => node.type === 'heading' && textOf(node).trim() !== '',
  )
  const met = heading ? textOf(heading).replace(/\s+/g, ' ').trim() : undefined
  const title = declared ?? met ?? fileTitle(file)
  const onTop = heading && heading === blocks[0] && (heading.depth === 1 || met === title)
  const plain = heading && isPlain(heading)
  const children = onTop && plain && met === title ? blocks.slice(1) : blocks
  return { title, tree: { ...tree, children } }
}

/** A heading that holds more than words (a picture, a footnote) stays in the text. */
function isPlain(heading: Heading): boolean {
  return !/"type":"(image|imageReference|footnoteReference|html)"/.test(
    JSON.stringify(heading.children),
  )
}

function fileTitle(file: string): string {
  const name = posix.basename(file).replace(/\.(md|markdown)$/i, '')
  const words = name
    .replace(/^\d+[\s._-]+/, '')
    .replace(/[-_]+/g, ' ')
    .trim()
  return words ? words.charAt(0).toUpperCase() + words.slice(1) : name
}
