import type { Lexeme } from './lexeme.ts'
import { before } from './limit.ts'
import { phraseAt, type Unit, type Units } from './unit.ts'
import type { Comparator, Wording } from './wording.ts'

/** What a quantity says: how much, how often, how long, how old, how far on, how probable. */
export type Kind = 'amount' | 'frequency' | 'duration' | 'age' | 'gestation' | 'ratio' | 'count'

/** A number in running text, understood. */
export interface Quantity {
  readonly kind: Kind
  /** As written. */
  readonly text: string
  /** `[start, end)` in the text, in UTF-16 units, with its comparator and unit. */
  readonly start: number
  readonly end: number
  readonly comparator: Comparator
  /** The numbers as written; both are the same where it is no range. */
  readonly low: number
  readonly high: number
  readonly unit: Unit
  /** In the base unit of the dimension, open at a limit's other side (±Infinity). */
  readonly base: readonly [low: number, high: number]
  /** Times a day, where the text says how often this amount is meant. */
  readonly perDay?: readonly [low: number, high: number]
  /** Seconds, where the text says for how long this amount is meant. */
  readonly forSeconds?: readonly [low: number, high: number]
  /** The content words of its sentence, nearest first, in small letters. */
  readonly about: readonly string[]
}

/** A text on its way through the reader. */
export interface Scan {
  readonly text: string
  readonly words: readonly Lexeme[]
  readonly ways: Wording
  readonly units: Units
  readonly skipped: readonly (readonly [number, number])[]
}

/** A quantity before its surroundings are read; `from` and `to` are lexeme indices. */
export interface Found extends Omit<Quantity, 'about' | 'text'> {
  readonly from: number
  readonly to: number
}

export const counted: Unit = { code: '1', dimension: 'count', factor: 1 }
export const aDay: Unit = { code: '/d', dimension: 'frequency', factor: 1 }
export const proportion: Unit = { code: '1', dimension: 'proportion', factor: 1 }
export const parts: Unit = { code: '{ratio}', dimension: 'ratio', factor: 1 }
/** An age is in years unless it says otherwise. */
const year: Unit = { code: 'a', dimension: 'time', factor: 31557600 }
export const day = 86400

/** Puts numbers, unit and comparator together. */
export function build(
  scan: Scan,
  at: number,
  low: readonly [number, number],
  high: readonly [number, number],
  lowUnit: Unit | undefined,
  unit: Unit | undefined,
  next: number,
  bare = false,
): Found {
  const { words, ways } = scan
  const aged = isAged(scan, at)
  const measure = unit ?? (aged ? year : counted)
  const prefix = bare ? undefined : before(scan, at)
  const suffix = bare ? undefined : phraseAt(words, next, ways.after)
  const stage = phraseAt(words, suffix?.next ?? next, ways.gestation)
  const old =
    measure.dimension === 'time' && ways.list('age').has(words[skipHyphen(words, next)]?.key ?? '')
  const from = prefix?.from ?? at
  const to = stage?.next ?? (old ? skipHyphen(words, next) + 1 : (suffix?.next ?? next))
  const base: [number, number] = [inBase(low[0], lowUnit ?? measure), inBase(high[1], measure)]
  let comparator: Comparator =
    prefix?.comparator ?? suffix?.unit ?? (hasPlus(scan, at, next) ? '>=' : '=')
  if (
    base[0] !== base[1] &&
    (comparator === '>=' || comparator === '<=') &&
    isRangeWord(scan, at)
  ) {
    comparator = '='
  }
  if (unit?.about && comparator === '=' && low[0] !== low[1]) comparator = '~'
  return {
    kind: kindOf(measure, stage !== undefined, old || aged),
    start: words[from]!.start,
    end: words[to - 1]!.end,
    comparator,
    low: low[0],
    high: high[1],
    unit: measure,
    base: opened(base, comparator),
    from,
    to,
  }
}

export function opened(
  base: readonly [number, number],
  comparator: Comparator,
): readonly [number, number] {
  if (comparator === '<=' || comparator === '<') return [Number.NEGATIVE_INFINITY, base[1]]
  if (comparator === '>=' || comparator === '>') return [base[0], Number.POSITIVE_INFINITY]
  return base
}

/** "from 5 to 10" is a range, not a limit. */
function isRangeWord(scan: Scan, at: number): boolean {
  return scan.ways.list('from').has(scan.words[at - 1]?.key ?? '')
}

function kindOf(unit: Unit, pregnant: boolean, aged: boolean): Kind {
  if (unit.dimension === 'frequency') return 'frequency'
  if (unit.dimension === 'proportion' || unit.dimension === 'ratio') return 'ratio'
  if (unit.dimension === 'time') return pregnant ? 'gestation' : aged ? 'age' : 'duration'
  return unit.dimension === 'count' || unit.dimension === 'times' ? 'count' : 'amount'
}

/** "aged 35", "age of 35", "aged over 35". */
function isAged(scan: Scan, at: number): boolean {
  const { words, ways } = scan
  const limit = before(scan, at)?.from ?? at
  return [at, limit].some(end =>
    [1, 2, 3].some(back => phraseAt(words, end - back, ways.aged)?.next === end),
  )
}

function inBase(value: number, unit: Unit): number {
  return value * unit.factor + (unit.offset ?? 0)
}

export function skipHyphen(words: readonly Lexeme[], at: number): number {
  return /^[-‐‑]$/.test(words[at]?.text ?? '') ? at + 1 : at
}

/** "18+". */
function hasPlus(scan: Scan, at: number, next: number): boolean {
  return scan.words.slice(at, next).some(word => word.text === '+' && word.joined)
}
