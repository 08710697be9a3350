import type { Edition } from '../../compose/edition.ts'
import type { Ebook } from '../../read/publication.ts'
import { provenanceKey } from '../../review/provenance.ts'
import type { Entry } from '../book.ts'
import type { PrintedPages } from '../printed-pages.ts'
import { ncxPageList, type PageBreak, pageList } from './page-list.ts'
import { type Document, escapeXml } from './xhtml.ts'

/** One file of the package as its manifest names it. */
export interface Item {
  readonly id: string
  readonly href: string
  readonly type: string
  readonly properties?: string
  /** True where it is read in its turn. */
  readonly spine?: boolean
}

/** The package document: what the book is, what it holds, in which order it is read. */
export function packageDocument(
  edition: Edition<Ebook>,
  items: readonly Item[],
  pages?: PrintedPages,
): string {
  const { title, subtitle, author, publisher, rights, description, language, identifier } = edition
  const main = subtitle
    ? `<dc:title id="title">${escapeXml(title)}</dc:title><meta refines="#title" property="title-type">main</meta>\n` +
      `<dc:title id="subtitle">${escapeXml(subtitle)}</dc:title><meta refines="#subtitle" property="title-type">subtitle</meta>`
    : `<dc:title id="title">${escapeXml(title)}</dc:title>`
  const lines = [
    `<dc:identifier id="identifier">${identifier}</dc:identifier>`,
    main,
    ...[...new Set([language, ...edition.parts.map(part => part.language)])].map(
      tag => `<dc:language>${tag}</dc:language>`,
    ),
    author ? `<dc:creator id="creator">${escapeXml(author)}</dc:creator>` : '',
    publisher ? `<dc:publisher>${escapeXml(publisher)}</dc:publisher>` : '',
    rights ? `<dc:rights>${escapeXml(rights)}</dc:rights>` : '',
    `<dc:description>${escapeXml(description)}</dc:description>`,
    `<dc:date>${edition.stamp}</dc:date>`,
    `<meta property="dcterms:modified">${edition.stamp}T00:00:00Z</meta>`,
    ...accessibility(edition),
    ...(pages ? paged(pages) : []),
    '<meta name="cover" content="cover-image"/>',
    `<meta name="${provenanceKey}" content="${escapeXml(edition.provenance)}"/>`,
  ].filter(Boolean)
  const manifest = items.map(
    ({ id, href, type, properties }) =>
      `<item id="${id}" href="${escapeXml(href)}" media-type="${type}"${properties ? ` properties="${properties}"` : ''}/>`,
  )
  const spine = items.filter(({ spine }) => spine).map(({ id }) => `<itemref idref="${id}"/>`)
  const direction = edition.dir === 'rtl' ? ' page-progression-direction="rtl"' : ''
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="identifier" xml:lang="${language}" dir="${edition.dir}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
${lines.join('\n')}
</metadata>
<manifest>
${manifest.join('\n')}
</manifest>
<spine toc="ncx"${direction}>
${spine.join('\n')}
</spine>
</package>
`
}

/** What can be said of every book that the press makes; nothing is claimed beyond it. */
function accessibility({ parts, figures }: Edition<Ebook>): string[] {
  const pictures =
    figures.size > 0 || parts.some(part => JSON.stringify(part.tree).includes('"svg"'))
  const schema = (property: string, value: string) =>
    `<meta property="schema:${property}">${value}</meta>`
  return [
    schema('accessMode', 'textual'),
    ...(pictures ? [schema('accessMode', 'visual')] : []),
    ...['tableOfContents', 'structuralNavigation', 'displayTransformability', 'readingOrder'].map(
      feature => schema('accessibilityFeature', feature),
    ),
    schema('accessibilityHazard', 'none'),
  ]
}

/** Whose pages the page breaks are, said in both ways that reading systems know. */
function paged({ identifier, source }: PrintedPages): string[] {
  return [
    `<dc:source id="print">${identifier}</dc:source>`,
    '<meta refines="#print" property="source-of">pagination</meta>',
    `<meta property="pageBreakSource">${escapeXml(source)}</meta>`,
    '<meta property="schema:accessibilityFeature">pageBreakMarkers</meta>',
    '<meta property="schema:accessibilityFeature">pageNavigation</meta>',
  ]
}

/** The navigation document: contents and landmarks. */
export function navigation(
  edition: Edition<Ebook>,
  entries: readonly Entry[],
  files: ReadonlyMap<string, string>,
  landmarks: readonly { type: string; href: string; title: string }[],
  breaks: readonly PageBreak[],
): Omit<Document, 'body'> & { readonly html: string } {
  const { words } = edition
  const link = ({ id, title }: Entry) =>
    `<a href="${files.get(id)}#${encodeURIComponent(id)}">${escapeXml(title)}</a>`
  return {
    name: 'nav.xhtml',
    title: words.contents,
    language: edition.language,
    dir: edition.dir,
    type: 'frontmatter',
    html:
      `<nav epub:type="toc" role="doc-toc" aria-labelledby="contents"><h1 id="contents">${escapeXml(words.contents)}</h1>\n` +
      `<ol>\n${tree(entries)
        .map(([entry, below]) => {
          const list =
            below.length > 0
              ? `\n<ol>${below.map(each => `<li>${link(each)}</li>`).join('')}</ol>`
              : ''
          return `<li>${link(entry)}${list}</li>\n`
        })
        .join('')}</ol></nav>\n` +
      `<nav epub:type="landmarks" hidden="hidden" aria-label="${escapeXml(words.landmarks)}"><ol>${landmarks
        .map(
          ({ type, href, title }) =>
            `<li><a epub:type="${type}" href="${href}">${escapeXml(title)}</a></li>`,
        )
        .join('')}</ol></nav>\n${pageList(breaks, words)}`,
  }
}

/** The same contents for reading systems of EPUB 2. */
export function ncx(
  edition: Edition<Ebook>,
  entries: readonly Entry[],
  files: ReadonlyMap<string, string>,
  breaks: readonly PageBreak[],
): string {
  let order = 0
  const point = (entry: Entry, inside = ''): string => {
    order += 1
    return `<navPoint id="point-${order}" playOrder="${order}"><navLabel><text>${escapeXml(entry.title)}</text></navLabel><content src="${files.get(entry.id)}#${encodeURIComponent(entry.id)}"/>${inside}</navPoint>\n`
  }
  const points = tree(entries).map(([entry, below]) => {
    // A point is numbered before the points inside it.
    const open = point(entry, '\u0000')
    return open.replace('\u0000', below.map(each => point(each)).join(''))
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="${edition.language}">
<head><meta name="dtb:uid" content="${edition.identifier}"/><meta name="dtb:depth" content="2"/><meta name="dtb:totalPageCount" content="${breaks.length}"/><meta name="dtb:maxPageNumber" content="${breaks.at(-1)?.page ?? 0}"/></head>
<docTitle><text>${escapeXml(edition.title)}</text></docTitle>
<navMap>
${points.join('')}</navMap>
${ncxPageList(breaks, edition.words, order + 1)}</ncx>
`
}

function tree(entries: readonly Entry[]): [Entry, Entry[]][] {
  const chapters: [Entry, Entry[]][] = []
  for (const entry of entries) {
    if (entry.level === 1) chapters.push([entry, []])
    else chapters.at(-1)?.[1].push(entry)
  }
  return chapters
}
