import { mostTogether, needed, overlapOf, probePrefix } from './overlap.ts'

/** Passages of many manuscripts, ready to be asked which of them a new passage repeats. */
export interface Library {
  /** By stem, its number; a rarer stem has a lower one as of when the library was made. */
  readonly numbers: Map<string, number>
  /** The stems of each entry as ascending numbers; empty where the entry was taken out. */
  readonly sets: Int32Array[]
  /** By number, the entries that have the stem among their rarest. */
  readonly postings: Map<number, number[]>
  readonly threshold: number
  /** Texts that were taken in, by their key: what a file held when it was read. */
  readonly held: Map<string, { readonly hash: string; readonly entries: readonly number[] }>
  /** Numbers for stems that were not there before: below all others, since they are the rarest. */
  next: number
}

/** A text of the library: the stems of its passages, and a hash of its words. */
export interface Holding {
  /** Names the text: folder and file. */
  readonly key: string
  readonly hash: string
  readonly passages: readonly (readonly string[])[]
}

/** An entry that is similar enough to what was asked. */
export interface Answer {
  readonly entry: number
  readonly similarity: number
}

/** An empty library for near repeats of at least this Jaccard similarity. */
export function library(threshold: number, holdings: Iterable<Holding> = []): Library {
  const all = [...holdings]
  const counts = new Map<string, number>()
  for (const { passages } of all) {
    for (const stems of passages) {
      for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1)
    }
  }
  const names = [...counts.keys()].sort(
    (x, y) => counts.get(x)! - counts.get(y)! || (x < y ? -1 : 1),
  )
  const made: Library = {
    numbers: new Map(names.map((name, index) => [name, index])),
    sets: [],
    postings: new Map(),
    threshold,
    held: new Map(),
    next: -1,
  }
  for (const holding of all) hold(made, holding)
  return made
}

/** Takes a text in; one that was held before under the same key makes room for what changed. */
export function hold(library: Library, { key, hash, passages }: Holding): 'kept' | 'taken in' {
  const before = library.held.get(key)
  if (before?.hash === hash) return 'kept'
  if (before) release(library, key)
  const entries = passages.map(stems => {
    const set = numbered(library, stems, true)
    const entry = library.sets.push(set) - 1
    for (const number of set.subarray(0, probePrefix(set.length, library.threshold))) {
      const list = library.postings.get(number)
      if (list) list.push(entry)
      else library.postings.set(number, [entry])
    }
    return entry
  })
  library.held.set(key, { hash, entries })
  return 'taken in'
}

/** Takes a text out; its entries stay empty, so that others keep their numbers. */
export function release(library: Library, key: string): void {
  for (const entry of library.held.get(key)?.entries ?? []) {
    library.sets[entry] = new Int32Array(0)
  }
  library.held.delete(key)
}

/** Entries that a passage repeats, most similar first; the same that a full run would find. */
export function ask(library: Library, stems: readonly string[]): readonly Answer[] {
  const { sets, postings, threshold } = library
  const set = numbered(library, stems, false)
  // Stems that the library has not count in the length and can be shared with none.
  const length = new Set(stems).size
  const absent = length - set.length
  const probed = Math.max(0, probePrefix(length, threshold) - absent)
  const seen = new Set<number>()
  const found: Answer[] = []
  const shortest = threshold * length - 1e-9
  for (const [at, number] of set.subarray(0, probed).entries()) {
    // Stems that the library has not are the rarest and come before the others.
    const longest = mostTogether(length - at - absent, threshold) - length
    for (const entry of postings.get(number) ?? []) {
      const other = sets[entry]!
      if (other.length < shortest || other.length > longest || seen.has(entry)) continue
      seen.add(entry)
      const need = needed(length + other.length, threshold)
      const overlap = overlapOf(set, 0, set.length, other, 0, other.length, need)
      if (overlap >= need) {
        found.push({ entry, similarity: overlap / (length + other.length - overlap) })
      }
    }
  }
  return found.sort((x, y) => y.similarity - x.similarity || x.entry - y.entry)
}

function numbered(library: Library, stems: readonly string[], add: boolean): Int32Array {
  const numbers: number[] = []
  for (const stem of new Set(stems)) {
    let number = library.numbers.get(stem)
    if (number === undefined) {
      if (!add) continue
      number = library.next--
      library.numbers.set(stem, number)
    }
    numbers.push(number)
  }
  return Int32Array.from(numbers).sort()
}
