import { join, resolve } from 'node:path'
import { type Cache, openCache } from '../cache.ts'
import { cacheFolder } from '../render/browser.ts'
import type { World } from './world.ts'

/** In megabytes: some thousand leaflets with their books. */
const usualLimit = 2_000

/**
 * The store that the environment asks for: `IMPRIMATUR_CACHE` names its folder, or is `off`;
 * `IMPRIMATUR_CACHE_LIMIT` is the most that it holds, in megabytes.
 */
export function storeOf({ env }: World): Cache | undefined {
  const asked = env.IMPRIMATUR_CACHE
  if (asked === 'off') return undefined
  const place = asked || join(cacheFolder({ env, platform: process.platform }), 'made')
  const wished = Number.parseFloat(env.IMPRIMATUR_CACHE_LIMIT ?? '')
  const limit = Number.isFinite(wished) && wished >= 0 ? wished : usualLimit
  return openCache(resolve(place), limit * 1_000_000)
}
