/**
 * A PDF whose table of objects is plain. Browsers write it so; one that ever packs it costs the
 * time of another library, and nothing else.
 */
export async function plain(file: Uint8Array): Promise<Uint8Array> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const end = bytes.toString('latin1', Math.max(0, bytes.length - 4096))
  if (/\btrailer\b/.test(end)) return file
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  const document = await PDFDocument.load(file, { updateMetadata: false })
  return document.save({ useObjectStreams: false, updateFieldAppearances: false })
}
