import type { Scan } from './measure.ts'
import { phraseAt } from './unit.ts'
import type { Comparator } from './wording.ts'

/** The comparator before a number; under a "not" its sense turns round: "do not take more than". */
export function before(
  scan: Scan,
  at: number,
): { comparator: Comparator; from: number } | undefined {
  const { words, ways } = scan
  for (let from = Math.max(0, at - 4); from < at; from++) {
    const met = phraseAt(words, from, ways.before)
    if (
      met?.next !== at &&
      !(met?.next === at - 1 && ways.list('article').has(words[at - 1]!.key))
    ) {
      continue
    }
    const turned = isDenied(scan, from)
    const comparator =
      turned && met.unit === '>' ? '<=' : turned && met.unit === '<' ? '>=' : met.unit
    return { comparator, from }
  }
  const sign = words[at - 1]?.text
  const signs: Readonly<Record<string, Comparator>> = {
    '≤': '<=',
    '≥': '>=',
    '<': '<',
    '>': '>',
    '~': '~',
    '≈': '~',
  }
  const comparator = sign ? signs[sign] : undefined
  return comparator ? { comparator, from: at - 1 } : undefined
}

function isDenied(scan: Scan, at: number): boolean {
  for (let back = at - 1; back >= Math.max(0, at - 6); back--) {
    const { kind, text, key } = scan.words[back]!
    if (kind === 'mark' && /[.;:!?,]/.test(text)) return false
    if (scan.ways.list('not').has(key)) return true
  }
  return false
}
