import { type Relation, relation } from '../quantity/relation.ts'
import type { Collection } from './collection.ts'
import { type Conflict, type Measured, measured, nearness } from './conflict.ts'
import { contrastsOf } from './contrast.ts'
import type { Read } from './corpus.ts'
import { primaryOf } from './stem.ts'

/** Two numbers of one measure, in passages that may be unlike, with the same words beside them. */
export interface Encounter extends Conflict {
  /** Indices of the passages; `one` comes first. */
  readonly one: number
  readonly other: number
  readonly stands: Exclude<Relation, 'equal'>
}

/** Part of the words about one number that must also be about the other, and how many at least. */
const agreement = 0.45
const words = 2
/** Past this many numbers, a word beside them tells nothing of what they are about. */
const commonest = 50
/** What a weight of 1 is in a digest, and a hair for what is lost in rounding. */
export const perWeight = 1e6
const rounded = 1e-4

/** How often and how many stand beside too many things. */
export function isOfAThing({ quantity: { kind } }: Measured): boolean {
  return kind !== 'count' && kind !== 'frequency'
}

/** What two numbers must have alike to be held together: the language and the measure. */
export function numberKey({ passage }: Read, { quantity }: Measured): string {
  return `${primaryOf(passage.language)} ${quantity.unit.dimension} `
}

/**
 * Numbers that seem to be about the same thing though their passages are not alike, and that are not
 * the same: the height of a heel in a list of tips and in a paragraph on shoes. How often and how many
 * are left out: they stand beside too many things. Parts of one remedy, passages that set remedies
 * or sides against each other, and pairs in `alike` (indices, in order) are not held together.
 */
export function encounters(
  all: Collection,
  alike: (one: number, other: number) => boolean,
): readonly Encounter[] {
  const found: Encounter[] = []
  for (const [x, y] of met(all)) {
    if (alike(x.passage, y.passage)) continue
    const [read, again] = [all.read(x.passage), all.read(y.passage)]
    const { remedy } = read.passage
    if (remedy !== undefined && remedy === again.passage.remedy) continue
    const [one, other] = [measured(read)[x.index]!, measured(again)[y.index]!]
    const stands = relation(one.quantity, other.quantity)
    if (stands === undefined || stands === 'equal') continue
    const { near, about } = nearness(one, other)
    if (near < agreement || contrastsOf(read.sides, again.sides).length > 0) continue
    found.push({
      one: x.passage,
      other: y.passage,
      stands,
      a: one.quantity,
      b: other.quantity,
      about,
    })
  }
  return found.sort(
    (p, q) => p.other - q.other || p.one - q.one || p.b.start - q.b.start || p.a.start - q.a.start,
  )
}

/** A number, and the words near it by their hashes. */
interface Beside {
  readonly passage: number
  readonly index: number
  readonly about: ReadonlyMap<number, number>
}

/** Numbers of two passages that share words enough, of which not too many numbers are. */
function* met(all: Collection): Generator<readonly [Beside, Beside]> {
  const numbers = numbersOf(all)
  const byWord = new Map<number, number[]>()
  for (const [at, { about }] of numbers.entries()) {
    for (const word of about.keys()) {
      const list = byWord.get(word)
      if (list) list.push(at)
      else byWord.set(word, [at])
    }
  }
  const shared = new Int32Array(numbers.length)
  for (const [at, x] of numbers.entries()) {
    const others: number[] = []
    for (const word of x.about.keys()) {
      const list = byWord.get(word)!
      if (list.length > commonest) continue
      for (const other of list) {
        if (other > at && shared[other]!++ === 0) others.push(other)
      }
    }
    for (const other of others.sort((p, q) => p - q)) {
      const y = numbers[other]!
      if (shared[other]! >= words && x.passage !== y.passage && isNear(x.about, y.about)) {
        yield [x, y]
      }
      shared[other] = 0
    }
  }
}

function numbersOf(all: Collection): readonly Beside[] {
  const { tokens, offsets } = all.lists('numbers')
  const found: Beside[] = []
  for (let passage = 0; passage < offsets.length - 1; passage++) {
    for (let at = offsets[passage]!; at < offsets[passage + 1]!; ) {
      const [index, many] = [tokens[at]!, tokens[at + 1]!]
      const about = new Map<number, number>()
      for (let word = at + 2; word < at + 2 + many; word++) {
        about.set(tokens[word]!, tokens[word + many]!)
      }
      found.push({ passage, index, about })
      at += 2 + 2 * many
    }
  }
  return found
}

/** Whether two numbers can be about the same, as far as the digests tell. */
function isNear(x: Beside['about'], y: Beside['about']): boolean {
  const sum = (about: Beside['about']) => [...about.values()].reduce((a, b) => a + b, 0)
  let both = 0
  for (const [word, weight] of x) both += Math.min(weight, y.get(word) ?? 0)
  return both >= (agreement - rounded) * Math.min(sum(x), sum(y))
}
