import { posix } from 'node:path'
import type { Finding } from './finding.ts'
import { compareText } from './finding.ts'
import type { Chapter } from './manuscript.ts'
import {
  type Book,
  type Ebook,
  type Leaflet,
  type Publication,
  publicationSchema,
} from './publication.ts'
import { readYaml } from './yaml.ts'

/** A publication file as text. */
export interface Declaration {
  readonly file: string
  readonly text: string
}

type Known = Pick<Chapter, 'id' | 'file' | 'title'>

/**
 * The publications that a manuscript declares; with no declaration at all, each chapter is a
 * leaflet and all together, in reading order, are the book and the ebook.
 *
 * @param unread files of chapters that could not be read: naming one is not a mistake.
 */
export function publications(
  declarations: readonly Declaration[],
  chapters: readonly Known[],
  unread: readonly string[],
): { publications: readonly Publication[]; findings: readonly Finding[] } {
  if (declarations.length === 0) return { publications: byDefault(chapters, unread), findings: [] }
  const findings: Finding[] = []
  const issued: Publication[] = []
  for (const { file, text } of [...declarations].sort((a, b) => compareText(a.file, b.file))) {
    const read = readYaml(text, file, publicationSchema, 'publication')
    findings.push(...read.findings)
    if (!read.value) continue
    const { value } = read
    const found = (value.chapters ?? []).map(name => ({ name, chapter: named(name, chapters) }))
    const missing = found.filter(({ name, chapter }) => !chapter && !named(name, asKnown(unread)))
    for (const { name } of missing) {
      findings.push({
        rule: 'publication',
        severity: 'error',
        file,
        start: positionOf(text, name),
        reason: `Missing chapter \`${name}\``,
        note: `There are: ${chapters.map(({ id }) => `\`${id}\``).join(', ')}.`,
      })
    }
    if (missing.length > 0) continue
    const everything = inOrder(chapters, unread)
    const ids = value.chapters
      ? found.map(({ name, chapter }) => chapter?.id ?? named(name, asKnown(unread))!.id)
      : everything
    const name = posix.basename(file).replace(/\.ya?ml$/i, '')
    if (value.kind === 'leaflets') {
      const { chapters: _, kind: __, ...rest } = value
      issued.push(
        ...ids.map((id): Publication => ({ ...rest, kind: 'leaflet', id, file, chapters: [id] })),
      )
    } else issued.push({ ...value, id: name, file, chapters: ids })
  }
  return unique(issued, findings)
}

function byDefault(chapters: readonly Known[], unread: readonly string[]): Publication[] {
  if (chapters.length === 0) return []
  const ids = inOrder(chapters, unread)
  const leaflet = publicationSchema.parse({ kind: 'leaflet' }) as Omit<Leaflet, 'id'>
  const book = publicationSchema.parse({ kind: 'book' }) as Omit<Book, 'id'>
  const ebook = publicationSchema.parse({ kind: 'ebook' }) as Omit<Ebook, 'id'>
  const taken = new Set(chapters.map(({ id }) => id))
  const name = (wanted: string) => (taken.has(wanted) ? `all-${wanted}` : wanted)
  return [
    ...chapters.map(({ id, file }): Publication => ({ ...leaflet, id, file, chapters: [id] })),
    { ...book, id: name('book'), file: '', chapters: ids },
    { ...ebook, id: name('ebook'), file: '', chapters: ids },
  ]
}

/** Two publications of one name would write one file twice: the second is not made. */
function unique(issued: readonly Publication[], findings: readonly Finding[]) {
  const first = new Map<string, Publication>()
  const doubled: Finding[] = []
  for (const publication of issued) {
    const before = first.get(publication.id)
    if (!before) first.set(publication.id, publication)
    else {
      doubled.push({
        rule: 'publication',
        severity: 'error',
        file: publication.file,
        reason: `Unexpected second publication named \`${publication.id}\`, expected one`,
        note: 'Rename this file, or take the chapter out of one of the two.',
        cause: { file: before.file, reason: 'first declared here' },
      })
    }
  }
  return { publications: [...first.values()], findings: [...findings, ...doubled] }
}

function inOrder(chapters: readonly Known[], unread: readonly string[]): string[] {
  // By file, since a chapter that could not be read may have the name of one that could.
  return [...chapters.map(({ id }) => id), ...unread]
}

function asKnown(files: readonly string[]): Known[] {
  return files.map(file => ({ id: idOf(file), file, title: '' }))
}

const idOf = (file: string) => file.replace(/\.(md|markdown)$/i, '')

function named(name: string, chapters: readonly Known[]): Known | undefined {
  return chapters.find(({ id, file }) => name === id || name === file || name === idOf(file))
}

function positionOf(text: string, name: string) {
  const before = text.slice(0, Math.max(0, text.indexOf(name))).split('\n')
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
}
