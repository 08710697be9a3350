import { type Scan, skipHyphen } from './measure.ts'
import type { Met } from './number.ts'
import { unitAt } from './unit.ts'

/** "step 3", "B 12", "2nd", "call 999": digits that name and do not count. */
export function isLabelled(scan: Scan, at: number, number: Met): boolean {
  const { words, ways } = scan
  if (number.worded) return false
  const [previous, here, after] = [words[at - 1], words[at]!, words[at + 1]]
  if (after?.joined && /^(st|nd|rd|th|er|e|ème|º|ª)$/.test(after.key)) return true
  if (previous && here.joined && (previous.kind === 'word' || previous.text === '#')) return true
  if (previous && /^\p{Sc}$/u.test(previous.text)) return true
  if (/^\p{Sc}$/u.test(after?.text ?? '')) return true
  if (previous && here.joined && /^[-‐‑–]$/.test(previous.text) && words[at - 2]?.kind === 'word') {
    if (previous.joined && !ways.before.has(words[at - 2]!.key)) return true
  }
  // "over-65s" are people.
  if (after?.joined && after.key === 's' && previous?.joined) return true
  if (/^\p{Nd}{3}$/u.test(here.text) && isDialled(scan, at)) return true
  const named = previous?.text === '.' ? words[at - 2] : previous
  return named !== undefined && ways.list('labels').has(named.key) && named.key.length > 1
    ? !(unitAt(words, number.next, scan.units) && named.key === 'day')
    : false
}

/** A bare 1900 to 2099 is a year. */
export function isYear(scan: Scan, at: number, number: Met): boolean {
  return /^(19|20)\d\d$/.test(scan.words[at]!.text) && number.next === at + 1
}

/** Whether what follows is something that can be counted: a word that carries meaning. */
export function followsNoun(scan: Scan, at: number): boolean {
  const word = scan.words[skipHyphen(scan.words, at)]
  return word?.kind === 'word' && word.key.length > 2 && !scan.ways.list('stop').has(word.key)
}

/** "call 999", "call 999 or 112". */
function isDialled(scan: Scan, at: number): boolean {
  const { words, ways } = scan
  for (let back = at - 1; back >= Math.max(0, at - 4); back--) {
    const { key, kind } = words[back]!
    if (key.length > 2 && ways.list('phone').has(key)) return true
    if (kind === 'word' && !ways.list('to').has(key)) return false
  }
  return false
}
