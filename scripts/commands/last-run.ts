import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { openCache } from '../cache.ts'
import type { Ingredients } from '../compose/excerpt.ts'
import type { Order, Pressing } from '../press.ts'
import { openFolder } from '../read/folder.ts'
import { ownCode } from '../read/own-code.ts'
import { type Snapshot, snapshot } from '../read/snapshot.ts'
import { browserMark, cacheFolder, NoBrowser } from '../render/browser.ts'
import { locateBrowser } from '../render/chromium.ts'
import type { Shelf } from '../shelf.ts'
import { type Seen, stands } from '../write/stands.ts'
import { type ManifestEntry, manifestName, manifestText, readManifest } from '../write/write.ts'
import type { Account } from './account.ts'
import { epoch, today, type World } from './world.ts'

/** What the last runs left: to be used again, or to be told again where nothing changed. */
export interface LastRun {
  readonly files: Snapshot
  readonly shelf: Shelf
  /** What each publication of this output folder was made of when it was last made. */
  readonly of: ReadonlyMap<string, Ingredients>
  /** The account of this very order on the very same files, if the output still holds it all. */
  readonly account: () => Promise<Account | undefined>
  /** Keeps what this run did for the next one. */
  readonly keep: (pressing: Pressing, account: Account) => Promise<void>
}

/** How an output folder was left. */
interface Left {
  readonly seen: readonly (readonly [path: string, seen: Seen])[]
  readonly of: readonly (readonly [publication: string, of: Ingredients])[]
}

/** An account, and what it rests on besides the files that its key stands for. */
interface Recorded {
  readonly beyond: Awaited<ReturnType<Snapshot['beyond']>>
  readonly account: Account
  readonly files: readonly ManifestEntry[]
}

/**
 * Opens what earlier runs left; undefined where there is to be no cache, or where nobody can tell
 * what the press itself is made of.
 *
 * The day is part of an account's key: on another day the gate and the checks are always run anew.
 */
export async function lastRun(
  order: Pick<Order, 'folder' | 'out' | 'publications' | 'mode'>,
  world: World,
  say: (line: string) => void,
): Promise<LastRun | undefined> {
  const cache = storeOf(world)
  const code = cache && ownCode()
  if (!cache || !code) return undefined
  const press: Ingredients = { ...code, browser: await browserOf(world, say) }
  const files = snapshot(await openFolder(order.folder))
  const key = hash([
    press,
    await files.hash(),
    // Reports name the folder by its last part.
    order.folder.split(/[\\/]/).filter(Boolean).at(-1) ?? '',
    today(world),
    epoch(world),
    order.publications,
    order.mode ?? '',
  ])
  const place = `out:${hash(await realpath(order.out).catch(() => resolve(order.out)))}`
  const left = (await cache.get(place)) as Left | undefined
  const of = new Map(left?.of)
  const seen = new Map(left?.seen)
  const leave = (seen: ReadonlyMap<string, Seen>) =>
    cache.put(place, { seen: [...seen], of: [...of] } satisfies Left)
  return {
    files,
    shelf: { cache, press, seen },
    of,
    account: async () => {
      const recorded = (await cache.get(`run:${key}`)) as Recorded | undefined
      if (!recorded || !(await areSame(files, recorded.beyond))) return undefined
      const now = await allStand(order.out, recorded.files, order.publications.length === 0, seen)
      if (!now) return undefined
      if ([...now].some(([path, each]) => each !== seen.get(path)))
        await leave(new Map([...seen, ...now]))
      return recorded.account
    },
    keep: async ({ outcomes, written }, account) => {
      if (!written) return
      const made = new Set(account.outcomes.map(({ id }) => id))
      const all = order.publications.length === 0
      for (const id of of.keys()) if (all || made.has(id)) of.delete(id)
      for (const { publication, of: ingredients } of outcomes) {
        if (Object.keys(ingredients).length > 0) of.set(publication.id, ingredients)
      }
      const listed = written.manifest.files.filter(
        ({ publication }) => all || publication === '' || made.has(publication),
      )
      await leave(written.seen)
      // What the browser did not get through is tried again by the next run.
      if (outcomes.some(({ refused, of }) => refused.length > 0 && Object.keys(of).length === 0))
        return
      // What was taken away then is gone, and is not to be told again.
      const recorded: Recorded = {
        beyond: await files.beyond(),
        account: { ...account, removed: [] },
        files: listed,
      }
      await cache.put(`run:${key}`, recorded)
      await cache.trim()
    },
  }
}

/** The store that the environment asks for: `IMPRIMATUR_CACHE` is a folder, or `off`. */
export function storeOf({ env }: World) {
  const asked = env.IMPRIMATUR_CACHE
  if (asked === 'off') return undefined
  const place = asked || join(cacheFolder({ env, platform: process.platform }), 'made')
  const megabytes = Number(env.IMPRIMATUR_CACHE_LIMIT)
  const limit = env.IMPRIMATUR_CACHE_LIMIT && megabytes >= 0 ? megabytes : 2_000
  return openCache(resolve(place), limit * 1_000_000)
}

/** The browser that would print; a press without one can still issue what was made before. */
async function browserOf({ env }: World, say: (line: string) => void): Promise<string> {
  try {
    const found = await locateBrowser({ env, say })
    return hash(await browserMark(found))
  } catch (error) {
    if (error instanceof NoBrowser) return 'none'
    throw error
  }
}

async function areSame(files: Snapshot, recorded: Recorded['beyond']): Promise<boolean> {
  await Promise.all(recorded.map(([file]) => files.bytes(file)))
  const now = new Map(await files.beyond())
  return recorded.every(([file, sha256]) => now.get(file) === sha256)
}

/** How all files stand, where each of them does; undefined where one does not, or one is too many. */
async function allStand(
  out: string,
  files: readonly ManifestEntry[],
  all: boolean,
  seen: ReadonlyMap<string, Seen>,
): Promise<ReadonlyMap<string, Seen> | undefined> {
  const manifest = await readManifest(out)
  const { files: listed } = manifest
  if (all && listed.length !== files.length) return undefined
  const list = Buffer.from(manifestText(manifest))
  const same = { sha256: createHash('sha256').update(list).digest('hex'), size: list.byteLength }
  if (!(await stands(join(out, manifestName), same))) return undefined
  const byPath = new Map(listed.map(entry => [entry.path, JSON.stringify(entry)]))
  const now = new Map<string, Seen>()
  for (const entry of files) {
    if (byPath.get(entry.path) !== JSON.stringify(entry)) return undefined
    const standing = await stands(join(out, ...entry.path.split('/')), entry, seen.get(entry.path))
    if (!standing) return undefined
    now.set(entry.path, standing)
  }
  return now
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
