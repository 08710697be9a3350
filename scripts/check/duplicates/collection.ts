import { type Read, readPassages } from './corpus.ts'
import type { Digested } from './digested.ts'
import type { GlossaryTable } from './glossary.ts'
import type { Sets } from './join.ts'
import type { Passage } from './passages.ts'
import { joined } from './ragged.ts'

/** The passages of a manuscript, numbered through in reading order. */
export interface Collection {
  readonly texts: readonly Digested[]
  /** By text, its first passage; last, how many there are. */
  readonly starts: Int32Array
  /** By passage: which text it stands in. */
  readonly textOf: Int32Array
  readonly marks: Uint8Array
  /** A passage as it is read: read when it is asked for. */
  readonly read: (passage: number) => Read
  /** The lists of all digests under a name. */
  readonly lists: (name: 'stems' | 'singles' | 'tenths' | 'numbers' | 'doses' | 'claims') => Sets
}

/** The passages of texts that were digested. */
export function collection(
  texts: readonly Digested[],
  glossaries: readonly GlossaryTable[],
): Collection {
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
    const known = revived.get(passage)
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
