import { createHash } from 'node:crypto'
import { rename } from 'node:fs/promises'
import { isCompared, type Read, readPassages, revived } from '../check/duplicates/corpus.ts'
import type { GlossaryTable } from '../check/duplicates/glossary.ts'
import { frequenciesIn } from '../check/duplicates/library-numbers.ts'
import { type LikelyThresholds, likely } from '../check/duplicates/likely.ts'
import type { Passage } from '../check/duplicates/passages.ts'
import type { Frequencies } from '../check/duplicates/vectors.ts'
import { type HeldText, keepLibrary, openedLibrary } from './library-file.ts'
import { type LibraryPassages, libraryPieces } from './library-pieces.ts'

/** What a library that is up to date has to say of the texts that changed. */
export interface LibraryIndex {
  /** Texts that changed. */
  readonly changed: number
  /** Passages of the library that are compared. */
  readonly count: number
  /** The passages of changed texts, and all that may repeat one of them. */
  readonly reads: readonly Read[]
  /** Indices of the passages of changed texts. */
  readonly asked: ReadonlySet<number>
  /** How many passages of the whole library have what these have; nothing where these are all. */
  readonly among?: Frequencies
  /** Why the index that was there was not used. */
  readonly unusable?: string
}

/** From this part of the library on it costs less to compare all than to sort out who is likely. */
const mostAsked = 1 / 8

/**
 * Brings an index up to date with the texts of these folders, and gives the passages of what changed
 * with those of the library that may repeat them.
 *
 * Texts of folders that are not named stay as they are. Only what changed is read as language; where
 * other words are known than before, all is read again.
 */
export async function upToDate(
  file: string,
  folders: readonly string[],
  passages: readonly Passage[],
  glossaries: readonly GlossaryTable[],
  thresholds: LikelyThresholds,
): Promise<LibraryIndex> {
  const words = hashOf(glossaries)
  const found = await openedLibrary(file)
  const before = found && !('unusable' in found) ? found : undefined
  const unusable = found && 'unusable' in found ? found : undefined
  // It may be anything that a slip of the hand named.
  if (unusable?.isForeign) await rename(file, `${file}.old`)
  const isStale = before !== undefined && before.words !== words
  const byText = Map.groupBy(passages, ({ place }) => place.file)
  const hashes = new Map([...byText].map(([key, own]) => [key, hashOf(own)]))
  const known = new Set(before?.texts.map(({ key }) => key))
  const fresh = new Map<number, Read>()
  const asked = new Set<number>()
  const texts: HeldText[] = []
  const pieces = libraryPieces(before)
  let [count, changed, gone, start] = [0, 0, 0, 0]
  const take = (key: string, own: readonly Passage[], hash: string) => {
    const reads = readPassages(own, glossaries).filter(isCompared)
    for (const [index, { passage, exact, stems, features }] of reads.entries()) {
      const { singles, pairs } = features
      // Units are much of what a read takes up, also where features wait to be asked for pairs.
      const kept = { passage, exact, stems, features: { singles, pairs } }
      fresh.set(count + index, revived(kept, glossaries))
    }
    pieces.add(reads)
    texts.push({ key, hash, count: reads.length })
    return reads.length
  }
  const takeChanged = (key: string) => {
    const many = take(key, byText.get(key)!, hashes.get(key)!)
    for (let index = 0; index < many; index++) asked.add(count + index)
    count += many
    changed++
  }
  for (const text of before?.texts ?? []) {
    const end = start + text.count
    const named = folders.some(folder => text.key.startsWith(`${folder.replace(/\/$/, '')}/`))
    const hash = hashes.get(text.key)
    if (hash === undefined && named) gone++
    else if (hash !== undefined && hash !== text.hash) takeChanged(text.key)
    else if (isStale) {
      const own = Array.from({ length: text.count }, (_, at) => passageAt(before!, start + at))
      count += take(text.key, own, text.hash)
    } else {
      pieces.keep(start, end)
      texts.push(text)
      count += text.count
    }
    start = end
  }
  for (const key of byText.keys()) if (!known.has(key)) takeChanged(key)
  const isSame = before !== undefined && changed === 0 && gone === 0 && !isStale
  const now = isSame ? before : { words, texts, ...pieces.all() }
  if (!isSame) await keepLibrary(file, now)
  const { numbers } = now
  const every = asked.size > count * mostAsked
  const some = every
    ? Array.from({ length: count }, (_, at) => at)
    : likely(numbers, asked, thresholds)
  const reads = some.map(at => fresh.get(at) ?? readPassages([passageAt(now, at)], glossaries)[0]!)
  return {
    changed,
    count,
    reads,
    asked: new Set(some.flatMap((at, index) => (asked.has(at) ? [index] : []))),
    ...(!every && { among: frequenciesIn(numbers, some) }),
    ...(unusable && { unusable: unusable.unusable }),
  }
}

function passageAt({ written, ends }: LibraryPassages, at: number): Passage {
  return JSON.parse(written.toString('utf8', ends[at], ends[at + 1])) as Passage
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
