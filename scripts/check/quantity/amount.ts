import { followsNoun } from './label.ts'
import { counted, day, type Scan } from './measure.ts'
import { type Met, numberAt } from './number.ts'
import { over, type Unit, unitAt } from './unit.ts'

/** A number with its unit, as far as it was read. */
export interface Valued {
  readonly value: readonly [number, number]
  readonly unit?: Unit
  readonly next: number
  readonly times: boolean
}

export function withUnit(scan: Scan, number: Met): Valued {
  const { words } = scan
  const value = [number.low, number.high] as const
  // "18+ years": the sign is read as a comparator later.
  if (words[number.next]?.text === '+' && words[number.next]?.joined) {
    const met = unitAt(words, number.next + 1, scan.units)
    return {
      value,
      ...(met ? { unit: met.unit } : {}),
      next: met?.next ?? number.next + 1,
      times: false,
    }
  }
  const hyphen = /^[-‐‑]$/.test(words[number.next]?.text ?? '') && words[number.next]?.joined
  const of = scan.ways.list('of').has(words[number.next]?.key ?? '') && number.low < 1
  const from = number.next + (hyphen || of ? 1 : 0)
  const sized = scan.ways.list('size').has(words[from]?.key ?? '')
  const met =
    unitAt(words, from, scan.units) ?? (sized ? unitAt(words, from + 1, scan.units) : undefined)
  if (!met || (of && met.unit.dimension === 'count')) {
    return { value, next: number.next, times: number.times }
  }
  // A bare capital is a unit only straight after digits: "38 C", not "vitamin C".
  if (/^[CF]$/.test(words[from]!.text) && number.worded) {
    return { value, next: number.next, times: number.times }
  }
  let { unit, next } = met
  for (;;) {
    const slash = words[next]?.text === '/' || words[next]?.key === 'per'
    const under = slash ? unitAt(words, next + 1, scan.units) : undefined
    if (!under || (under.unit.dimension === 'time' && under.unit.factor >= day)) break
    unit = over(unit, under.unit)
    next = under.next
  }
  const and = scan.ways.list('and').has(words[next]?.key ?? '') ? 1 : 0
  const half = and ? numberAt(words, next + 1, scan.ways) : undefined
  if (half && half.low < 1 && half.worded && !unitAt(words, half.next, scan.units)) {
    return {
      value: [value[0] + half.low, value[1] + half.low],
      unit,
      next: half.next,
      times: false,
    }
  }
  const rest = numberAt(words, next + and, scan.ways)
  const smaller = rest && unitAt(words, rest.next, scan.units)
  if (rest && smaller && isCompound(unit, smaller.unit, rest.low)) {
    const more = (rest.low * smaller.unit.factor) / unit.factor
    return { value: [value[0] + more, value[1] + more], unit, next: smaller.next, times: false }
  }
  return { value, unit, next, times: number.times }
}

/** "1 hour 30 minutes", "10 stone 4 pounds": a smaller unit that does not fill the larger one. */
function isCompound(unit: Unit, smaller: Unit, count: number): boolean {
  return (
    ['time', 'mass', 'length'].includes(unit.dimension) &&
    smaller.dimension === unit.dimension &&
    smaller.factor < unit.factor &&
    smaller.factor * count < unit.factor
  )
}

/** "a teaspoon", "an hour": an article counts only before a measure, and time only when it lasts. */
export function articleAt(scan: Scan, at: number): Met | undefined {
  const { words, ways } = scan
  if (!ways.list('article').has(words[at]!.key)) return undefined
  const next = words[at + 1]
  if (!next || !ways.list('articled').has(next.key)) return undefined
  const met = unitAt(words, at + 1, scan.units)
  if (!met) return undefined
  const half =
    ways.list('and').has(words[at + 2]?.key ?? '') && ways.fractions.has(words[at + 4]?.key ?? '')
  if (
    met.unit.dimension === 'time' &&
    !half &&
    !ways.list('lasting').has(words[at - 1]?.key ?? '')
  ) {
    return undefined
  }
  return { low: 1, high: 1, next: at + 1, worded: true, times: false }
}

export const dash = /^[-‐‑–—~∼〜]$/

/** The upper end of a range: "5–10", "5 ml to 10 ml", "between 5 and 10", "one or two". */
export function rangeAt(scan: Scan, at: number, low: Valued): Valued | undefined {
  const { words, ways } = scan
  const joint = words[low.next]
  if (!joint) return undefined
  const opened = ways.list('from').has(words[at - 1]?.key ?? '')
  const joins = dash.test(joint.text) || ways.list('to').has(joint.key)
  if (!joins) return undefined
  const isAnd = ways.list('and').has(joint.key)
  if (isAnd && !opened) return undefined
  const second = numberAt(words, low.next + 1, ways)
  if (!second) return undefined
  // "10-12" is a range and "Bishop 3-year" none; a minus sign has space before and none after.
  const high = withUnit(scan, second)
  const unitless = !low.unit && !high.unit
  if (unitless && high.value[1] < low.value[0]) return undefined
  if (low.unit && high.unit && low.unit.dimension !== high.unit.dimension) return undefined
  if (low.unit && !high.unit && low.unit.dimension !== 'times') {
    // "5 ml or 2": the second number may count something else.
    if (!dash.test(joint.text) && followsNoun(scan, high.next)) return undefined
  }
  const unit = high.unit ?? low.unit
  const from = low.value[0] * (low.unit ?? unit ?? counted).factor
  const to = high.value[1] * (unit ?? counted).factor
  if (to <= from) return undefined
  return { ...high, ...(unit ? { unit } : {}), times: low.times || high.times }
}
