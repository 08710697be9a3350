import type { Sets } from '../check/duplicates/join.ts'

/** Every pair compared token by token. */
export function naive({ tokens, offsets }: Sets, threshold: number): readonly string[] {
  const found: string[] = []
  const count = offsets.length - 1
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      let [x, y, overlap] = [offsets[a]!, offsets[b]!, 0]
      const [xEnd, yEnd] = [offsets[a + 1]!, offsets[b + 1]!]
      while (x < xEnd && y < yEnd) {
        const difference = tokens[x]! - tokens[y]!
        if (difference === 0) {
          overlap++
          x++
          y++
        } else if (difference < 0) x++
        else y++
      }
      const union = xEnd - offsets[a]! + (yEnd - offsets[b]!) - overlap
      if (overlap / union >= threshold - 1e-9) found.push(`${a} ${b}`)
    }
  }
  return found
}

/** A prefix join without any other filter: a second opinion where every pair is too many. */
export function plainJoin({ tokens, offsets }: Sets, threshold: number): readonly string[] {
  const lists = new Map<number, number[]>()
  const found: string[] = []
  for (let b = 0; b < offsets.length - 1; b++) {
    const set = tokens.subarray(offsets[b], offsets[b + 1])
    const own = new Set(set)
    const prefix = set.length - Math.ceil(threshold * set.length - 1e-9) + 1
    const seen = new Set<number>()
    for (const token of set.subarray(0, prefix)) {
      const list = lists.get(token) ?? []
      for (const a of list) seen.add(a)
      list.push(b)
      lists.set(token, list)
    }
    for (const a of seen) {
      const from = offsets[a]!
      const to = offsets[a + 1]!
      const [least, most] = [Math.min(to - from, set.length), Math.max(to - from, set.length)]
      if (least < threshold * most - 1e-9) continue
      let overlap = 0
      for (let at = from; at < to; at++) if (own.has(tokens[at]!)) overlap++
      if (overlap / (to - from + set.length - overlap) >= threshold - 1e-9) found.push(`${a} ${b}`)
    }
  }
  return found
}
