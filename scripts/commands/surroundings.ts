import { availableParallelism } from 'node:os'
import type { Pressroom } from '../press.ts'
import { openFonts } from '../read/fonts.ts'
import { openTemplates } from '../read/templates.ts'
import { openPrinter } from '../render/chromium.ts'
import { printingRoom } from '../render/printing-room.ts'

/** What a command may touch of the world. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** True where a person watches standard error. */
  readonly terminal: boolean
  /** True where standard output shows colours. */
  readonly colour: boolean
  readonly signal: AbortSignal
  /** Now, in milliseconds since 1970. */
  readonly now: () => number
}

/** The press's own fixed day, for files that nothing else dates. */
const fixedDay = '2000-01-01'

/** Today where the user is. Nothing sets another: an expired review stays expired. */
export function today({ now }: World): string {
  const date = new Date(now())
  const pad = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

/** The day for files whose text names none: `SOURCE_DATE_EPOCH`, else a fixed one. */
export function epoch({ env }: World): string {
  const seconds = Number(env.SOURCE_DATE_EPOCH)
  return env.SOURCE_DATE_EPOCH && Number.isFinite(seconds)
    ? new Date(seconds * 1000).toISOString().slice(0, 10)
    : fixedDay
}

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
