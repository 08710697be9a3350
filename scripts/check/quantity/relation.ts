import type { Quantity } from './measure.ts'

/**
 * How two quantities stand to each other: `equal`, or one leaves room for the other (`overlap`), or
 * both cannot hold (`apart`). Nothing where they measure different things.
 */
export type Relation = 'equal' | 'overlap' | 'apart'

/** Rounding in conversions (98.6 °F is 37 °C, 1 oz is 28 g) stays under this. */
const rounding = 0.02
/** "About" and household measures leave this much room. */
const loose = 0.15

/** Compares two quantities in base units, by what they come to in a day where both say how often. */
export function relation(a: Quantity, b: Quantity): Relation | undefined {
  if (a.kind !== b.kind || a.unit.dimension !== b.unit.dimension) return undefined
  const [one, other] =
    a.perDay && b.perDay && a.kind === 'amount' ? [aDay(a), aDay(b)] : [a.base, b.base]
  const sameUnit = a.unit.code === b.unit.code
  const about = a.comparator === '~' || b.comparator === '~'
  const household = !sameUnit && (a.unit.about === true || b.unit.about === true)
  // A degree more is a fever: temperatures have no room that grows with the number.
  const heat = a.unit.dimension === 'temperature'
  const room = about || household ? loose : sameUnit ? 1e-9 : heat ? 0.004 : rounding
  const near = (x: number, y: number) =>
    x === y ||
    (Number.isFinite(x - y) && Math.abs(x - y) <= room * Math.max(Math.abs(x), Math.abs(y)))
  const isNear = (x: Quantity['base'], y: Quantity['base']) => near(x[0], y[0]) && near(x[1], y[1])
  // The same amount at another frequency: the frequency is a quantity of its own, and differs.
  if (isNear(one, other) || isNear(a.base, b.base)) return 'equal'
  // Two limits of the same kind that differ are two instructions, though the ranges overlap.
  const upper = (range: readonly [number, number]) => range[0] === Number.NEGATIVE_INFINITY
  const lower = (range: readonly [number, number]) => range[1] === Number.POSITIVE_INFINITY
  if ((upper(one) && upper(other)) || (lower(one) && lower(other))) return 'apart'
  // "At least 3 hours" and "at most 3 hours" touch, and still tell the reader two things.
  if (upper(one) && lower(other) && near(one[1], other[0])) return 'apart'
  if (lower(one) && upper(other) && near(other[1], one[0])) return 'apart'
  const apart = one[1] < other[0] && !near(one[1], other[0])
  const apartToo = other[1] < one[0] && !near(other[1], one[0])
  return apart || apartToo ? 'apart' : 'overlap'
}

function aDay(quantity: Quantity): readonly [number, number] {
  const [low, high] = quantity.perDay ?? [1, 1]
  return [quantity.base[0] * low, quantity.base[1] * high]
}
