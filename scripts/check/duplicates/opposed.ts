import type { Collection } from './collection.ts'
import { marked } from './digest.ts'

/**
 * Pairs of passages that can contradict each other at all, those with one of `asked` only: one says
 * yes and the other no, in one frame and on one condition, about something that both name; or one
 * advises more than one thing. Comparing all with all would take a library for ever.
 */
export function opposed(
  all: Collection,
  asked: Iterable<number> = all.marks.keys(),
): readonly (readonly [number, number])[] {
  const { tokens, offsets } = all.lists('claims')
  const pairs = new Map<number, readonly [number, number]>()
  const put = (one: number, other: number) => {
    const [a, b] = [Math.min(one, other), Math.max(one, other)]
    pairs.set(a * all.marks.length + b, [a, b])
  }
  const claiming = new Map<number, number[]>()
  for (const passage of asked) {
    if (all.marks[passage]! & marked.advises) put(passage, passage)
    for (const claim of tokens.subarray(offsets[passage], offsets[passage + 1])) {
      const list = claiming.get(claim)
      if (list) list.push(passage)
      else claiming.set(claim, [passage])
    }
  }
  for (let passage = 0; passage < offsets.length - 1; passage++) {
    for (let at = offsets[passage]!; at < offsets[passage + 1]!; at++) {
      for (const other of claiming.get(tokens[at]! ^ 1) ?? []) put(passage, other)
    }
  }
  return [...pairs.values()].sort((p, q) => p[1] - q[1] || p[0] - q[0])
}
