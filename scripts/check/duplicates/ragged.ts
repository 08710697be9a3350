import type { Sets } from './join.ts'

/** Lists of numbers in one array: where each begins and the last ends, then the numbers. */
export type Ragged = Int32Array

/** Lists one after the other. */
export function ragged(lists: readonly (readonly number[])[]): Ragged {
  const head = lists.length + 1
  const made = new Int32Array(head + lists.reduce((sum, list) => sum + list.length, 0))
  let end = 0
  for (const [index, list] of lists.entries()) {
    for (const number of list) made[head + end++] = number
    made[index + 1] = end
  }
  return made
}

/** The lists of several arrays as one, in their order; `counts` says how many lists each has. */
export function joined(all: readonly Ragged[], counts: readonly number[]): Sets {
  let [lists, length] = [0, 0]
  for (const [index, each] of all.entries()) {
    lists += counts[index]!
    length += each.length - counts[index]! - 1
  }
  const offsets = new Int32Array(lists + 1)
  const tokens = new Int32Array(length)
  let [list, end] = [0, 0]
  for (const [index, each] of all.entries()) {
    const head = counts[index]! + 1
    tokens.set(each.subarray(head), end)
    for (let at = 1; at < head; at++) offsets[++list] = end + each[at]!
    end += each.length - head
  }
  return { tokens, offsets }
}
