import { fill, type Words } from '../../read/templates.ts'
import type { PrintedPages } from '../printed-pages.ts'
import { chapterFile } from './chapter.ts'
import { escapeXml } from './xhtml.ts'

/** A place in the ebook where a page of the printed book begins. */
export interface PageBreak {
  readonly page: number
  /** The part's place among the parts. */
  readonly part: number
  /** The mark that it comes before; none where it comes before the part's title. */
  readonly mark?: number
  readonly id: string
  /** What a reading system says of it: "Page 12". */
  readonly label: string
  readonly href: string
}

/** The page breaks of an ebook, in reading order. */
export function pageBreaks(pages: PrintedPages | undefined, words: Words): readonly PageBreak[] {
  return (pages?.starts ?? []).map(start => {
    const id = `page-${start.page}`
    const label = fill(words.page, { page: start.page })
    return { ...start, id, label, href: `${chapterFile(start.part)}#${id}` }
  })
}

/**
 * The list of pages for the navigation document; empty where there are none.
 *
 * @param own attributes that tell the language of its name.
 */
export function pageList(breaks: readonly PageBreak[], words: Words, own = ''): string {
  if (breaks.length === 0) return ''
  const items = breaks.map(({ href, page }) => `<li><a href="${href}">${page}</a></li>`)
  return (
    `<nav epub:type="page-list" role="doc-pagelist" hidden="hidden"${own} aria-label="${escapeXml(words.pages)}">` +
    `<ol>\n${items.join('\n')}\n</ol></nav>`
  )
}

/** The same list for reading systems of EPUB 2. */
export function ncxPageList(breaks: readonly PageBreak[], words: Words, order: number): string {
  if (breaks.length === 0) return ''
  const targets = breaks.map(
    ({ href, page }, index) =>
      `<pageTarget id="target-${page}" type="normal" value="${page}" playOrder="${order + index}">` +
      `<navLabel><text>${page}</text></navLabel><content src="${href}"/></pageTarget>`,
  )
  return (
    `<pageList><navLabel><text>${escapeXml(words.pages)}</text></navLabel>\n` +
    `${targets.join('\n')}\n</pageList>\n`
  )
}
