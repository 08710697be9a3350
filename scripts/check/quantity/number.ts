import type { Lexeme } from './lexeme.ts'
import { phraseAt } from './unit.ts'
import type { Wording } from './wording.ts'

/** A number as met: `high` differs only where one word says a range ("a couple"). */
export interface Met {
  readonly low: number
  readonly high: number
  /** Index of the lexeme after it. */
  readonly next: number
  /** Written in words, so that it may be no count at all ("one of them"). */
  readonly worded: boolean
  /** Says how often by itself: "twice". */
  readonly times: boolean
}

const vulgar = new Map(
  Object.entries({
    '½': 1 / 2,
    '⅓': 1 / 3,
    '⅔': 2 / 3,
    '¼': 1 / 4,
    '¾': 3 / 4,
    '⅕': 1 / 5,
    '⅛': 1 / 8,
    '⅜': 3 / 8,
    '⅝': 5 / 8,
    '⅞': 7 / 8,
  }),
)

/** The number that begins at lexeme `at`: digits, fractions or words, as far as they go together. */
export function numberAt(words: readonly Lexeme[], at: number, ways: Wording): Met | undefined {
  const first = words[at]
  if (!first) return undefined
  if (first.kind === 'number' || vulgar.has(first.key)) return digitsAt(words, at, ways)
  if (first.kind === 'word') return wordsAt(words, at, ways)
  return undefined
}

function digitsAt(words: readonly Lexeme[], at: number, ways: Wording): Met | undefined {
  const first = words[at]!
  const plain = (value: number, next: number) => ({
    low: value,
    high: value,
    next,
    worded: false,
    times: false,
  })
  const part = vulgar.get(first.key)
  if (part !== undefined) return plain(part, at + 1)
  let value = valueOfDigits(first.text, ways.decimal)
  let next = at + 1
  // A space sets off thousands, but in English "2 500 ml bottles" are two numbers.
  if (/^[1-9]\p{Nd}{0,2}$/u.test(first.text)) {
    const group = ways.decimal === ',' ? /^\p{Nd}{3}$/u : /^0\p{Nd}{2}$/u
    while (group.test(words[next]?.text ?? '') && gap(words, next) === 1) {
      value = value * 1000 + valueOfDigits(words[next]!.text, ways.decimal)
      next++
    }
  }
  const slash = fractionAt(words, next - 1, value)
  if (slash !== undefined) return plain(slash, next + 2)
  const tail = vulgar.get(words[next]?.key ?? '')
  if (tail !== undefined) return plain(value + tail, next + 1)
  if (words[next]?.kind === 'number' && Number.isInteger(value)) {
    const mixed = fractionAt(words, next, valueOfDigits(words[next]!.text, ways.decimal))
    if (mixed !== undefined && mixed < 1) return plain(value + mixed, next + 3)
  }
  const scale = ways.scales.get(words[next]?.key ?? '')
  if (scale !== undefined) return plain(value * scale, next + 1)
  if (ways.list('and').has(words[next]?.key ?? '')) {
    const half = halfAt(words, next + 1, ways)
    if (half) return plain(value + half.value, half.next)
  }
  return plain(value, next)
}

/** `1/2` with nothing between, of small whole numbers, and no third part as in a date. */
function fractionAt(words: readonly Lexeme[], at: number, above: number): number | undefined {
  const [slash, below, after] = [words[at + 1], words[at + 2], words[at + 3]]
  if (!slash || (slash.text !== '/' && slash.text !== '⁄') || !slash.joined) return undefined
  if (below?.kind !== 'number' || !below.joined || !/^\p{Nd}{1,2}$/u.test(below.text)) {
    return undefined
  }
  if (after?.text === '/' && after.joined) return undefined
  const divisor = valueOfDigits(below.text, '.')
  return divisor > 1 && above < divisor ? above / divisor : undefined
}

function wordsAt(words: readonly Lexeme[], at: number, ways: Wording): Met | undefined {
  const key = words[at]!.key
  const often = ways.times.get(key)
  if (often !== undefined)
    return { low: often, high: often, next: at + 1, worded: true, times: true }
  const half = halfAt(words, at, ways)
  if (half)
    return { low: half.value, high: half.value, next: half.next, worded: true, times: false }
  const couple = ways.list('couple')
  const article = ways.list('article').has(key)
  const coupleAt = article ? at + 1 : at
  if (couple.has(words[coupleAt]?.key ?? '')) {
    const of = ways.list('of').has(words[coupleAt + 1]?.key ?? '') ? 2 : 1
    return { low: 2, high: 3, next: coupleAt + of, worded: true, times: false }
  }
  let total = 0
  let group: number | undefined
  let next = at
  if (article && (ways.scales.has(words[at + 1]?.key ?? '') || words[at + 1]?.key === 'dozen')) {
    group = 1
    next++
  }
  for (;;) {
    const word = words[next]?.key ?? ''
    const value = ways.numbers.get(word)
    const scale = ways.scales.get(word)
    if (value !== undefined && (group === undefined || composes(group, value))) {
      group = (group ?? 0) + value
      next++
    } else if (word === 'dozen' && group !== undefined) {
      group *= 12
      next++
    } else if (scale !== undefined && group !== undefined) {
      if (scale === 100) group *= 100
      else {
        total += group * scale
        group = 0
      }
      next++
    } else if (scale !== undefined && next === at && scale >= 100 && !ways.list('article').size) {
      group = scale
      next++
    } else if (
      (ways.list('and').has(word) || word === '-') &&
      group !== undefined &&
      (group >= 100 || (word === '-' && group >= 20 && group % 10 === 0)) &&
      composes(group, ways.numbers.get(words[next + 1]?.key ?? '') ?? 0)
    ) {
      next++
    } else break
  }
  if (group === undefined) return undefined
  let value = total + group
  if (ways.list('and').has(words[next]?.key ?? '')) {
    const part = halfAt(words, next + 1, ways)
    if (part) {
      value += part.value
      next = part.next
    }
  }
  return { low: value, high: value, next, worded: true, times: false }
}

