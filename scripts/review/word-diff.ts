/** A stretch of words that stayed, were taken out, or were put in. */
export interface Change {
  readonly kind: 'same' | 'out' | 'in'
  readonly text: string
}

/**
 * What changed from one text to another, word by word, so that the pieces that are not `out` make
 * up the new text and those that are not `in` the old one.
 *
 * White space belongs to the word before it. Longest common subsequence, after what both texts
 * begin and end with is set aside.
 */
export function wordDiff(before: string, after: string): readonly Change[] {
  const a = wordsOf(before)
  const b = wordsOf(after)
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  ) {
    tail++
  }
  const x = a.slice(head, a.length - tail)
  const y = b.slice(head, b.length - tail)
  const changes: Change[] = [
    ...piece('same', a.slice(0, head)),
    ...middle(x, y),
    ...piece('same', tail > 0 ? a.slice(-tail) : []),
  ]
  return joined(changes)
}

function wordsOf(text: string): string[] {
  return text.match(/\s+|[^\s]+\s*/gu) ?? []
}

function middle(x: readonly string[], y: readonly string[]): Change[] {
  const width = y.length + 1
  const lengths = new Uint32Array((x.length + 1) * width)
  for (let i = x.length - 1; i >= 0; i--) {
    for (let j = y.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        x[i] === y[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!)
    }
  }
  const changes: Change[] = []
  let i = 0
  let j = 0
  while (i < x.length && j < y.length) {
    if (x[i] === y[j]) {
      changes.push(...piece('same', [x[i++]!]))
      j++
    } else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) {
      changes.push(...piece('out', [x[i++]!]))
    } else changes.push(...piece('in', [y[j++]!]))
  }
  return [...changes, ...piece('out', x.slice(i)), ...piece('in', y.slice(j))]
}

function piece(kind: Change['kind'], words: readonly string[]): Change[] {
  return words.length > 0 ? [{ kind, text: words.join('') }] : []
}

function joined(changes: readonly Change[]): Change[] {
  const all: Change[] = []
  for (const change of changes) {
    const last = all.at(-1)
    if (last?.kind === change.kind) {
      all[all.length - 1] = { kind: last.kind, text: last.text + change.text }
    } else all.push(change)
  }
  return all
}

/** Changes as plain text: `[-out-]` and `{+in+}`, as `git diff --word-diff` writes them. */
export function diffText(changes: readonly Change[]): string {
  return changes
    .map(({ kind, text }) => {
      if (kind === 'same') return text
      const [, bare = '', space = ''] = /^([\s\S]*?)(\s*)$/.exec(text) ?? []
      return kind === 'out' ? `[-${bare}-]${space}` : `{+${bare}+}${space}`
    })
    .join('')
}
