import { hash } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import { comparison, type Kept, ownWords } from './check/duplicates/comparison.ts'
import type { Gathered } from './check/duplicates/gathered.ts'
import type { Manuscript } from './read/manuscript.ts'
import type { Shelf } from './shelf.ts'

/** More pairs than this are not kept: their manuscript is compared anew each time. */
const most = 20_000

/**
 * Has a manuscript's passages compared by what an earlier run of the same press kept, once a rule
 * asks. `save` keeps what a later run may go by.
 */
export async function keptComparison(
  { cache, press }: Pick<Shelf, 'cache' | 'press'>,
  manuscript: Manuscript,
): Promise<{ readonly save: () => Promise<void> }> {
  const words = ownWords(manuscript)
  const shared = hash('sha256', JSON.stringify([press.program, press.packages, words]))
  const open = async <T>(name: string) => plain<T>(await cache.block(`${name}:${shared}`))
  // A part for each first digit of a file's name: an edit writes only the one that holds it.
  const [found, ...parts] = await Promise.all([
    open<Found>('compared'),
    ...digits.map(digit => open<readonly Gathered[]>(`gathered:${digit}`)),
  ])
  const before = { words, keys: [], ...found, texts: parts.flatMap(part => part ?? []) }
  const made = comparison(manuscript, before)
  return {
    save: async () => {
      const kept = made.kept()
      if (!kept) return
      const { texts, ...found } = kept
      for (const [index, digit] of digits.entries()) {
        const own = texts.filter(({ file }) => hash('sha256', file).startsWith(digit))
        const held = new Set(parts[index])
        if (held.size === own.length && own.every(text => held.has(text))) continue
        await cache.putBlock(`gathered:${digit}:${shared}`, serialize(own))
      }
      const many = (found.pairs?.found.length ?? 0) + (found.against?.length ?? 0)
      if (many <= most) await cache.putBlock(`compared:${shared}`, serialize(found))
    },
  }
}

const digits = [...'0123456789abcdef']

type Found = Omit<Kept, 'texts'>

/** Data as it was serialized; nothing where it is not in this form. */
function plain<T>(bytes: Uint8Array | undefined): T | undefined {
  try {
    return bytes && (deserialize(bytes) as T)
  } catch {
    return undefined
  }
}
