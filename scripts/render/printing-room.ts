import type { Printer } from './chromium.ts'

/** Thrown where a page cannot be printed though the browser works; the message says how it failed. */
export class PrintFailed extends Error {
  /** The file that it was to become, where that is known. */
  readonly path: string | undefined

  constructor(message: string, path?: string) {
    super(message)
    this.path = path
  }
}

/** Thrown where the browser prints nothing at all any more; the message is for the user. */
export class PrinterFailed extends Error {}

/** How a printing room is furnished. */
export interface PrintingRoomOptions {
  /** Starts one browser. */
  readonly open: () => Promise<Printer>
  /** The most browsers at once. */
  readonly most: number
  /** Milliseconds that a print of so much HTML may take. */
  readonly patience?: (characters: number) => number
  /** A browser is let go after so many prints. */
  readonly renewal?: number
}

/** As many prints have to wait before one more browser pays; starting one takes as long as them. */
const worthAStart = 12

/** A browser grows by about 25 kB with each print of a leaflet; starting one takes some 0.3 s. */
const manyPrints = 1000

/**
 * A minute, and 20 ms for each kilobyte of the page: where it was measured, a leaflet of 45 kB took
 * 0.02 s and 1,800 pages of 6 MB took 10 s.
 */
const generous = (characters: number) => 60_000 + characters / 50

/** A browser at its place; none while it is being replaced. */
interface Station {
  printer: Printer | undefined
  prints: number
}

type Job = (station: Station) => Promise<void>

/**
 * A printer made of several browsers, which give the same bytes as one.
 *
 * It begins with one and takes on more only as long as prints wait for one. A browser that dies
 * or does not finish is replaced and its page is tried once more; so is one that has printed much,
 * since browsers grow.
 */
export async function printingRoom(options: PrintingRoomOptions): Promise<Printer> {
  const { open, most, patience = generous, renewal = manyPrints } = options
  const working = new Set<Printer>()
  const idle: Station[] = []
  const waiting: Job[] = []
  let stations = 1
  let waited = 0
  let closed = false

  const start = async (): Promise<Printer> => {
    const shut = () => new Error('The printing room is closed.')
    if (closed) throw shut()
    const printer = await open()
    working.add(printer)
    if (!closed) return printer
    await letGo(printer)
    throw shut()
  }
  const letGo = async (printer: Printer): Promise<void> => {
    working.delete(printer)
    await printer.close()
  }
  const replace = async (station: Station): Promise<Printer> => {
    const { printer } = station
    station.printer = undefined
    station.prints = 0
    // One that died or hangs may not even close.
    if (printer) await letGo(printer).catch(() => undefined)
    station.printer = await start()
    return station.printer
  }

  const serve = async (station: Station): Promise<void> => {
    for (let job = waiting.shift(); job; job = waiting.shift()) await job(station)
    idle.push(station)
  }
  const takeOn = async (): Promise<void> => {
    stations += 1
    waited = 0
    try {
      await serve({ printer: await start(), prints: 0 })
    } catch {
      // It does not start beside the others, which go on without it.
      stations -= 1
    }
  }
  const enter = (job: Job): void => {
    waiting.push(job)
    const free = idle.pop()
    if (free) void serve(free)
    else waited += 1
    if (waited >= worthAStart && stations < most) void takeOn()
  }

  /** Twice at most: a page that fails in a fresh browser too is at fault, if that prints another. */
  const tried = async <T>(
    station: Station,
    work: (printer: Printer) => Promise<T>,
    limit: number,
  ): Promise<T> => {
    const fresh = station.prints >= renewal ? undefined : station.printer
    try {
      return await within(limit, work(fresh ?? (await replace(station))))
    } catch (error) {
      if (closed) throw error
    }
    try {
      return await within(limit, work(await replace(station)))
    } catch (error) {
      if (closed) throw error
      await trial(station, error)
      throw new PrintFailed(reasonOf(error))
    }
  }
  const trial = async (station: Station, cause: unknown): Promise<void> => {
    try {
      const printer = await replace(station)
      await within(patience(0), printer.print('<!doctype html><title>Trial</title><p>Trial</p>'))
    } catch {
      if (closed) throw cause
      throw new PrinterFailed(
        `The browser prints nothing any more: ${reasonOf(cause)}. Files of the last run are as they were.\n` +
          'Close other programs if memory is short, and run this again; `imprimatur doctor` tries the browser.',
        { cause },
      )
    }
  }
  const inTurn = <T>(html: string, work: (printer: Printer) => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      enter(async station => {
        await tried(station, work, patience(html.length)).then(resolve, reject)
        station.prints += 1
      })
    })

  const first = await start()
  idle.push({ printer: first, prints: 0 })
  return {
    from: first.from,
    version: first.version,
    abreast: most,
    expect: prints => {
      if (prints >= 2 * worthAStart && stations < most) void takeOn()
    },
    print: html => inTurn(html, printer => printer.print(html)),
    picture: (html, width, height) => inTurn(html, printer => printer.picture(html, width, height)),
    close: async () => {
      closed = true
      await Promise.allSettled([...working].map(letGo))
    },
  }
}

class TooLong extends Error {}

function reasonOf(error: unknown): string {
  if (error instanceof TooLong) return error.message
  return error instanceof Error ? error.message : String(error)
}

async function within<T>(limit: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new TooLong(`it was not done in ${Math.ceil(limit / 1000)} s`)),
      limit,
    )
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
