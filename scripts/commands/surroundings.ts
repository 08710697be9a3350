import { availableParallelism } from 'node:os'
import { inspectBeside } from '../inspect-beside.ts'
import type { Pressroom } from '../press.ts'
import { openFonts } from '../read/fonts.ts'
import { openTemplates } from '../read/templates.ts'
import { openPrinter } from '../render/chromium.ts'
import { printingRoom } from '../render/printing-room.ts'
import type { Expected } from './pressed.ts'
import { epoch, today, type World } from './world.ts'

/** One thread composes for all browsers, and keeps no more than these busy. */
const mostBrowsers = 4

/**
 * A pressroom in this world.
 *
 * @param expected how much is likely to be printed: for some a browser is started at once, for all
 *   a thread for the checks too.
 */
export function pressroom(
  world: World,
  say: (line: string) => void,
  expected: Expected = 'unknown',
): Pressroom & { readonly progress: NonNullable<Pressroom['progress']> } {
  const cores = availableParallelism()
  const open = () =>
    printingRoom({
      open: () => openPrinter({ env: world.env, say }),
      most: Math.min(cores, mostBrowsers),
    })
  let ready = expected === 'unknown' ? undefined : open()
  // Who asks for it is told why there is none.
  ready?.catch(() => undefined)
  const day = today(world)
  const beside = expected === 'all' && cores > 1 ? inspectBeside() : undefined
  return {
    day,
    epoch: epoch(world),
    stock: { templates: openTemplates(), fonts: openFonts() },
    signal: world.signal,
    openPrinter: async () => {
      const printer = await (ready ?? open())
      ready = undefined
      say(`Browser: ${printer.version}, from ${printer.from}`)
      return printer
    },
    ...(beside
      ? { inspect: (path, files, understood) => beside.inspect(path, files, understood, day) }
      : {}),
    close: async () => {
      await beside?.close()
      const unused = await ready?.catch(() => undefined)
      await unused?.close()
    },
    progress: (done, of, name) => {
      if (world.terminal) world.err(`\r\u001b[KPressing ${done + 1} of ${of}: ${name}`)
    },
  }
}