/** "twenty five" and "hundred twenty" are one number, "five twenty" is two. */
function composes(group: number, value: number): boolean {
  if (value <= 0) return false
  if (group >= 100 && group % 100 === 0) return value < 100
  return group >= 20 && group % 10 === 0 && value < 10
}

/** "half", "a half", "half a", "a quarter of an", "two thirds", "three quarters of a". */
function halfAt(
  words: readonly Lexeme[],
  at: number,
  ways: Wording,
): { readonly value: number; readonly next: number } | undefined {
  const article = ways.list('article')
  let next = at
  let count = 1
  if (article.has(words[next]?.key ?? '')) next++
  else {
    const many = ways.numbers.get(words[next]?.key ?? '')
    const hyphen = words[next + 1]?.text === '-' && words[next + 1]?.joined ? 1 : 0
    if (many !== undefined && many < 8 && ways.fractions.has(words[next + 1 + hyphen]?.key ?? '')) {
      count = many
      next += 1 + hyphen
    }
  }
  const part = ways.fractions.get(words[next]?.key ?? '')
  if (part === undefined) return undefined
  const whole = count * part
  if (whole >= 1) return undefined
  // "a third" alone is as often an ordinal ("a third visit"): it needs "of" after it.
  const of = ways.list('of').has(words[next + 1]?.key ?? '')
  if (part !== 0.5 && part !== 0.25 && count === 1 && !of) return undefined
  next++
  if (of && article.has(words[next + 1]?.key ?? '')) next += 2
  else if (article.has(words[next]?.key ?? '')) next++
  return { value: whole, next }
}

const zero = /\p{Nd}/gu

/** The value of written digits: `1,500` and `1.500` by the language's decimal mark. */
export function valueOfDigits(written: string, decimal: '.' | ','): number {
  const digits = written
    .replace(zero, digit => String(digitOf(digit)))
    .replace(/٫/g, '.')
    .replace(/٬/g, '')
    .replace(/[\u00a0\u202f\u2009'’]/g, '')
  const other = decimal === '.' ? ',' : '.'
  const thousands = decimal === '.' ? /^\d{1,3}(,\d{3})+(\.\d+)?$/ : /^\d{1,3}(\.\d{3})+(,\d+)?$/
  if (thousands.test(digits)) return Number(digits.replaceAll(other, '').replace(',', '.'))
  return Number(digits.replace(',', '.').replace(/\.(?=.*\.)/g, ''))
}

function digitOf(digit: string): number {
  const code = digit.codePointAt(0)!
  if (code < 0x80) return code - 48
  let base = code
  // Decimal digits stand in runs of ten that begin at a multiple that is no digit before it.
  while (code - base < 9 && /\p{Nd}/u.test(String.fromCodePoint(base - 1))) base--
  return code - base
}

function gap(words: readonly Lexeme[], at: number): number {
  return words[at]!.start - words[at - 1]!.end
}

const counting = new WeakMap<Wording, Map<string, boolean>>()

/** Whether a number, limit or frequency may stand here at all: a quick look before parsing. */
export function mayCount(text: string, ways: Wording): boolean {
  if (/[\p{Nd}½⅓⅔¼¾⅕⅛⅜⅝⅞]/u.test(text)) return true
  const known = counting.get(ways) ?? new Map<string, boolean>()
  counting.set(ways, known)
  // As with stems: the same words come again and again, and the store stays bounded.
  if (known.size > 200_000) known.clear()
  for (const word of text.toLowerCase().split(/[^\p{L}\p{M}]+/u)) {
    let counts = known.get(word)
    if (counts === undefined) {
      counts = mayBeNumber(word, ways)
      known.set(word, counts)
    }
    if (counts) return true
  }
  return false
}

function mayBeNumber(word: string, ways: Wording): boolean {
  return (
    ways.numbers.has(word) ||
    ways.times.has(word) ||
    ways.fractions.has(word) ||
    ways.scales.has(word) ||
    ways.list('couple').has(word) ||
    ways.list('every').has(word) ||
    ways.list('articled').has(word) ||
    phraseAt([{ key: word } as Lexeme], 0, ways.daily) !== undefined
  )
}
