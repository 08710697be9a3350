import { type Quantity, quantities } from '../quantity/quantity.ts'
import { type Relation, relation } from '../quantity/relation.ts'
import type { Read } from './corpus.ts'
import { primaryOf, stems } from './stem.ts'

/** Two numbers about the same thing that cannot both hold. */
export interface Conflict {
  readonly a: Quantity
  readonly b: Quantity
  /** Words near both, as evidence that they are about the same. */
  readonly about: readonly string[]
}

/** Part of the words about the one number that must also be about the other. */
const agreement = 0.25
/** From this agreement on, two ranges that overlap are about the same thing. */
const sameThing = 0.5
/** From this agreement on, two numbers stand in the same words. */
const sameWords = 0.85
const kept = new WeakMap<Read, readonly Measured[]>()

/** A number of a passage. */
export interface Measured {
  readonly quantity: Quantity
  /** Concepts and stems of its sentence, with their nearness: 1 beside it, less further off. */
  readonly about: ReadonlyMap<string, number>
}

/**
 * Numbers of two passages about the same thing that cannot both hold.
 *
 * Each number is held against the one that it most resembles in the other passage: the same kind of
 * measure, and words in common near it. One that finds its equal anywhere is in no conflict.
 */
export function conflicts(a: Read, b: Read): readonly Conflict[] {
  return comparedNumbers(a, b).conflicts
}

/** Numbers about the same thing of which one leaves room for the other: "5 to 10", "8". */
export function overlaps(a: Read, b: Read): readonly Conflict[] {
  return comparedNumbers(a, b).overlaps
}

interface Compared {
  readonly conflicts: readonly Conflict[]
  readonly overlaps: readonly Conflict[]
}

const none: Compared = { conflicts: [], overlaps: [] }

function comparedNumbers(a: Read, b: Read): Compared {
  const ones = measured(a)
  const others = measured(b)
  if (ones.length === 0 || others.length === 0) return none
  const candidates: Candidate[] = []
  for (const [one, x] of ones.entries()) {
    for (const [other, y] of others.entries()) {
      const stands = relation(x.quantity, y.quantity)
      const { near, about } = nearness(x, y)
      if (stands === undefined) {
        const differ =
          (near >= 0.6 && isOtherUnit(x.quantity, y.quantity)) ||
          (near >= sameWords && isOtherStage(x.quantity, y.quantity))
        if (!differ) continue
      }
      if (near < agreement) continue
      const apart =
        stands === 'apart' ||
        stands === undefined ||
        (near >= sameWords && isOtherRange(x, y, stands))
      candidates.push({
        one,
        other,
        // An equal number is the better partner at equal nearness; else order in the text decides.
        near:
          near +
          (apart ? 0 : 0.2) -
          (stands === undefined ? 0.3 : 0) -
          Math.abs(one - other) * 1e-3,
        ...(apart ? { conflict: { a: x.quantity, b: y.quantity, about } } : {}),
        ...(stands === 'overlap' && !apart && near >= sameThing
          ? { overlap: { a: x.quantity, b: y.quantity, about } }
          : {}),
      })
    }
  }
  candidates.sort((x, y) => y.near - x.near || x.one - y.one || x.other - y.other)
  const [taken, takenToo] = [new Set<number>(), new Set<number>()]
  const found: Conflict[] = []
  const overlaps: Conflict[] = []
  let splits = false
  for (const { one, other, conflict, overlap } of candidates) {
    if (taken.has(one) || takenToo.has(other)) continue
    taken.add(one)
    takenToo.add(other)
    if (overlap) overlaps.push(overlap)
    if (conflict) found.push(conflict)
    else if (isSameInADay(ones[one]!.quantity, others[other]!.quantity)) splits = true
  }
  // "200 mg twice a day" and "400 mg once a day" come to the same.
  const conflicts = splits ? found.filter(({ a }) => a.kind !== 'frequency') : found
  const inOrder = (x: Conflict, y: Conflict) => x.a.start - y.a.start
  return { conflicts: conflicts.sort(inOrder), overlaps: overlaps.sort(inOrder) }
}

interface Candidate {
  readonly one: number
  readonly other: number
  readonly near: number
  readonly conflict?: Conflict
  readonly overlap?: Conflict
}

