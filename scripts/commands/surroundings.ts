import { availableParallelism } from 'node:os'
import type { Pressroom } from '../press.ts'
import { openFonts } from '../read/fonts.ts'
import { openTemplates } from '../read/templates.ts'
import { openPrinter } from '../render/chromium.ts'
import { printingRoom } from '../render/printing-room.ts'
import { epoch, today, type World } from './world.ts'

/** One thread composes for all browsers, and keeps no more than these busy. */
const mostBrowsers = 4

/** A pressroom in this world. */
export function pressroom(
  world: World,
  say: (line: string) => void,
): Pressroom & { readonly progress: NonNullable<Pressroom['progress']> } {
  return {
    day: today(world),
    epoch: epoch(world),
    stock: { templates: openTemplates(), fonts: openFonts() },
    signal: world.signal,
    openPrinter: async () => {
      const printer = await printingRoom({
        open: () => openPrinter({ env: world.env, say }),
        most: Math.min(availableParallelism(), mostBrowsers),
      })
      say(`Browser: ${printer.version}, from ${printer.from}`)
      return printer
    },
    progress: (done, of, name) => {
      if (world.terminal) world.err(`\r\u001b[KPressing ${done + 1} of ${of}: ${name}`)
    },
  }
}
