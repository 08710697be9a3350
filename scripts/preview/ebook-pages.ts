import { posix } from 'node:path'
import JSZip from 'jszip'

/** The documents of an EPUB, each whole in itself. */
export interface EbookPages {
  /** In reading order. */
  readonly documents: readonly { readonly name: string; readonly title: string }[]
  /** A document as XHTML that points to nothing outside itself but the other documents. */
  readonly xhtml: (name: string) => Promise<string | undefined>
}

/** Opens an EPUB of the press to be read in a browser. */
export async function openEbookPages(epub: Uint8Array): Promise<EbookPages> {
  const zip = await JSZip.loadAsync(epub)
  const text = async (path: string) => (await zip.file(path)?.async('string')) ?? ''
  const packageFile =
    /full-path="([^"]+)"/.exec(await text('META-INF/container.xml'))?.[1] ?? 'EPUB/package.opf'
  const root = posix.dirname(packageFile)
  const opf = await text(packageFile)
  const files = new Map(
    [...opf.matchAll(/<item\b[^>]*>/g)].map(([item]) => [
      attribute(item, 'id'),
      attribute(item, 'href'),
    ]),
  )
  const names = [...opf.matchAll(/<itemref\b[^>]*>/g)].flatMap(
    ([item]) => files.get(attribute(item, 'idref')) || [],
  )
  const documents = await Promise.all(
    names.map(async name => {
      const [, title = name] = /<title>([^<]*)<\/title>/.exec(await text(`${root}/${name}`)) ?? []
      return { name, title: unescaped(title) }
    }),
  )
  const embedded = async (source: string, beside: string, pattern: RegExp) => {
    const pieces = source.split(pattern)
    const whole = pieces.map(async (piece, index) => {
      if (index % 2 === 0) return piece
      const file = zip.file(posix.join(posix.dirname(beside), unescaped(piece)))
      return file ? `data:${mediaType(piece)};base64,${await file.async('base64')}` : piece
    })
    return (await Promise.all(whole)).join('')
  }
  const xhtml = async (name: string) => {
    if (!names.includes(name)) return undefined
    const path = `${root}/${name}`
    let document = await embedded(await text(path), path, /(?<=\ssrc=")([^":]+)(?=")/)
    for (const [link, href = ''] of document.matchAll(/<link\b[^>]*\bhref="([^"]+\.css)"[^>]*>/g)) {
      const sheet = posix.join(posix.dirname(path), href)
      const css = await embedded(await text(sheet), sheet, /(?<=url\(["']?)([^"':)]+)(?=["']?\))/)
      document = document.replace(link, () => `<style>/*<![CDATA[*/\n${css}\n/*]]>*/</style>`)
    }
    return document
  }
  return { documents, xhtml }
}

function attribute(tag: string, name: string): string {
  return unescaped(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
}

function unescaped(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

function mediaType(file: string): string {
  return mediaTypes[posix.extname(file).toLowerCase()] ?? 'application/octet-stream'
}
