import { storeOf } from './store.ts'
import type { World } from './world.ts'

/** Says what is kept for the next build, or takes it all away. */
export async function cache(options: { readonly clear?: boolean }, world: World): Promise<0> {
  const store = storeOf(world)
  if (!store) {
    world.out('Nothing is kept: `IMPRIMATUR_CACHE` is `off`.\n')
    return 0
  }
  const { entries, bytes } = await store.size()
  const held = `${entries} ${entries === 1 ? 'entry' : 'entries'}, ${megabytes(bytes)}`
  if (options.clear) {
    await store.clear()
    world.out(`Took away ${held} from ${store.folder}. The next build makes everything anew.\n`)
    return 0
  }
  world.out(`${store.folder}: ${held} of at most ${megabytes(store.limit)}\n`)
  return 0
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
