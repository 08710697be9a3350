import { rangeAt, withUnit } from './amount.ts'
import { aDay, build, day, type Found, type Scan } from './measure.ts'
import { numberAt } from './number.ts'
import { sentenceBetween } from './surroundings.ts'
import { phraseAt, unitAt } from './unit.ts'

/** "every 4 to 6 hours", "every other day". */
export function everyAt(scan: Scan, at: number): Found | undefined {
  const { words, ways } = scan
  if (!ways.list('every').has(words[at]!.key)) return undefined
  if (ways.list('other').has(words[at + 1]?.key ?? '')) {
    const unit = unitAt(words, at + 2, scan.units)
    if (unit?.unit.dimension !== 'time') return undefined
    const value = day / (2 * unit.unit.factor)
    return build(scan, at, [value, value], [value, value], aDay, aDay, unit.next)
  }
  const first = numberAt(words, at + 1, ways)
  if (!first) return undefined
  const low = withUnit(scan, first)
  const high = rangeAt(scan, at + 1, low) ?? low
  if (high.unit?.dimension !== 'time') return undefined
  const shortest = low.value[0] * (low.unit ?? high.unit).factor
  const longest = high.value[1] * high.unit.factor
  const often = [day / longest, day / shortest] as const
  return build(scan, at, [often[0], often[0]], [often[1], often[1]], aDay, aDay, high.next)
}

/** "daily", "a day", "every night": counts as a frequency after an amount of the same sentence. */
export function bareFrequency(scan: Scan, at: number, found: readonly Found[]): Found | undefined {
  const met = phraseAt(scan.words, at, scan.ways.daily)
  const last = found.at(-1)
  if (
    !met ||
    !last ||
    !['amount', 'duration'].includes(last.kind) ||
    sentenceBetween(scan, last.to, at)
  )
    return undefined
  if (scan.words[met.next]?.key === 'life') return undefined
  const value = [met.unit, met.unit] as const
  return build(scan, at, value, value, aDay, aDay, met.next, true)
}

/** The period after "three times": "a day", "daily", "per week", "in 24 hours". */
export function perAt(scan: Scan, at: number) {
  const { words, ways } = scan
  const daily = phraseAt(words, at, ways.daily)
  if (daily) {
    const code =
      daily.unit === 1 ? '/d' : daily.unit === 24 ? '/h' : daily.unit > 0.1 ? '/wk' : '/mo'
    return { unit: { code, dimension: 'frequency', factor: daily.unit }, next: daily.next }
  }
  const per =
    phraseAt(words, at, ways.per) ?? (words[at]?.text === '/' ? { next: at + 1 } : undefined)
  const of = ways.list('in').size || ways.in.get(words[at]?.key ?? '') ? at + 1 : undefined
  for (const from of [per?.next, of]) {
    if (from === undefined) continue
    const number = numberAt(words, from, ways)
    const unit = unitAt(words, number?.next ?? from, scan.units)
    if (unit?.unit.dimension !== 'time') continue
    const count = number?.low ?? 1
    const factor = day / (unit.unit.factor * count)
    const code = count === 1 ? `/${unit.unit.code}` : `/(${count}.${unit.unit.code})`
    return { unit: { code, dimension: 'frequency', factor }, next: unit.next }
  }
  return undefined
}
