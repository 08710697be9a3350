import type { Impression, Impressions } from './impressions.ts'

/** What a request gets. */
export interface Answer {
  readonly status: 200 | 404
  readonly type: string
  readonly body: string | Uint8Array
  /** The Content-Security-Policy, where it is not the page's own. */
  readonly policy?: string
  readonly name?: string
}

/** Where the answers come from; all of it stands in memory. */
export interface Sources extends Pick<Impressions, 'picture'> {
  readonly impression: (id: string) => Impression | undefined
  /** The preview's own page, style and scripts by path. */
  readonly own: ReadonlyMap<string, { readonly type: string; readonly body: string }>
  /** What a rule is about, as plain text. */
  readonly explain: (rule: string) => Promise<string | undefined>
}

/** The preview's own page may load what is its own, and nothing from elsewhere. */
export const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'"

/**
 * A document of an ebook runs nothing and loads nothing; the page around it may look in, to keep
 * the place.
 */
const documentPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"

/** A viewer of PDFs may need what it likes; nobody may frame it. */
const filePolicy = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const missing: Answer = { status: 404, type: 'text/plain', body: 'There is nothing here.\n' }

/** The widest picture of a page, in pixels. */
const widest = 3000

/**
 * The answer to a path. Every path is looked up among things that stand in memory: none leads to
 * a file.
 */
export async function answer(url: string, sources: Sources): Promise<Answer> {
  const { pathname, searchParams } = new URL(`http://localhost${url}`)
  const own = sources.own.get(pathname)
  if (own) return { status: 200, ...own }
  const [, kind, id = '', ...rest] = pathname.split('/')
  if (kind === 'rules' && rest.length === 0) {
    const text = await sources.explain(id)
    return text === undefined ? missing : { status: 200, type: 'text/plain', body: text }
  }
  const impression = sources.impression(id)
  if (!impression) return missing
  const { path } = impression
  if (kind === 'files' && rest.join('/') === fileName(path)) {
    const type = path.endsWith('.epub') ? 'application/epub+zip' : 'application/pdf'
    return {
      status: 200,
      type,
      body: await impression.bytes(),
      policy: filePolicy,
      name: fileName(path),
    }
  }
  if (kind === 'documents' && impression.kind === 'documents') {
    const body = await impression.documents.xhtml(rest.join('/'))
    const type = 'application/xhtml+xml'
    return body === undefined ? missing : { status: 200, type, body, policy: documentPolicy }
  }
  if (impression.kind !== 'pages' || rest.length !== 1) return missing
  const page = /^\d{1,5}$/.test(rest[0] ?? '') ? Number(rest[0]) : Number.NaN
  if (!impression.pages.sizes[page]) return missing
  if (kind === 'words') {
    const body = impression.pages.words(page).characters.join('')
    return { status: 200, type: 'text/plain', body }
  }
  const width = Number(searchParams.get('width'))
  if (kind !== 'pages' || !Number.isInteger(width) || width < 50 || width > widest) return missing
  const body = sources.picture(id, page, width, !searchParams.has('near'))
  return body ? { status: 200, type: 'application/octet-stream', body } : missing
}

/** The name under which a file is opened; a proof says so. */
function fileName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return path.startsWith('proofs/') ? `proof-${name}` : name
}
