import { posix } from 'node:path'
import type { Nodes, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { decoded } from './decoded.ts'
import { fact } from './facts.ts'
import { type Finding, type Place, placeOf } from './finding.ts'
import type { Folder } from './folder.ts'
import type { Chapter, Figure, Passage } from './manuscript.ts'

const mediaTypes: Readonly<Record<string, string>> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
}

/** True for an address that is not a file of the manuscript. */
export function isRemote(url: string): boolean {
  return /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(url)
}

/** The path within the manuscript that an address in `file` points to. */
export function resolveUrl(file: string, url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? ''
  const plain = decoded(path)
  return plain.startsWith('/')
    ? posix.normalize(plain.slice(1))
    : posix.normalize(posix.join(posix.dirname(file), plain))
}

interface Shown {
  readonly url: string
  readonly place: Place
}

/** Addresses of the pictures in a text, in Markdown or in HTML. */
function pictures(text: Chapter | Passage): readonly Shown[] {
  // Most texts show none, and are not searched.
  if (!/!\[|<img\b/i.test(text.text)) return []
  return fact(text, 'pictures', [], () =>
    found(text.source).map(({ url, node }) => ({ url, place: placeOf(text.file, node) })),
  )
}

function found(tree: Root): readonly { readonly url: string; readonly node: Nodes }[] {
  const met: { readonly url: string; readonly node: Nodes }[] = []
  const definitions = new Map<string, string>()
  visit(tree as Nodes, 'definition', node => {
    definitions.set(node.identifier, node.url)
  })
  visit(tree as Nodes, node => {
    if (node.type === 'image') met.push({ url: node.url, node })
    else if (node.type === 'imageReference') {
      const url = definitions.get(node.identifier)
      if (url !== undefined) met.push({ url, node })
    } else if (node.type === 'html') {
      for (const [, double, single] of node.value.matchAll(
        /<img\b[^>]*?\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)')/gi,
      )) {
        met.push({ url: double ?? single ?? '', node })
      }
    }
  })
  return met
}

/** Paths within the manuscript of the pictures that a text shows, whether they are there or not. */
export function shownIn(text: Chapter | Passage): readonly string[] {
  const { file } = text
  return pictures(text).flatMap(({ url }) => (isRemote(url) ? [] : resolveUrl(file, url)))
}

/** Reads every picture that the chapters and passages show. */
export async function readFigures(
  folder: Folder,
  texts: readonly (Chapter | Passage)[],
): Promise<{ figures: ReadonlyMap<string, Figure>; findings: readonly Finding[] }> {
  const figures = new Map<string, Figure>()
  const findings: Finding[] = []
  for (const text of texts) {
    const { file } = text
    for (const { url, place } of pictures(text)) {
      const report = (severity: Finding['severity'], reason: string, note: string) =>
        findings.push({ rule: 'figure', severity, ...place, reason, note })
      if (isRemote(url)) {
        report(
          'warning',
          `Unexpected picture from elsewhere (\`${shortened(url)}\`), expected a file of the manuscript`,
          'Save the picture in `figures/` and point to it; the press never loads anything from the network. Its description is printed meanwhile.',
        )
        continue
      }
      const path = resolveUrl(file, url)
      if (figures.has(path)) continue
      const mediaType = mediaTypes[posix.extname(path).toLowerCase()]
      if (!mediaType) {
        report(
          'error',
          `Unexpected kind of picture \`${path}\`, expected .svg, .png, .jpg, .gif or .webp`,
          'Save the picture in one of these forms.',
        )
        continue
      }
      const bytes = path.startsWith('..') ? undefined : await folder.bytes(path)
      if (!bytes) {
        report(
          'error',
          `Missing picture \`${path}\``,
          'Put the file there, or mend its name. Its description is printed meanwhile.',
        )
        continue
      }
      if (!isKind(mediaType, bytes)) {
        report(
          'error',
          `Unexpected contents of \`${path}\`, expected a picture of the kind that its name says`,
          'Open it in a picture program and save it again. Its description is printed meanwhile.',
        )
        continue
      }
      const large = await tooLarge(mediaType, bytes)
      if (large) {
        report(
          'error',
          `Unexpected size of \`${path}\` (${large}), expected a smaller picture`,
          'Save it smaller: 3,000 pixels across are enough for a whole page. Its description is printed meanwhile.',
        )
        continue
      }
      figures.set(path, { file: path, mediaType, bytes })
    }
  }
  return { figures, findings }
}

/** A photograph of the largest cameras; a drawing of many thousand shapes. */
const mostBytes = { photograph: 40_000_000, drawing: 2_000_000 } as const
/** A small file may unpack to more than there is memory for. */
const mostPixels = 120_000_000

/** What is too large about a picture, if anything. */
async function tooLarge(mediaType: string, bytes: Uint8Array): Promise<string | undefined> {
  const drawn = mediaType === 'image/svg+xml'
  if (bytes.byteLength > mostBytes[drawn ? 'drawing' : 'photograph'])
    return `${(bytes.byteLength / 1_000_000).toFixed(1)} MB`
  if (drawn) return undefined
  // The library takes a while to load, and few manuscripts have photographs.
  const { default: sharp } = await import('sharp')
  try {
    // This reads the head of the file and unpacks nothing.
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata()
    return width * height > mostPixels ? `${width} × ${height} pixels` : undefined
  } catch {
    // What cannot be read is said where it is to be printed.
    return undefined
  }
}

/** How a file of each kind begins, in hexadecimal digits. */
const beginnings: Readonly<Record<string, RegExp>> = {
  'image/png': /^89504e470d0a1a0a/,
  'image/jpeg': /^ffd8ff/,
  'image/gif': /^474946383[79]61/,
  'image/webp': /^52494646.{8}57454250/,
}

/** A browser shows nothing, without a word, where a file is not what its name says. */
function isKind(mediaType: string, bytes: Uint8Array): boolean {
  if (mediaType === 'image/svg+xml') return /<svg[\s>]/.test(new TextDecoder().decode(bytes))
  return beginnings[mediaType]?.test(Buffer.from(bytes.subarray(0, 16)).toString('hex')) ?? false
}

function shortened(url: string): string {
  return url.length > 60 ? `${url.slice(0, 57)}…` : url
}
