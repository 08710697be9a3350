import type { Pressroom } from '../press.ts'
import type { Printer } from '../render/chromium.ts'
import { PrintFailed } from '../render/printing-room.ts'

/** Thrown where no browser starts; the message says what to do. */
export class PrinterMissing extends Error {}

/** A printer that starts with the first work, and stays open for the next. */
export interface WarmPrinter {
  /** Does some work with it; throws {@link PrinterMissing}, and what the work throws. */
  readonly at: <T>(work: (printer: Printer) => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}

/** Opens a printer that is kept warm; one that prints nothing any more is replaced. */
export function openWarmPrinter({ openPrinter }: Pick<Pressroom, 'openPrinter'>): WarmPrinter {
  let printer: Promise<Printer> | undefined
  const close = async () => {
    const closing = printer
    printer = undefined
    await (await closing?.catch(() => undefined))?.close()
  }
  return {
    at: async work => {
      printer ??= openPrinter()
      const opened = await printer.catch(async error => {
        printer = undefined
        const message = error instanceof Error ? error.message : String(error)
        throw new PrinterMissing(message, { cause: error })
      })
      try {
        return await work(opened)
      } catch (error) {
        if (!(error instanceof PrintFailed)) await close()
        throw error
      }
    },
    close,
  }
}

/** A first print, and the way to let what was begun with it go on. */
export interface Halted {
  readonly html: string
  readonly pdf: Uint8Array
  readonly goOn: () => void
}

/**
 * A printer that halts after its first print, so that this can be looked at before anything more
 * is made of it. What is never told to go on is forgotten.
 */
export function haltingPrinter(printer: Printer, halted: (print: Halted) => void): Printer {
  let first = true
  return {
    ...printer,
    print: async html => {
      const pdf = await printer.print(html)
      if (first) {
        first = false
        await new Promise<void>(goOn => halted({ html, pdf, goOn }))
      }
      return pdf
    },
  }
}
