import { dash } from './amount.ts'
import { build, type Found, type Scan } from './measure.ts'
import { numberAt } from './number.ts'
import { phraseAt, unitAt } from './unit.ts'

/** Weeks in this range name a stage of pregnancy; fewer are as often a week of a course. */
const [earliest, latest] = [10, 42]

/** "week 28", "weeks 24 to 28", "the 28th week of pregnancy", "at 28 weeks": a stage, no stretch. */
export function stageAt(scan: Scan, at: number): Found | undefined {
  return namedStage(scan, at) ?? ordinalStage(scan, at) ?? reachedStage(scan, at)
}

function namedStage(scan: Scan, at: number): Found | undefined {
  const { words, ways } = scan
  const unit = words[at]!.kind === 'word' ? unitAt(words, at, scan.units) : undefined
  if (!isWeekOrMonth(unit?.unit.code)) return undefined
  const previous = words[at - 1]
  // "20 mg a week 12 women took": a period, and then something else.
  if (previous?.kind === 'number' || ways.list('article').has(previous?.key ?? '')) return undefined
  const low = digitsAt(scan, unit!.next)
  if (!low) return undefined
  const joint = words[low.next]
  const joins = joint && (dash.test(joint.text) || ways.list('to').has(joint.key))
  const high = (joins && digitsAt(scan, low.next + 1)) || low
  if (unitAt(words, high.next, scan.units)) return undefined
  const pregnant = phraseAt(words, high.next, ways.gestation)
  const isStage = unit!.unit.code === 'wk' && low.low >= earliest && high.high <= latest
  if (!pregnant && !isStage) return undefined
  const range = [low.low, low.low] as const
  const upper = [high.high, high.high] as const
  return {
    ...build(scan, at, range, upper, unit!.unit, unit!.unit, high.next),
    kind: 'gestation',
  }
}

function ordinalStage(scan: Scan, at: number): Found | undefined {
  const { words, ways } = scan
  const number = digitsAt(scan, at)
  if (!number) return undefined
  let next = number.next
  const sign = /^[-.]$/.test(words[next]?.text ?? '') && words[next]?.joined
  if (sign) next++
  const suffix = words[next]
  const isSuffix = suffix?.joined && suffix.kind === 'word' && suffix.key.length <= 3
  if (!sign && !isSuffix) return undefined
  const unit = unitAt(words, isSuffix ? next + 1 : next, scan.units)
  if (!isWeekOrMonth(unit?.unit.code) || !phraseAt(words, unit!.next, ways.gestation)) return
  const value = [number.low, number.high] as const
  return build(scan, at, value, value, unit!.unit, unit!.unit, unit!.next)
}

/** "at 28 weeks": a stage is reached, while "for 28 weeks" lasts. */
function reachedStage(scan: Scan, at: number): Found | undefined {
  const { words, ways } = scan
  if (!ways.list('reached').has(words[at - 1]?.key ?? '')) return undefined
  const number = digitsAt(scan, at)
  const unit = number && unitAt(words, number.next, scan.units)
  if (unit?.unit.code !== 'wk' || number!.low < earliest || number!.high > latest) return undefined
  if (ways.list('age').has(words[unit.next]?.key ?? '')) return undefined
  const value = [number!.low, number!.high] as const
  return { ...build(scan, at, value, value, unit.unit, unit.unit, unit.next), kind: 'gestation' }
}

function digitsAt(scan: Scan, at: number) {
  const number = scan.words[at]?.kind === 'number' ? numberAt(scan.words, at, scan.ways) : undefined
  return number && Number.isInteger(number.low) ? number : undefined
}

function isWeekOrMonth(code: string | undefined): boolean {
  return code === 'wk' || code === 'mo'
}
