import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Ingredients } from '../compose/excerpt.ts'
import type { Order, Pressing } from '../press.ts'
import type { Day } from '../read/fields.ts'
import { openFolder } from '../read/folder.ts'
import { ownCode } from '../read/own-code.ts'
import { type Snapshot, snapshot } from '../read/snapshot.ts'
import { browserMark, NoBrowser } from '../render/browser.ts'
import { locateBrowser } from '../render/chromium.ts'
import type { Filed, Shelf } from '../shelf.ts'
import { type ManifestEntry, manifestName } from '../write/manifest.ts'
import { type Seen, stands } from '../write/stands.ts'
import type { Account } from './account.ts'
import { storeOf } from './store.ts'
import { epoch, today, type World } from './world.ts'

/** What the last runs left: to be used again, or to be told again where nothing changed. */
export interface LastRun {
  readonly files: Snapshot
  readonly shelf: Shelf
  /** What each publication of this output folder was made of when it was last made. */
  readonly of: () => Promise<ReadonlyMap<string, Ingredients>>
  /** The account of this very order on the very same files, if the output still holds it all. */
  readonly account: () => Promise<Account | undefined>
  /** Whether the texts are others than those of the run that last wrote to this output folder. */
  readonly edited: () => Promise<boolean>
  /** Keeps what this run did for the next one. */
  readonly keep: (pressing: Pressing, account: Account) => Promise<void>
}

/** An account, and what it rests on besides the files that its key stands for. */
interface Recorded {
  readonly beyond: Awaited<ReturnType<Snapshot['beyond']>>
  readonly account: Account
  /** The files of no publication, and the list of all. */
  readonly others: readonly Standing[]
}

type Standing = Pick<ManifestEntry, 'path' | 'sha256' | 'size'>
type SeenList = readonly (readonly [path: string, seen: Seen])[]
/** What lies at hand for one output folder, and the day that it was last marked as of use. */
interface Today {
  readonly on: Day
  /** The hash of the texts that it was made of. */
  readonly texts: string
  readonly made: readonly (readonly [key: string, filed: Filed])[]
}

type OfList = readonly (readonly [publication: string, of: Ingredients])[]

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
  const day = today(world)
  const texts = await files.hash()
  const key = hash([
    press,
    texts,
    // Reports name the folder by its last part.
    order.folder.split(/[\\/]/).filter(Boolean).at(-1) ?? '',
    day,
    epoch(world),
    order.publications,
    order.mode ?? '',
  ])
  const place = hash(await realpath(order.out).catch(() => resolve(order.out)))
  const seen = new Map((await cache.get(`seen:${place}`)) as SeenList | undefined)
  const leave = (seen: ReadonlyMap<string, Seen>) => cache.put(`seen:${place}`, [...seen])
  let left: Promise<Partial<Today>> | undefined
  const leftBefore = () => {
    left ??= cache.get(`today:${place}`).then(met => met ?? {})
    return left
  }
  let opened: Promise<Map<string, Filed>> | undefined
  const shelf: Shelf = {
    cache,
    press,
    seen,
    today: () => {
      opened ??= leftBefore().then(({ on, made }) => new Map(on === day ? made : []))
      return opened
    },
  }
  return {
    files,
    shelf,
    of: async () => new Map((await cache.get(`of:${place}`)) as OfList | undefined),
    account: async () => {
      const recorded = (await cache.get(`run:${key}`)) as Recorded | undefined
      if (!recorded || !(await areSame(files, recorded.beyond))) return undefined
      const { account, others } = recorded
      const all = [...others, ...account.outcomes.flatMap(({ files }) => files)]
      const now = await allStand(order.out, all, seen)
      if (!now) return undefined
      if ([...now].some(([path, each]) => each !== seen.get(path)))
        await leave(new Map([...seen, ...now]))
      return account
    },
    edited: async () => (await leftBefore()).texts !== texts,
    keep: async ({ outcomes, written }, account) => {
      if (!written) return
      await leave(written.seen)
      const before = (await cache.get(`of:${place}`)) as OfList | undefined
      const issued = new Set(written.manifest.files.map(({ publication }) => publication))
      const made = outcomes
        .filter(({ of }) => Object.keys(of).length > 0)
        .map(({ publication, of }) => [publication.id, of] as const)
      const of = new Map([...(before ?? []).filter(([id]) => issued.has(id)), ...made])
      await cache.put(`of:${place}`, [...of])
      const { hashOf } = await import('../compose/excerpt.ts')
      const keys = new Set([...of.values()].map(hashOf))
      const kept: Today = {
        on: day,
        texts,
        made: [...(await shelf.today())].filter(([key]) => keys.has(key)),
      }
      await cache.put(`today:${place}`, kept)
      const manifest = written.seen.get(manifestName)
      // What the browser did not get through is tried again by the next run.
      const failed = outcomes.some(
        ({ refused, of }) => refused.length > 0 && Object.keys(of).length === 0,
      )
      if (manifest && !failed) {
        const others = written.manifest.files.filter(({ publication }) => publication === '')
        const recorded: Recorded = {
          beyond: await files.beyond(),
          // What was taken away then is gone, and is not to be told again.
          account: { ...account, removed: [] },
          others: [...others, { ...manifest, path: manifestName }],
        }
        await cache.put(`run:${key}`, recorded)
      }
      await cache.trim()
    },
  }
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

/** How all files stand, where each of them does; undefined where one does not. */
async function allStand(
  out: string,
  files: readonly Standing[],
  seen: ReadonlyMap<string, Seen>,
): Promise<ReadonlyMap<string, Seen> | undefined> {
  const now = new Map<string, Seen>()
  for (const file of files) {
    const standing = await stands(join(out, ...file.path.split('/')), file, seen.get(file.path))
    if (!standing) return undefined
    now.set(file.path, standing)
  }
  return now
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
