import { provenanceKey } from '../review/provenance.ts'

/**
 * A PDF that says what it was made from, in a document property of our own.
 *
 * The property is appended as an incremental update: not a byte of the file changes, so tags,
 * outline and pinned ids stay. A file whose table of objects is packed is saved anew instead.
 */
export async function withProvenance(pdf: Uint8Array, line: string): Promise<Uint8Array> {
  return appended(pdf, line) ?? (await savedAnew(pdf, line))
}

function appended(pdf: Uint8Array, line: string): Uint8Array | undefined {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1')
  const previous = text.match(/startxref\s+(\d+)\s+%%EOF\s*$/)?.[1]
  const trailer = text
    .slice(text.lastIndexOf('trailer'))
    .match(/^trailer\s*<<([\s\S]*?)>>\s*startxref/)?.[1]
  const size = trailer?.match(/\/Size\s+(\d+)/)?.[1]
  const root = trailer?.match(/\/Root\s+\d+\s+\d+\s+R/)?.[0]
  const info = trailer?.match(/\/Info\s+(\d+)\s+0\s+R/)?.[1]
  if (!previous || !trailer || !size || !root || !info) return undefined
  const id = trailer.match(/\/ID\s*\[[^\]]*\]/)?.[0] ?? ''
  const properties = text.match(
    new RegExp(`(?:^|[\\r\\n])${info} 0 obj\\s*<<([\\s\\S]*?)>>\\s*endobj`),
  )?.[1]
  if (properties === undefined) return undefined
  const literal = line.replace(/[\\()]/g, '\\$&')
  const start = `\n${info} 0 obj\n`
  const object = `${start}<<${properties.trimEnd()}\n/${provenanceKey} (${literal})>>\nendobj\n`
  const at = pdf.byteLength + 1
  const table = pdf.byteLength + object.length
  const more =
    `${object}xref\n${info} 1\n${String(at).padStart(10, '0')} 00000 n \n` +
    `trailer\n<</Size ${size}\n${root}\n/Info ${info} 0 R\n${id}\n/Prev ${previous}>>\n` +
    `startxref\n${table}\n%%EOF\n`
  return Buffer.concat([pdf, Buffer.from(more, 'latin1')])
}

async function savedAnew(pdf: Uint8Array, line: string): Promise<Uint8Array> {
  const { PDFDict, PDFDocument, PDFHexString, PDFName } = await import('@cantoo/pdf-lib')
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  const { context } = document
  const known = context.lookup(context.trailerInfo.Info)
  const properties = known instanceof PDFDict ? known : context.obj({})
  if (!(known instanceof PDFDict)) context.trailerInfo.Info = context.register(properties)
  properties.set(PDFName.of(provenanceKey), PDFHexString.fromText(line))
  return document.save({ useObjectStreams: false, updateFieldAppearances: false })
}
