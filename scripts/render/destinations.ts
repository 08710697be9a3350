import { decoded } from '../read/decoded.ts'
import { isRef, nameOf } from './pdf/object.ts'
import { openPdf } from './pdf/pdf.ts'

/** The page that each named destination of a PDF points to, counted from 1. */
export function destinations(file: Uint8Array): ReadonlyMap<string, number> {
  const pdf = openPdf(file)
  const pages = new Map(pdf.pages().map(({ number }, index) => [number, index + 1]))
  const named = new Map<string, number>()
  for (const [name, target] of pdf.dict(pdf.dict(pdf.trailer.get('Root')).get('Dests'))) {
    const [page] = pdf.list(target)
    const number = isRef(page) ? pages.get(page.number) : undefined
    // Chromium writes a destination's name as its link has it, percent signs and all.
    if (number !== undefined) named.set(decoded(nameOf(`/${name}`)), number)
  }
  return named
}
