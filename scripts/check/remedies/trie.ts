/** A trie of numbered words in flat arrays: what follows what, without an object for each step. */
export interface Trie<T> {
  /** The node after `node` by `word`; -1 where there is none. The root is node 0. */
  readonly step: (node: number, word: number) => number
  /** What ends at a node. */
  readonly end: (node: number) => T | undefined
}

/** Makes a trie; where two sequences are the same, the first one's value stays. */
export function trie<T>(
  sequences: Iterable<readonly [words: readonly number[], value: T]>,
): Trie<T> {
  const ends: (T | undefined)[] = [undefined]
  let size = 1 << 10
  let nodes = new Int32Array(size).fill(-1)
  let words = new Int32Array(size)
  let nexts = new Int32Array(size)
  let count = 0

  /** Where the step stands in the table, or would stand: open addressing, linear probing. */
  function slot(node: number, word: number): number {
    const mask = size - 1
    let at = (Math.imul(node, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b)) >>> 0
    at = (at ^ (at >>> 15)) & mask
    while (nodes[at] !== -1 && (nodes[at] !== node || words[at] !== word)) at = (at + 1) & mask
    return at
  }

  function put(node: number, word: number, next: number): void {
    const at = slot(node, word)
    nodes[at] = node
    words[at] = word
    nexts[at] = next
  }

  function grow(): void {
    const old = { nodes, words, nexts }
    size *= 2
    nodes = new Int32Array(size).fill(-1)
    words = new Int32Array(size)
    nexts = new Int32Array(size)
    for (let at = 0; at < old.nodes.length; at++) {
      if (old.nodes[at] !== -1) put(old.nodes[at]!, old.words[at]!, old.nexts[at]!)
    }
  }

  for (const [sequence, value] of sequences) {
    let node = 0
    for (const word of sequence) {
      const at = slot(node, word)
      if (nodes[at] !== -1) {
        node = nexts[at]!
        continue
      }
      put(node, word, ends.length)
      node = ends.length
      ends.push(undefined)
      count++
      // A table that is at most half full keeps the probes short.
      if (count * 2 > size) grow()
    }
    ends[node] ??= value
  }

  return {
    step(node, word) {
      const at = slot(node, word)
      return nodes[at] === -1 ? -1 : nexts[at]!
    },
    end: node => ends[node],
  }
}
