import { hash } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import { comparison, type Kept, ownWords } from './check/duplicates/comparison.ts'
import type { Digested } from './check/duplicates/digested.ts'
import type { Blocks } from './kept-blocks.ts'
import type { Manuscript } from './read/manuscript.ts'

/** More pairs than this are not kept: their manuscript is compared anew each time. */
const most = 20_000

// A part for each first digit of a file's name: an edit writes only the one that holds it.
const parts = [...'0123456789abcdef'].map(digit => ({ digit, name: `digested-${digit}` }))
const pairs = 'compared'

/**
 * Has a manuscript's passages compared by what an earlier run kept, once a rule asks. Gives what is
 * to be kept for later runs, once the rules have run: the blocks that changed.
 */
export async function keptComparison(
  manuscript: Manuscript,
  open: (of: string, names: readonly string[]) => Promise<Blocks>,
): Promise<() => Blocks | undefined> {
  const words = ownWords(manuscript)
  const { blocks } = await open(words, [...parts.map(({ name }) => name), pairs])
  const held = parts.map(({ name }) => plain<readonly Digested[]>(blocks.get(name)) ?? [])
  const found = plain<Omit<Kept, 'texts'>>(blocks.get(pairs))
  const made = comparison(manuscript, { words, keys: [], ...found, texts: held.flat() })
  return () => {
    const kept = made.kept()
    if (!kept) return undefined
    const { texts, ...found } = kept
    const byDigit = Map.groupBy(texts, ({ file }) => hash('sha256', file).charAt(0))
    const changed = new Map<string, Uint8Array>()
    for (const [index, { digit, name }] of parts.entries()) {
      const own = byDigit.get(digit) ?? []
      const before = new Set(held[index])
      if (before.size === own.length && own.every(text => before.has(text))) continue
      changed.set(name, serialize(own))
    }
    const many = (found.pairs?.found.length ?? 0) + (found.against?.length ?? 0)
    if (many <= most) changed.set(pairs, serialize(found))
    return { of: words, blocks: changed }
  }
}

/** Data as it was serialized; nothing where it is not in this form. */
function plain<T>(bytes: Uint8Array | undefined): T | undefined {
  try {
    return bytes && (deserialize(bytes) as T)
  } catch {
    return undefined
  }
}
