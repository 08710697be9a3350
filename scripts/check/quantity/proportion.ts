import { dash } from './amount.ts'
import { build, type Found, parts, proportion, type Scan } from './measure.ts'
import { type Met, numberAt } from './number.ts'
import { phraseAt, type Unit, unitAt } from './unit.ts'

/** "1 in 7", "2 out of 1,000", "1:5", "half of", "every third". */
export function proportionAt(scan: Scan, at: number, first: Met): Found | undefined {
  const { words, ways } = scan
  let upper = first
  const joint = words[first.next]
  if (joint && (dash.test(joint.text) || ways.list('to').has(joint.key))) {
    const second = numberAt(words, first.next + 1, ways)
    if (second && second.low > first.low) upper = second
  }
  const mark = words[upper.next]
  if (mark?.text === ':' && words[upper.next + 1]?.kind === 'number') {
    const second = numberAt(words, upper.next + 1, ways)
    if (!second || second.low === 0) return undefined
    const value = [first.low / second.low, upper.high / second.low] as const
    return build(scan, at, value, value, parts, parts, second.next)
  }
  // "a ratio of 1 to 3" is one proportion and no range.
  const told =
    ways.list('of').has(words[at - 1]?.key ?? '') &&
    ways.list('ratio').has(words[at - 2]?.key ?? '')
  if (told && upper !== first && !unitAt(words, upper.next, scan.units)) {
    const value = [first.low / upper.low, first.low / upper.low] as const
    return build(scan, at, value, value, parts, parts, upper.next)
  }
  const within = phraseAt(words, upper.next, ways.in)
  if (within) {
    const whole = numberAt(words, within.next, ways)
    if (
      whole &&
      whole.low >= 2 &&
      upper.high < whole.low &&
      !unitAt(words, whole.next, scan.units)
    ) {
      const value = [first.low / whole.low, upper.high / whole.low] as const
      return build(scan, at, value, value, proportion, proportion, whole.next)
    }
  }
  if (
    first.worded &&
    first.low < 1 &&
    ways.list('of').has(words[first.next]?.key ?? '') &&
    !unitAt(words, first.next + 1, scan.units)
  ) {
    const value = [first.low, first.high] as const
    return build(scan, at, value, value, proportion, proportion, first.next)
  }
  return undefined
}

const mercury: Unit = { code: 'mm[Hg]', dimension: 'pressure', factor: 133.322387415 }

/** "140/90 mmHg", and "140/90" alone where both could be a blood pressure. */
export function pressureAt(scan: Scan, at: number, first: Met): Found[] | undefined {
  const { words, ways } = scan
  const [slash, below] = [words[first.next], words[first.next + 1]]
  if (slash?.text !== '/' || !slash.joined || below?.kind !== 'number' || !below.joined) return
  const second = numberAt(words, first.next + 1, ways)
  if (!second || first.low < 70 || first.low > 260 || second.low < 35 || second.low > 160) return
  const unit = unitAt(words, second.next, scan.units)
  const next = unit?.unit.dimension === 'pressure' ? unit.next : second.next
  const of = (from: number, value: number, to: number) =>
    build(scan, from, [value, value], [value, value], mercury, mercury, to)
  return [of(at, first.low, first.next), of(first.next + 1, second.low, next)]
}
