import type { Found, Quantity, Scan } from './measure.ts'
import type { Unit } from './unit.ts'

export function sentenceBetween(scan: Scan, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (endsSentence(scan, at)) return true
  return false
}

function endsSentence(scan: Scan, at: number): boolean {
  const word = scan.words[at]!
  if (word.kind !== 'mark' || !/[.!?;。؟]/.test(word.text)) return false
  const after = scan.words[at + 1]
  return !after || (!after.joined && after.text !== after.key) || word.text !== '.'
}

const celsius: Unit = { code: 'Cel', dimension: 'temperature', factor: 1 }

/** Adds what the sentence says around each quantity. */
export function withContext(scan: Scan, found: readonly Found[]): readonly Quantity[] {
  const inside = new Set(found.flatMap(({ from, to }) => span(from, to)))
  return found.map((quantity, index): Quantity => {
    const { from, to, ...rest } = quantity
    const near = { perDay: undefined, forSeconds: undefined, ...tail(scan, found, index) }
    const words = about(scan, from, to, inside)
    return {
      ...rest,
      // Degrees of heat without a scale are read as Celsius; others are angles.
      ...(rest.unit.dimension === 'angle' && words.some(word => scan.ways.list('warm').has(word))
        ? { unit: celsius }
        : {}),
      text: scan.text.slice(quantity.start, quantity.end),
      ...(near.perDay ? { perDay: near.perDay } : {}),
      ...(near.forSeconds ? { forSeconds: near.forSeconds } : {}),
      about: words,
    }
  })
}

/** The frequency and duration that follow an amount before the next amount. */
function tail(scan: Scan, found: readonly Found[], index: number) {
  const here = found[index]!
  if (here.kind !== 'amount' && here.kind !== 'duration') return {}
  let perDay: readonly [number, number] | undefined
  let forSeconds: readonly [number, number] | undefined
  for (const other of found.slice(index + 1)) {
    if (other.kind === 'amount' || sentenceBetween(scan, here.to, other.from)) break
    if (other.kind === 'frequency') perDay ??= other.base
    if (other.kind === 'duration' && here.kind === 'amount') forSeconds ??= other.base
  }
  return { perDay, forSeconds }
}

function about(scan: Scan, from: number, to: number, inside: ReadonlySet<number>): string[] {
  const { words, ways } = scan
  const stop = ways.list('stop')
  const not = ways.list('not')
  const nearest: string[] = []
  let [back, on] = [from - 1, to]
  const take = (at: number) => {
    const word = words[at]!
    if (word.kind === 'word' && !inside.has(at) && !stop.has(word.key) && !not.has(word.key)) {
      nearest.push(word.key)
    }
  }
  while (back >= 0 || on < words.length) {
    if (back >= 0) {
      if (endsSentence(scan, back)) back = -1
      else take(back--)
    }
    if (on < words.length) {
      if (endsSentence(scan, on)) on = words.length
      else take(on++)
    }
  }
  // "The optimal height is 5 cm." tells of what in the sentence before.
  if (new Set(nearest).size < fewest) {
    let at = from - 1
    while (at >= 0 && !endsSentence(scan, at)) at--
    for (at--; at >= 0 && !endsSentence(scan, at); at--) take(at)
  }
  return [...new Set(nearest)]
}

/** A sentence with fewer content words than this leaves its subject to the one before. */
const fewest = 3

function span(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}
