import { once } from 'node:events'
import { openPreview } from '../preview/preview.ts'
import { PortTaken } from '../preview/server.ts'
import { explanation } from './explain.ts'
import { missingFolder } from './missing-folder.ts'
import { pressroom } from './surroundings.ts'
import { today, type World } from './world.ts'

/** What `imprimatur watch` is told. */
export interface WatchOptions {
  /** The port on this machine. */
  readonly port?: string
}

/**
 * Shows a manuscript in the browser, and every change to it, until it is stopped. Writes nothing.
 * Gives 0 where it was stopped, 1 where it cannot begin.
 */
export async function watch(folder: string, options: WatchOptions, world: World): Promise<0 | 1> {
  const missing = await missingFolder(folder)
  if (missing) {
    world.err(`${missing}\n`)
    return 1
  }
  const port = options.port === undefined ? undefined : Number(options.port)
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536)) {
    world.err(`Unexpected port \`${options.port}\`, expected a number from 1 to 65535.\n`)
    return 1
  }
  const { epoch, stock, openPrinter } = pressroom(world, () => {})
  const room = { epoch, stock, openPrinter, today: () => today(world) }
  try {
    const order = { folder, explain: explanation, ...(port ? { port } : {}) }
    const preview = await openPreview(order, room)
    world.out(`Watching \`${folder}\`. Open ${preview.url} in a browser; Ctrl-C ends it.\n`)
    if (!world.signal.aborted) await once(world.signal, 'abort')
    await preview.close()
    return 0
  } catch (error) {
    if (!(error instanceof PortTaken)) throw error
    world.err(`${error.message}\n`)
    return 1
  }
}
