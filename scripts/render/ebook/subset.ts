import { createRequire } from 'node:module'
import { codeFamily, type Face } from '../../read/fonts.ts'

/** What we use of the package, which is CommonJS and has no types. */
type Cut = (font: Buffer, text: string, options: { targetFormat: 'woff2' }) => Promise<Uint8Array>
const cut = createRequire(import.meta.url)('subset-font') as Cut

/** A face with the characters that it is needed for and no others; the shapes of scripts stay. */
export async function subset(face: Face): Promise<Face> {
  const text = String.fromCodePoint(...face.points)
  const bytes = await cut(Buffer.from(face.bytes), text, { targetFormat: 'woff2' })
  return { ...face, bytes }
}

/** A face without the characters that a family before it has: they are never set in it. */
export function lessOthers(face: Face, all: readonly Face[], families: readonly string[]): Face {
  const place = (family: string) => families.indexOf(family)
  if (face.family === codeFamily) return face
  const before = all.filter(
    ({ family }) => family !== codeFamily && place(family) < place(face.family),
  )
  const taken = new Set(before.flatMap(({ points }) => points))
  return { ...face, points: face.points.filter(point => !taken.has(point)) }
}