/** Numbers of one passage about the same thing, in the same words, that cannot both hold. */
export function ownConflicts(read: Read): readonly Conflict[] {
  const all = measured(read)
  const found: Conflict[] = []
  for (const [index, x] of all.entries()) {
    for (const y of all.slice(index + 1)) {
      if (x.quantity.kind === 'count' || relation(x.quantity, y.quantity) !== 'apart') continue
      const { near, about } = nearness(x, y)
      // Within a passage numbers follow each other for good reason: only the same words count.
      const apart = read.passage.text.slice(x.quantity.end, y.quantity.start)
      if (!/[.!?;]\s/.test(apart) || near < 0.85 || about.length < 3) continue
      found.push({ a: x.quantity, b: y.quantity, about })
    }
  }
  return found
}

/** The numbers of a passage with what they are about. */
export function measured(read: Read): readonly Measured[] {
  const known = kept.get(read)
  if (known) return known
  const { text, language } = read.passage
  const stem = stems(primaryOf(language))
  const concepts = new Map<string, string>()
  for (const unit of read.units) {
    for (const { id } of unit.concepts.slice(0, 1)) {
      for (const own of unit.stems) concepts.set(own, `#${id}`)
    }
  }
  const made = quantities(text, language).map((quantity): Measured => {
    const about = new Map<string, number>()
    for (const [index, word] of quantity.about.entries()) {
      const name = concepts.get(stem(word)) ?? stem(word)
      const weight = 1 / (1 + index / 4)
      if ((about.get(name) ?? 0) < weight) about.set(name, weight)
    }
    return { quantity, about }
  })
  kept.set(read, made)
  return made
}

/** How far two numbers are about the same: shared weight over the lighter one's weight. */
export function nearness(x: Measured, y: Measured): { near: number; about: readonly string[] } {
  const sum = (about: Measured['about']) => [...about.values()].reduce((a, b) => a + b, 0)
  const about: string[] = []
  let shared = 0
  for (const [name, weight] of x.about) {
    const other = y.about.get(name)
    if (other === undefined) continue
    shared += Math.min(weight, other)
    about.push(name)
  }
  const least = Math.min(sum(x.about), sum(y.about))
  // Two numbers with nothing said beside them are about what their passages are about.
  const bare = x.about.size === 0 && y.about.size === 0
  return { near: bare ? 1 : least === 0 ? 0 : shared / least, about }
}

function isSameInADay(a: Quantity, b: Quantity): boolean {
  if (a.kind !== 'amount' || !a.perDay || !b.perDay) return false
  return a.low !== b.low && a.perDay[0] !== b.perDay[0] && relation(a, b) === 'equal'
}

/** In the same words, "30 to 60" for "45 to 60" is a change, though the ranges overlap. */
function isOtherRange({ quantity: x }: Measured, { quantity: y }: Measured, stands: Relation) {
  const isRange = ({ low, high, comparator }: Quantity) =>
    low !== high && (comparator === '=' || comparator === '~')
  const differ = x.low !== y.low || x.high !== y.high
  return (
    isRange(x) &&
    isRange(y) &&
    x.comparator === y.comparator &&
    (stands === 'overlap' || (stands === 'equal' && x.unit.code === y.unit.code && differ))
  )
}

/** "500 mg" against "500 ml", "at 28 weeks" against "28 days", in the same words: a unit was changed. */
function isOtherUnit(a: Quantity, b: Quantity): boolean {
  if (a.low !== b.low || a.high !== b.high || a.unit.code === b.unit.code) return false
  const times = a.unit.dimension === 'time' && b.unit.dimension === 'time'
  return times || (a.kind === 'amount' && b.kind === 'amount')
}

/** "From 28 weeks" against "from 8 weeks" in the same words: only one of them reads as a stage. */
function isOtherStage(a: Quantity, b: Quantity): boolean {
  const stages = [a, b].filter(({ kind }) => kind === 'gestation').length
  const spans = [a, b].filter(({ kind }) => kind === 'duration').length
  return stages === 1 && spans === 1 && (a.base[0] !== b.base[0] || a.base[1] !== b.base[1])
}
