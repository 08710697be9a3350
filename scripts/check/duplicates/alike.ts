import type { Collection } from './collection.ts'
import { type Conflict, conflicts, overlaps } from './conflict.ts'
import { contrastsOf } from './contrast.ts'
import type { Read } from './corpus.ts'
import { marked } from './digest.ts'
import { areParts, type Duplicate, evidence, isComparable, nearThreshold } from './duplicates.ts'
import { hashOf } from './hash.ts'
import { join, type Sets } from './join.ts'
import { numbered } from './numbered.ts'
import { needed } from './overlap.ts'
import { scored } from './score.ts'
import { settled } from './settling.ts'
import { isTold, strong } from './telling.ts'
import type { Weighing } from './weighing.ts'

/** Two passages that say the same, as far as the rules need to know of it. */
export interface Alike extends Duplicate {
  /** Numbers of which one leaves room for the other. */
  readonly overlaps: readonly Conflict[]
  /** An editor is told of it without asking. */
  readonly told: boolean
}

/** From this score on, two passages with numbers may be about the same thing. */
const measuring = 0.25
/** In a library, of as many passages as this power of two, the weakest likenesses are too many. */
const library = 13
const measuringInLibrary = 0.45

/**
 * Pairs of passages that say the same: those that an editor is told of, and those in which both have
 * numbers. With `asked`, the pairs in which one of those takes part: what a full run would say of them.
 */
export function alike(
  all: Collection,
  weighing: Weighing,
  asked?: ReadonlySet<number>,
): readonly Alike[] {
  const found = new Map<number, Alike>()
  const key = (a: number, b: number) => a * all.marks.length + b
  const measures = (passage: number) => (all.marks[passage]! & marked.measured) !== 0
  const keep = (a: number, b: number, likeness: Pick<Duplicate, 'tier' | 'score'>) => {
    const [one, other] = [all.read(a), all.read(b)]
    const pair: Duplicate = {
      a,
      b,
      ...likeness,
      shared: evidence(sharedWords(one, other, weighing), one, other),
      contrasts: contrastsOf(one.sides, other.sides),
      conflicts: conflicts(one, other),
    }
    const told = isTold(pair, one.passage, other.passage)
    if (!told && !(measures(a) && measures(b))) return
    found.set(key(a, b), { ...pair, overlaps: overlaps(one, other), told })
  }
  const nearOnes = new Set<number>()
  for (const [a, b] of nearPairs(all.lists('stems'), asked)) {
    const [one, other] = [all.read(a), all.read(b)]
    const score = likeness(one, other)
    if (score === undefined || !isComparable(one, other)) continue
    nearOnes.add(key(a, b))
    const exact = one.exact === other.exact
    keep(a, b, { tier: exact ? 'exact' : 'near', score: exact ? 1 : score })
  }
  const reworded = (threshold: number, isIncluded: (passage: number) => boolean) => {
    for (const { a, b, score } of scored(
      weighing.vectors(isIncluded),
      threshold,
      undefined,
      asked,
    )) {
      if (nearOnes.has(key(a, b)) || found.has(key(a, b))) continue
      const [one, other] = [all.read(a), all.read(b)]
      if (!isComparable(one, other) || areParts(one, other)) continue
      const rest = settled(one, other, score)
      if (rest >= threshold) keep(a, b, { tier: 'paraphrase', score: rest })
    }
  }
  reworded(strong, () => true)
  reworded(weighing.counted.whole < library ? measuring : measuringInLibrary, measures)
  return [...found.values()]
}

/** Pairs whose stems may be alike enough. */
function nearPairs(
  sets: Sets,
  asked: ReadonlySet<number> | undefined,
): readonly (readonly [number, number])[] {
  if (!asked) return allNear(sets)
  return asked.size * few < sets.offsets.length
    ? nearTo(sets, asked)
    : allNear(sets).filter(([a, b]) => asked.has(a) || asked.has(b))
}

/** From one passage in so many on, it is quicker to join all with all. */
const few = 8

function allNear({ tokens, offsets }: Sets): readonly (readonly [number, number])[] {
  const { slots, hashes, counts } = numbered(tokens)
  // From rare to common, as the join wants them.
  const order = Int32Array.from(counts, (_, slot) => slot).sort(
    (x, y) => counts[x]! - counts[y]! || hashes[x]! - hashes[y]!,
  )
  const rank = new Int32Array(order.length)
  for (const [place, slot] of order.entries()) rank[slot] = place
  const ranks = slots.map(slot => rank[slot]!)
  for (let set = 0; set < offsets.length - 1; set++) {
    ranks.subarray(offsets[set], offsets[set + 1]).sort()
  }
  const { a, b } = join({ tokens: ranks, offsets }, nearThreshold)
  return Array.from(a, (one, index) => [one, b[index]!] as const)
}

/** Counts the stems that each passage shares with each of those asked. */
function nearTo({ tokens, offsets }: Sets, asked: ReadonlySet<number>) {
  const own = [...asked]
  const having = new Map<number, number[]>()
  // Most stems are in none of those asked, and this tells at once.
  const mayHave = new Uint8Array(1 << 16)
  for (const [index, passage] of own.entries()) {
    for (const stem of tokens.subarray(offsets[passage], offsets[passage + 1])) {
      mayHave[stem & 0xffff] = 1
      const list = having.get(stem)
      if (list) list.push(index)
      else having.set(stem, [index])
    }
  }
  const found: (readonly [number, number])[] = []
  const shared = new Int32Array(own.length)
  const size = (passage: number) => offsets[passage + 1]! - offsets[passage]!
  for (let passage = 0; passage < offsets.length - 1; passage++) {
    if (size(passage) === 0) continue
    let most = 0
    shared.fill(0)
    for (let at = offsets[passage]!; at < offsets[passage + 1]!; at++) {
      const list = mayHave[tokens[at]! & 0xffff] ? having.get(tokens[at]!) : undefined
      if (list) for (const index of list) most = Math.max(most, ++shared[index]!)
    }
    // No set that is like this one shares less of it.
    if (most < nearThreshold * size(passage) - 1e-9) continue
    for (const [index, many] of shared.entries()) {
      if (many === 0) continue
      const other = own[index]!
      // Of two that are both asked, one tells.
      if (other === passage || (asked.has(passage) && passage < other)) continue
      if (many < needed(size(passage) + size(other), nearThreshold)) continue
      found.push([Math.min(passage, other), Math.max(passage, other)])
    }
  }
  return found
}

/** The part of their stems that two passages share, where it is enough. */
function likeness({ stems: a }: Read, { stems: b }: Read): number | undefined {
  const others = new Set(b)
  const both = a.filter(stem => others.has(stem)).length
  return both >= needed(a.length + b.length, nearThreshold)
    ? both / (a.length + b.length - both)
    : undefined
}

/** The words and concepts that both have, weightiest first. */
function sharedWords(a: Read, b: Read, { weightOf }: Weighing): readonly string[] {
  const shared: [number, string][] = []
  for (const [name, weight] of a.features.singles) {
    const other = b.features.singles.get(name)
    if (other === undefined) continue
    const here = weightOf(hashOf(name))
    shared.push([Math.round(10 * weight) * Math.round(10 * other) * here, name])
  }
  return shared.sort((p, q) => q[0] - p[0] || (p[1] < q[1] ? -1 : 1)).map(([, name]) => name)
}
