import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import {
  isCompared,
  type KeptRead,
  type Read,
  readPassages,
  revived,
} from '../check/duplicates/corpus.ts'
import type { GlossaryTable } from '../check/duplicates/glossary.ts'
import type { Passage } from '../check/duplicates/passages.ts'

/** A passage of the library as the index keeps it. */
type Entry = Omit<KeptRead, 'features'> & {
  readonly singles: readonly (readonly [string, number])[]
  readonly pairs: readonly number[]
}

/** A text of the library as the index keeps it. */
interface Kept {
  readonly hash: string
  readonly entries: readonly Entry[]
}

/** The form of the index; one of another form is made anew. */
const form = 2

/** A library that is up to date, and which of its passages stand in texts that changed. */
export interface LibraryIndex {
  readonly changed: number
  readonly reads: readonly Read[]
  /** Indices of the passages of changed texts. */
  readonly asked: ReadonlySet<number>
}

/**
 * Brings an index up to date with the texts of these folders, and gives the passages of the library
 * with those of what changed.
 *
 * Texts of folders that are not named stay as they are. Only what changed is read as language; where
 * other words are known than before, all is read again. The file is written whole and put in place
 * at once.
 */
export async function upToDate(
  file: string,
  folders: readonly string[],
  passages: readonly Passage[],
  glossaries: readonly GlossaryTable[],
): Promise<LibraryIndex> {
  const words = hashOf(glossaries)
  const { texts: index, isStale } = await opened(file, words)
  const byText = Map.groupBy(passages, ({ place }) => place.file)
  let gone = 0
  for (const key of index.keys()) {
    const named = folders.some(folder => key.startsWith(`${folder.replace(/\/$/, '')}/`))
    if (!named || byText.has(key)) continue
    index.delete(key)
    gone++
  }
  if (isStale) {
    for (const [key, { hash, entries }] of index) {
      const again = read(
        entries.map(({ passage }) => passage),
        glossaries,
      )
      index.set(key, { hash, entries: again })
    }
  }
  const changed = new Set<string>()
  for (const [key, own] of byText) {
    const hash = hashOf(own)
    if (index.get(key)?.hash === hash) continue
    changed.add(key)
    index.set(key, { hash, entries: read(own, glossaries) })
  }
  const reads: Read[] = []
  const asked = new Set<number>()
  for (const [key, { entries }] of index) {
    for (const { singles, pairs, ...entry } of entries) {
      if (changed.has(key)) asked.add(reads.length)
      reads.push(revived({ ...entry, features: { singles: new Map(singles), pairs } }, glossaries))
    }
  }
  if (changed.size > 0 || gone > 0 || isStale) await kept(file, words, index)
  return { changed: changed.size, reads, asked }
}

function read(passages: readonly Passage[], glossaries: readonly GlossaryTable[]): Entry[] {
  return readPassages(passages, glossaries)
    .filter(isCompared)
    .map(({ passage, exact, stems, features }) => ({
      passage,
      exact,
      stems,
      singles: [...features.singles],
      pairs: features.pairs,
    }))
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}

/** The first line of an index; a line for each text follows. */
interface Head {
  readonly form: number
  /** Hash of the glossaries that the passages were read by. */
  readonly words: string
  readonly texts: number
}

/** Reads line by line: no string holds a whole library. */
async function opened(
  file: string,
  words: string,
): Promise<{ texts: Map<string, Kept>; isStale: boolean }> {
  const texts = new Map<string, Kept>()
  let head: Head | undefined
  try {
    for await (const line of createInterface(createReadStream(file, 'utf8'))) {
      if (head) texts.set(...(JSON.parse(line) as [string, Kept]))
      else {
        head = JSON.parse(line) as Head
        if (head.form !== form) break
      }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError) && (error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error
    }
  }
  // No index yet, or one of another form, or one that was cut short: it is made anew.
  if (head?.form !== form || head.texts !== texts.size) return { texts: new Map(), isStale: false }
  return { texts, isStale: head.words !== words }
}

async function kept(file: string, words: string, texts: ReadonlyMap<string, Kept>): Promise<void> {
  const lines = function* () {
    yield `${JSON.stringify({ form, words, texts: texts.size } satisfies Head)}\n`
    for (const text of texts) yield `${JSON.stringify(text)}\n`
  }
  await writeFile(`${file}.part`, lines())
  await rename(`${file}.part`, file)
}
