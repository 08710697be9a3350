import { hash } from 'node:crypto'
import type { Shelf } from './shelf.ts'

/** Bytes by name, from run to run, with what else they were made of. */
export interface Blocks {
  readonly of: string
  readonly blocks: ReadonlyMap<string, Uint8Array>
}

type Store = Pick<Shelf, 'cache' | 'press'>

/** What the same press kept `of` the same; nothing without a shelf. */
export async function keptBlocks(
  shelf: Store | undefined,
  of: string,
  names: readonly string[],
): Promise<Blocks> {
  const blocks = new Map<string, Uint8Array>()
  if (!shelf) return { of, blocks }
  const read = names.map(async name => {
    const bytes = await shelf.cache.block(placeOf(shelf, of, name))
    if (bytes) blocks.set(name, bytes)
  })
  await Promise.all(read)
  return { of, blocks }
}

/** Keeps blocks for the runs to come; those of other names stand. */
export async function keepBlocks(shelf: Store, { of, blocks }: Blocks): Promise<void> {
  for (const [name, bytes] of blocks) {
    await shelf.cache.putBlock(placeOf(shelf, of, name), bytes)
  }
}

function placeOf({ press }: Store, of: string, name: string): string {
  return `${name}:${hash('sha256', JSON.stringify([press.program, press.packages, of]))}`
}
