/** An ebook as a reading system gives it to a reader. */
export interface EpubText {
  /** The text of all documents in the order of the spine, the contents apart; blocks on lines. */
  readonly text: string
  /** The text of the table of contents. */
  readonly contents: string
}

/** Reads the text of an EPUB; throws where its package names a document that is not there. */
export async function epubText(bytes: Uint8Array): Promise<EpubText> {
  const { default: JSZip } = await import('jszip')
  const zip = await JSZip.loadAsync(bytes)
  const file = async (path: string) => {
    const entry = zip.file(path)
    if (!entry) throw new Error(`The ebook names \`${path}\`, which it does not hold.`)
    return entry.async('string')
  }
  const root = attribute(await file('META-INF/container.xml'), 'rootfile', 'full-path')
  const packaged = await file(root)
  const folder = root.slice(0, root.lastIndexOf('/') + 1)
  const items = new Map(
    elements(packaged, 'item').map(item => [
      item.get('id'),
      {
        path: folder + decodeURIComponent(item.get('href') ?? ''),
        properties: item.get('properties'),
      },
    ]),
  )
  let text = ''
  let contents = ''
  for (const reference of elements(packaged, 'itemref')) {
    const item = items.get(reference.get('idref'))
    if (!item)
      throw new Error(
        `The ebook's spine names \`${reference.get('idref')}\`, which is not in its list of files.`,
      )
    const document = await file(item.path)
    if (item.properties?.split(' ').includes('nav')) contents += bodyText(tableOfContents(document))
    else text += bodyText(document)
  }
  return { text, contents }
}

const tag =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\/?([^\s/>!?]+)((?:"[^"]*"|'[^']*'|[^'">])*)>|<[!?][^>]*>|([^<]+)/g

const inline = new Set(
  'a abbr b bdi bdo cite code del dfn em i ins kbd mark q ruby rb rt s samp small span strong sub sup u var wbr tspan'.split(
    ' ',
  ),
)
/** Elements whose text no reader meets as text of the book. */
const silent = new Set(['head', 'rp', 'script', 'style', 'title', 'desc', 'metadata'])

/** The text of an XHTML document, blocks apart by line breaks; numbers that stand for a list's are left out. */
export function bodyText(document: string): string {
  let text = ''
  // How deep in an element that says nothing.
  let within = 0
  const open: string[] = []
  for (const [whole, data, name, attributes = '', words] of document.matchAll(tag)) {
    if (words !== undefined || data !== undefined) {
      if (within === 0) text += data ?? decoded(words ?? '')
      continue
    }
    if (name === undefined) continue
    if (whole.startsWith('</')) {
      open.pop()
      if (within > 0) within -= 1
    } else if (!attributes.endsWith('/')) {
      open.push(name)
      if (within > 0 || silent.has(name) || /\bnote-number\b/.test(attributes)) within += 1
    }
    if (!inline.has(name)) text += '\n'
  }
  return text
}

function tableOfContents(document: string): string {
  return /<nav\b[^>]*epub:type="toc"[\s\S]*?<\/nav>/.exec(document)?.[0] ?? ''
}

function elements(xml: string, name: string): ReadonlyMap<string, string>[] {
  return [...xml.matchAll(new RegExp(`<${name}\\b((?:"[^"]*"|[^">])*)>`, 'g'))].map(
    ([, attributes = '']) =>
      new Map(
        [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
          key,
          decoded(value),
        ]),
      ),
  )
}

function attribute(xml: string, name: string, key: string): string {
  return elements(xml, name)[0]?.get(key) ?? ''
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

function decoded(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (met, hex, number, name) => {
    if (name) return entities[name] ?? met
    return String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(number))
  })
}
