import type { Edition } from '../../compose/edition.ts'
import { spokenIn } from '../../compose/spoken-in.ts'
import type { Ebook } from '../../read/publication.ts'
import type { Entry } from '../book.ts'
import { ncxPageList, type PageBreak, pageList } from './page-list.ts'
import { type Document, escapeXml } from './xhtml.ts'

/** The navigation document: contents and landmarks. */
export function navigation(
  edition: Edition<Ebook>,
  entries: readonly Entry[],
  files: ReadonlyMap<string, string>,
  landmarks: readonly { type: string; href: string; title: string }[],
  breaks: readonly PageBreak[],
): Omit<Document, 'body'> & { readonly html: string } {
  const { words, parts } = edition
  const own = attributes(spokenIn(words, edition.language))
  const languages = new Map(parts.map(({ anchor, ...part }) => [files.get(anchor), part]))
  const link = ({ id, title }: Entry) => {
    const file = files.get(id)
    const part = languages.get(file)
    const foreign = part && part.language !== edition.language ? attributes(part) : ''
    return `<a href="${file}#${encodeURIComponent(id)}"${foreign}>${escapeXml(title)}</a>`
  }
  return {
    name: 'nav.xhtml',
    title: words.contents,
    language: edition.language,
    dir: edition.dir,
    type: 'frontmatter',
    html:
      `<nav epub:type="toc" role="doc-toc" aria-labelledby="contents"><h1 id="contents"${own}>${escapeXml(words.contents)}</h1>\n` +
      `<ol>\n${tree(entries)
        .map(([entry, below]) => {
          const list =
            below.length > 0
              ? `\n<ol>${below.map(each => `<li>${link(each)}</li>`).join('')}</ol>`
              : ''
          return `<li>${link(entry)}${list}</li>\n`
        })
        .join(
          '',
        )}<li><a href="colophon.xhtml"${own}>${escapeXml(words['about-book'])}</a></li>\n</ol></nav>\n` +
      `<nav epub:type="landmarks" hidden="hidden"${own} aria-label="${escapeXml(words.landmarks)}"><ol>${landmarks
        .map(
          ({ type, href, title }) =>
            `<li><a epub:type="${type}" href="${href}">${escapeXml(title)}</a></li>`,
        )
        .join('')}</ol></nav>\n${pageList(breaks, words, own)}`,
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

function attributes({ language, lang = language, dir }: Spoken): string {
  return lang ? ` lang="${lang}" xml:lang="${lang}" dir="${dir}"` : ''
}

interface Spoken {
  readonly language?: string
  readonly lang?: string
  readonly dir?: 'ltr' | 'rtl'
}
