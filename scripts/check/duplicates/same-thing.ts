import { type Relation, relation } from '../quantity/relation.ts'
import { type Conflict, measured, nearness } from './conflict.ts'
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

/**
 * Numbers that seem to be about the same thing though their passages are not alike, and that are not
 * the same: the height of a heel in a list of tips and in a paragraph on shoes. How often and how many
 * are left out: they stand beside too many things. Parts of one remedy, passages that set remedies
 * or sides against each other, and pairs in `alike` (indices, in order) are not held together.
 */
export function encounters(
  reads: readonly Read[],
  alike: (one: number, other: number) => boolean,
): readonly Encounter[] {
  const all = reads.flatMap((read, passage) =>
    measured(read)
      .filter(({ quantity: { kind } }) => kind !== 'count' && kind !== 'frequency')
      .map(each => ({ ...each, passage, key: keyOf(read, each.quantity.unit.dimension) })),
  )
  const byWord = Map.groupBy(
    all.flatMap((each, at) => [...each.about.keys()].map(name => ({ at, word: each.key + name }))),
    ({ word }) => word,
  )
  const shared = new Map<string, number>()
  for (const met of byWord.values()) {
    if (met.length > commonest) continue
    for (const [index, { at }] of met.entries()) {
      for (const { at: later } of met.slice(index + 1)) {
        const pair = `${at} ${later}`
        shared.set(pair, (shared.get(pair) ?? 0) + 1)
      }
    }
  }
  const found: Encounter[] = []
  for (const [pair, many] of shared) {
    if (many < words) continue
    const [x, y] = pair.split(' ').map(at => all[Number(at)]!) as [(typeof all)[0], (typeof all)[0]]
    const [one, other] = [x.passage, y.passage]
    const [read, again] = [reads[one]!, reads[other]!]
    const remedy = read.passage.remedy
    if (one === other || alike(one, other)) continue
    if (remedy !== undefined && remedy === again.passage.remedy) continue
    const stands = relation(x.quantity, y.quantity)
    if (stands === undefined || stands === 'equal') continue
    const { near, about } = nearness(x, y)
    if (near < agreement || contrastsOf(read.sides, again.sides).length > 0) continue
    found.push({ one, other, stands, a: x.quantity, b: y.quantity, about })
  }
  return found.sort(
    (p, q) => p.other - q.other || p.one - q.one || p.b.start - q.b.start || p.a.start - q.a.start,
  )
}

function keyOf({ passage }: Read, dimension: string): string {
  return `${primaryOf(passage.language)} ${dimension} `
}
