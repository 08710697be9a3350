import type { Pressroom } from '../../scripts/press.ts'
import { openFonts } from '../../scripts/read/fonts.ts'
import { openTemplates } from '../../scripts/read/templates.ts'
import { openPrinter, type Printer } from '../../scripts/render/chromium.ts'

/** Opens one browser for a whole test file; the press may close it as often as it likes. */
export async function sharedPrinter(): Promise<{ printer: Printer; close: () => Promise<void> }> {
  const printer = await openPrinter({ env: process.env })
  return { printer: { ...printer, close: async () => {} }, close: () => printer.close() }
}

/** A pressroom on a fixed day, around a printer that stays open. */
export function pressroomWith(printer: Printer): Pressroom {
  return {
    day: '2026-01-15',
    epoch: '2000-01-01',
    stock: { templates: openTemplates(), fonts: openFonts() },
    openPrinter: async () => printer,
  }
}
