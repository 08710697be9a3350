import { hash } from 'node:crypto'
import type { Chapter, Manuscript, Passage as SharedPassage } from '../../read/manuscript.ts'
import { type Read, readPassages } from './corpus.ts'
import { type Digest, digest } from './digest.ts'
import type { GlossaryTable } from './glossary.ts'
import type { Sets } from './join.ts'
import { type Passage, passagesOf } from './passages.ts'
import { joined } from './ragged.ts'

/** A text as the comparison keeps it from run to run: plain data, made of that text alone. */
export interface Gathered {
  readonly file: string
  /** Hash of all that it is made of. */
  readonly key: string
  readonly digest: Digest
  /** Its passages as JSON: they are only looked at where they are alike. */
  readonly passages: string
}

/** The passages of a manuscript, numbered through in reading order. */
export interface Collection {
  readonly texts: readonly Gathered[]
  /** By text, its first passage; last, how many there are. */
  readonly starts: Int32Array
  /** By passage: which text it stands in. */
  readonly textOf: Int32Array
  readonly marks: Uint8Array
  /** A passage as it is read; made on demand where the text was gathered in an earlier run. */
  readonly read: (passage: number) => Read
  /** The lists of all digests under a name. */
  readonly lists: (name: 'stems' | 'singles' | 'tenths' | 'numbers' | 'doses' | 'claims') => Sets
}

/** Gathers what comparing needs of each text; what was gathered before of the same text stands. */
export function collection(
  manuscript: Pick<Manuscript, 'chapters' | 'passages' | 'clinic'>,
  glossaries: readonly GlossaryTable[],
  before: ReadonlyMap<string, Gathered> = new Map(),
): Collection {
  const shared = [...manuscript.passages.values()]
  const usual = manuscript.clinic.language ?? 'en'
  const reads: (readonly Read[] | undefined)[] = []
  const texts = [...manuscript.chapters, ...shared].map((text, index): Gathered => {
    const { file } = text
    const where = surroundings(text, usual)
    const key = hash('sha256', JSON.stringify([where, text.text]))
    const known = before.get(file)
    if (known?.key === key) return known
    const own = passagesOf(text.source, where)
    const read = readPassages(own, glossaries)
    reads[index] = read
    return { file, key, digest: digest(read), passages: JSON.stringify(own) }
  })
  const counts = texts.map(({ digest }) => digest.marks.length)
  const starts = new Int32Array(texts.length + 1)
  for (const [index, count] of counts.entries()) starts[index + 1] = starts[index]! + count
  const textOf = new Int32Array(starts[texts.length]!)
  const marks = new Uint8Array(textOf.length)
  for (const [index, { digest }] of texts.entries()) {
    textOf.fill(index, starts[index], starts[index + 1])
    marks.set(digest.marks, starts[index])
  }
  const revived = new Map<number, Read>()
  const passages = new Map<number, readonly Passage[]>()
  const read = (passage: number): Read => {
    const text = textOf[passage]!
    const at = passage - starts[text]!
    const known = reads[text]?.[at] ?? revived.get(passage)
    if (known) return known
    const own = passages.get(text) ?? (JSON.parse(texts[text]!.passages) as Passage[])
    passages.set(text, own)
    const [made] = readPassages([own[at]!], glossaries)
    revived.set(passage, made!)
    return made!
  }
  return {
    texts,
    starts,
    textOf,
    marks,
    read,
    lists: name =>
      joined(
        texts.map(({ digest }) => digest[name]),
        counts,
      ),
  }
}

function surroundings(text: Chapter | SharedPassage, language: string) {
  const { file } = text
  if (!('matter' in text)) return { file, language }
  const { reviewed } = text.matter
  return { file, language: text.language, ...(reviewed ? { reviewed } : {}) }
}
