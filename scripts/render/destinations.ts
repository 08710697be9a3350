import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRef } from '@cantoo/pdf-lib'
import { decoded } from '../read/decoded.ts'

/** The page that each named destination of a PDF points to, counted from 1. */
export async function destinations(pdf: Uint8Array): Promise<ReadonlyMap<string, number>> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  const pages = new Map(document.getPages().map(({ ref }, index) => [ref.toString(), index + 1]))
  const named = new Map<string, number>()
  const all = document.catalog.lookupMaybe(PDFName.of('Dests'), PDFDict)
  for (const [name, value] of all?.entries() ?? []) {
    const target = value instanceof PDFRef ? document.context.lookup(value) : value
    const page = target instanceof PDFArray ? target.get(0) : undefined
    const number = page instanceof PDFRef ? pages.get(page.toString()) : undefined
    // Chromium writes a destination's name as its link has it, percent signs and all.
    if (number !== undefined) named.set(decoded(name.decodeText()), number)
  }
  return named
}
