import { articleAt, rangeAt, withUnit } from './amount.ts'
import { bareFrequency, everyAt, perAt } from './frequency.ts'
import { followsNoun, isLabelled, isYear } from './label.ts'
import { lexemes } from './lexeme.ts'
import { build, type Found, opened, type Quantity, type Scan } from './measure.ts'
import { notQuantities } from './not-a-quantity.ts'
import { mayCount, numberAt } from './number.ts'
import { pressureAt, proportionAt } from './proportion.ts'
import { stageAt } from './stage.ts'
import { withContext } from './surroundings.ts'
import { type Unit, units } from './unit.ts'
import { wording } from './wording.ts'

export type { Kind, Quantity } from './measure.ts'

/** Reads the numbers of running text as data; dates, times, telephone numbers and labels are none. */
export function quantities(text: string, language = 'en'): readonly Quantity[] {
  const ways = wording(language)
  if (!mayCount(text, ways)) return []
  const words = lexemes(text)
  const scan: Scan = {
    text,
    words,
    ways,
    units: units(language),
    skipped: /\p{Nd}/u.test(text) ? notQuantities(text, ways) : [],
  }
  const found: Found[] = []
  for (let at = 0; at < words.length; ) {
    const next = quantityAt(scan, at, found)
    at = next ?? at + 1
  }
  return withContext(scan, found)
}

/** Reads one quantity at lexeme `at` into `found`; gives the index after it. */
function quantityAt(scan: Scan, at: number, found: Found[]): number | undefined {
  const { words, ways } = scan
  if (scan.skipped.some(([from, to]) => words[at]!.start >= from && words[at]!.start < to)) return
  const often = everyAt(scan, at) ?? bareFrequency(scan, at, found)
  if (often) {
    found.push(often)
    return often.to
  }
  const stage = stageAt(scan, at)
  if (stage) {
    found.push(stage)
    return stage.to
  }
  const first = numberAt(words, at, ways) ?? articleAt(scan, at)
  if (!first || isLabelled(scan, at, first)) return first?.worded === false ? first.next : undefined
  const pressed = pressureAt(scan, at, first)
  if (pressed) {
    found.push(...pressed)
    return pressed[1]!.to
  }
  const proportional = proportionAt(scan, at, first)
  if (proportional) {
    found.push(proportional)
    return proportional.to
  }
  const low = withUnit(scan, first)
  const range = rangeAt(scan, at, low)
  const high = range ?? low
  const unit = high.unit ?? low.unit
  const lowUnit = low.unit ?? unit
  if (unit?.dimension === 'proportion' && unit.code === '1') return undefined
  const times =
    first.times || high.times || unit?.dimension === 'times' || isDaysAWeek(scan, unit, high.next)
  const built = build(scan, at, low.value, high.value, lowUnit, unit, high.next)
  if (times) {
    const per = perAt(scan, high.next)
    if (per) {
      const often = [low.value[0] * per.unit.factor, high.value[1] * per.unit.factor] as const
      found.push({
        ...built,
        kind: 'frequency',
        unit: per.unit,
        base: opened(often, built.comparator),
        end: words[per.next - 1]!.end,
        to: per.next,
      })
      return per.next
    }
    // "twice as likely", "at once": only counted times ("30 times") stand without a period.
    if (first.times || high.times) return high.next
  }
  if (!unit && (first.worded ? !followsNoun(scan, high.next) : isYear(scan, at, first))) {
    return high.next
  }
  if (!unit && !followsNoun(scan, high.next) && built.kind !== 'age') return high.next
  found.push(built)
  return built.to
}

/** "5 days a week" says how often. */
function isDaysAWeek(scan: Scan, unit: Unit | undefined, next: number): boolean {
  if (unit?.code !== 'd') return false
  const per = perAt(scan, next)
  return per !== undefined && per.unit.factor < 1
}
