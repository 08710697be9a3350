import { createHash } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { isCompared, readPassages } from '../check/duplicates/corpus.ts'
import { nearThreshold } from '../check/duplicates/duplicates.ts'
import { ask, library } from '../check/duplicates/library.ts'
import type { Passage } from '../check/duplicates/passages.ts'

/** A text of the library as the index keeps it: its passages with their stems. */
interface Kept {
  readonly hash: string
  readonly passages: readonly { readonly passage: Passage; readonly stems: readonly string[] }[]
}

/** The form of the index; one of another form is made anew. */
const form = 1

/**
 * Brings an index up to date with the texts of these folders, and gives the passages of what changed
 * with all passages of the library that repeat them, exactly or nearly.
 *
 * Texts of folders that are not named stay as they are. Only what changed is read as language; the
 * file is written whole and put in place at once.
 */
export async function upToDate(
  file: string,
  folders: readonly string[],
  passages: readonly Passage[],
): Promise<{ readonly changed: number; readonly passages: readonly Passage[] }> {
  const index = await opened(file)
  const byText = Map.groupBy(passages, ({ place }) => place.file)
  for (const key of index.keys()) {
    const gone = folders.some(folder => key.startsWith(`${folder.replace(/\/$/, '')}/`))
    if (gone && !byText.has(key)) index.delete(key)
  }
  const changed: string[] = []
  for (const [key, own] of byText) {
    const hash = createHash('sha256').update(JSON.stringify(own)).digest('hex')
    if (index.get(key)?.hash === hash) continue
    changed.push(key)
    const reads = readPassages(own, []).filter(isCompared)
    index.set(key, { hash, passages: reads.map(({ passage, stems }) => ({ passage, stems })) })
  }
  const all = [...index].map(([key, { hash, passages }]) => ({
    key,
    hash,
    passages: passages.map(({ stems }) => stems),
  }))
  const known = library(nearThreshold, all)
  const entries = [...index.values()].flatMap(({ passages }) => passages)
  const met = new Set<Passage>()
  for (const key of changed) {
    for (const { passage, stems } of index.get(key)!.passages) {
      met.add(passage)
      for (const { entry } of ask(known, stems)) met.add(entries[entry]!.passage)
    }
  }
  if (changed.length > 0) await kept(file, index)
  return {
    changed: changed.length,
    passages: entries.map(each => each.passage).filter(each => met.has(each)),
  }
}

async function opened(file: string): Promise<Map<string, Kept>> {
  try {
    const held = JSON.parse(await readFile(file, 'utf8')) as {
      form: number
      texts: [string, Kept][]
    }
    return new Map(held.form === form ? held.texts : [])
  } catch (error) {
    // No index yet, or one that was cut short: it is made anew from the folders.
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') {
      return new Map()
    }
    throw error
  }
}

async function kept(file: string, index: ReadonlyMap<string, Kept>): Promise<void> {
  await writeFile(`${file}.part`, JSON.stringify({ form, texts: [...index] }))
  await rename(`${file}.part`, file)
}
