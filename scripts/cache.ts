import { hash } from 'node:crypto'
import { rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import cacache from 'cacache'

/**
 * A store of what was made before, by the hash of all that shaped it.
 *
 * An entry that is damaged, cut short or another's counts as absent and is made again; a store
 * that cannot be written only costs time. Several programs may use one store at once, and one
 * that is killed leaves it whole: entries are written beside their places and moved there.
 */
export interface Cache {
  /** Where it is kept. */
  readonly folder: string
  /** The most bytes that it holds. */
  readonly limit: number
  /** Plain data that was kept under a key. */
  readonly get: (key: string) => Promise<unknown>
  readonly put: (key: string, value: unknown) => Promise<void>
  /** Bytes that were kept under a key. */
  readonly block: (key: string) => Promise<Uint8Array | undefined>
  readonly putBlock: (key: string, bytes: Uint8Array) => Promise<void>
  /** Bytes by their SHA-256, in hexadecimal digits. */
  readonly bytes: (sha256: string) => Promise<Uint8Array | undefined>
  readonly putBytes: (sha256: string, bytes: Uint8Array) => Promise<void>
  /** Says that bytes are still of use, without reading them. */
  readonly touch: (sha256: string) => Promise<void>
  readonly size: () => Promise<Size>
  /** Drops what was out of use for longest, where there is more than the limit. */
  readonly trim: () => Promise<void>
  readonly clear: () => Promise<void>
}

/** How much a store holds. */
export interface Size {
  readonly entries: number
  readonly bytes: number
}

declare module 'cacache' {
  namespace rm {
    /** The option is documented by the library and missing from its types. */
    function entry(
      folder: string,
      key: string,
      options: { readonly removeFully: boolean },
    ): Promise<unknown>
  }
}

/** Of the form of what is kept: with another number nothing of before is found. */
const form = 1
const day = 86_400_000
const options = { algorithms: ['sha256' as const] satisfies [string], memoize: false }

/**
 * Opens a store of at most `limit` bytes; its folder is made with the first entry.
 */
export function openCache(folder: string, limit: number): Cache {
  let added = 0

  const read = async (integrity: string): Promise<Uint8Array | undefined> => {
    try {
      return await cacache.get.byDigest(folder, integrity, { memoize: false })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        await cacache.rm.content(folder, integrity).catch(() => undefined)
      return undefined
    }
  }

  const put = async (key: string, data: Uint8Array): Promise<void> => {
    const integrity = integrityOf(hash('sha256', data))
    const attempt = async () => {
      const before = await cacache.get.info(folder, key)
      // Reading takes damage out of the way, which the library would let stand.
      const held = await read(integrity)
      if (before?.integrity === integrity && held) return
      if (before) {
        // The library only ever adds to an entry, and forgets what it held before.
        await cacache.rm.entry(folder, key, { removeFully: true })
        if (before.integrity !== integrity) await cacache.rm.content(folder, before.integrity)
      }
      await cacache.put(folder, key, Buffer.from(data), options)
      added += data.byteLength
    }
    try {
      await attempt().catch(async () => {
        // Something else may stand where the entry belongs.
        await cacache.rm.entry(folder, key, { removeFully: true })
        await attempt()
      })
    } catch {
      // A full disk, a folder that is read-only: what was made is issued all the same.
    }
  }

  const keep = (key: string, value: unknown) =>
    put(`${form}:${key}`, Buffer.from(JSON.stringify([key, value])))

  const block = async (key: string): Promise<Uint8Array | undefined> => {
    try {
      const entry = await cacache.get.info(folder, `${form}:${key}`)
      const data = entry ? await read(entry.integrity) : undefined
      if (entry && data) await markUsed(entry.path)
      return data
    } catch {
      return undefined
    }
  }

  const kept = async (key: string): Promise<unknown> => {
    try {
      const data = await block(key)
      if (!data) return undefined
      const [own, value] = JSON.parse(Buffer.from(data).toString('utf8')) as [string, unknown]
      return own === key ? value : undefined
    } catch {
      return undefined
    }
  }

  const markUsed = async (path: string): Promise<void> => {
    const { mtimeMs } = await stat(path)
    const now = performance.timeOrigin + performance.now()
    if (now - mtimeMs > day) await utimes(path, now / 1000, now / 1000)
  }

  const drop = async (): Promise<void> => {
    const all = await Promise.all(
      (await entries()).map(async ({ key, integrity, size = 0, path }) => {
        const used = await stat(path).then(
          ({ mtimeMs }) => mtimeMs,
          () => 0,
        )
        return { key, integrity, size, used }
      }),
    )
    let held = all.reduce((sum, { size }) => sum + size, 0)
    for (const { key, integrity, size } of all.sort((a, b) => a.used - b.used)) {
      // Somewhat more than it must, so that not every run has to.
      if (held <= limit * 0.8) break
      await cacache.rm.entry(folder, key, { removeFully: true })
      await cacache.rm.content(folder, integrity)
      held -= size
    }
    await sweep()
    await keep(tally, held)
  }

  /** Takes away what killed programs left half written; one that is at work writes it again. */
  const sweep = () => rm(join(folder, 'tmp'), { recursive: true, force: true })

  const entries = async () => Object.values(await cacache.ls(folder).catch(() => ({})))

  return {
    folder,
    limit,
    get: kept,
    put: keep,
    block: key => block(`block:${key}`),
    putBlock: (key, bytes) => put(`${form}:block:${key}`, bytes),
    bytes: sha256 => read(integrityOf(sha256)),
    putBytes: (sha256, bytes) => put(`${form}:bytes:${sha256}`, bytes),
    touch: async sha256 => {
      try {
        const entry = await cacache.get.info(folder, `${form}:bytes:${sha256}`)
        if (entry) await markUsed(entry.path)
      } catch {
        // What is dropped too early is made again.
      }
    },
    size: async () => {
      const all = await entries()
      return { entries: all.length, bytes: all.reduce((sum, { size = 0 }) => sum + size, 0) }
    },
    trim: async () => {
      if (added === 0) return
      const before = await kept(tally)
      const held = (typeof before === 'number' ? before : 0) + added
      added = 0
      try {
        if (held > limit) await drop()
        else await keep(tally, held)
      } catch {
        // Another program may be at it; the next run trims.
      }
    },
    clear: async () => {
      await cacache.rm.all(folder)
      await sweep()
    },
  }
}

/** The key under which stands how much the store held when a run last added to it. */
const tally = 'tally'

function integrityOf(sha256: string): string {
  return `sha256-${Buffer.from(sha256, 'hex').toString('base64')}`
}
