import type { Day } from '../read/fields.ts'

/**
 * Makes a PDF of Chromium's the same bytes on every run: dates become `stamp`, and the ids of
 * structure nodes, which count on from print to print in one page, begin at 1.
 *
 * Everything keeps its width, so no offset in the file moves; streams are left alone.
 */
export function pin(pdf: Uint8Array, stamp: Day): Uint8Array {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1')
  const date = `(D:${stamp.replaceAll('-', '')}000000+00'00')`
  const outside = text.split(/(\bstream\r?\n[\s\S]*?\nendstream\b)/)
  const met = new Set<string>()
  for (let index = 0; index < outside.length; index += 2) {
    for (const [id] of (outside[index] ?? '').matchAll(nodeId)) met.add(id)
  }
  // The name tree of ids is sorted: keeping their order keeps it so.
  const numbered = new Map(
    [...met].sort().map((id, index) => [id, `(node${String(index + 1).padStart(8, '0')})`]),
  )
  const pinned = outside.map((piece, index) =>
    index % 2 === 1
      ? piece
      : piece
          .replace(nodeId, id => numbered.get(id) ?? id)
          .replace(/(\/(?:CreationDate|ModDate) )\(D:\d{14}\+00'00'\)/g, (_, key) => key + date),
  )
  return Buffer.from(pinned.join(''), 'latin1')
}

const nodeId = /\(node\d{8}\)/g
