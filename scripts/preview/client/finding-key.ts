import type { Remark } from '../remarks.ts'

const keys = new WeakMap<Remark, string>()

/** Tells one finding from the others, also where its line has moved. */
export function keyOf(remark: Remark): string {
  return keys.get(remark) ?? ''
}

/** Gives each finding its key; of several that say the same of the same words, each its own. */
export function keyed(remarks: readonly Remark[]): readonly Remark[] {
  const met = new Map<string, number>()
  for (const remark of remarks) {
    const { rule, file, reason, excerpt, line } = remark
    const key = [rule, file, reason, excerpt ? excerpt.before + excerpt.met : line].join('\n')
    const count = (met.get(key) ?? 0) + 1
    met.set(key, count)
    keys.set(remark, `${key}\n${count}`)
  }
  return remarks
}
