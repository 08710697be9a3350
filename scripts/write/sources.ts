import { createHash } from 'node:crypto'
import type { Edition } from '../compose/edition.ts'
import { compareText } from '../read/finding.ts'
import type { Manuscript } from '../read/manuscript.ts'

/** The files of the manuscript that shape an edition, each with the SHA-256 of its contents. */
export function sources(
  manuscript: Pick<Manuscript, 'chapters' | 'passages'>,
  { publication, illustrations }: Edition,
): Readonly<Record<string, string>> {
  const chapters = manuscript.chapters.filter(({ id }) => publication.chapters.includes(id))
  const passages = new Set(chapters.flatMap(({ passages }) => passages))
  const texts = [...chapters, ...[...passages].flatMap(id => manuscript.passages.get(id) ?? [])]
  const hashes = [
    ...texts.map(({ file, text }) => [file, hash(text)] as const),
    ...[...illustrations.values()].map(({ file, bytes }) => [file, hash(bytes)] as const),
  ]
  return Object.fromEntries(hashes.sort(([a], [b]) => compareText(a, b)))
}

function hash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
