import type { Element, ElementContent } from 'hast'
import type { Edition } from '../../compose/edition.ts'
import { spokenIn } from '../../compose/spoken-in.ts'
import { h } from '../html.ts'
import { imprints } from '../print-page.ts'
import type { Document } from './xhtml.ts'

/** The cover as a page of its own. */
export function coverDocument(edition: Edition): Document {
  const { title, words } = edition
  const alt = `${words.cover}: ${title}`
  return {
    ...bare(edition),
    name: 'cover.xhtml',
    title: words.cover,
    type: 'cover',
    body: [
      h(
        'section',
        { className: ['cover'], id: 'cover' },
        h('img', { src: 'cover.png', alt, role: 'doc-cover' }),
      ),
    ],
  }
}

/** The title, whom the book is by and who issues it. */
export function titlePage(edition: Edition): Document {
  const { title, subtitle, author, publisher, words } = edition
  return {
    ...bare(edition),
    name: 'title-page.xhtml',
    title: words['title-page'],
    type: 'frontmatter',
    body: [
      h(
        'section',
        { className: ['title-page'], id: 'title-page', 'epub:type': 'titlepage' },
        ...proofMark(edition),
        h('h1', { 'epub:type': 'title' }, title),
        ...(subtitle
          ? [
              h(
                'p',
                { className: ['subtitle'], role: 'doc-subtitle', 'epub:type': 'subtitle' },
                subtitle,
              ),
            ]
          : []),
        ...(author ? [h('p', { className: ['author'] }, author)] : []),
        ...(publisher ? [h('p', { className: ['publisher'] }, publisher)] : []),
      ),
    ],
  }
}

/** Where the book comes from: publisher, contact, dates, code, sources. */
export function colophonPage(edition: Edition): Document {
  const { words, colophon, language } = edition
  return {
    ...bare(edition),
    name: 'colophon.xhtml',
    title: words['about-book'],
    type: 'backmatter',
    body: [
      h(
        'section',
        {
          className: ['colophon'],
          id: 'colophon',
          'epub:type': 'colophon',
          role: 'doc-colophon',
          ariaLabelledBy: ['about'],
        },
        h('h1', { id: 'about', ...spokenIn(words, language) }, words['about-book']),
        linked(withLabelsIn(edition, imprints(colophon))),
      ),
    ],
  }
}

/** What a proof says at the head of each of its documents: a reader may open it anywhere. */
export function proofMark({ standing, words, language }: Edition): Element[] {
  return standing === 'proof'
    ? [h('p', { className: ['proof'], ...spokenIn(words, language) }, words['proof-banner'])]
    : []
}

/** The main places of the book. */
export function landmarks({ words }: Edition, documents: readonly Document[]) {
  const first = documents.find(({ type }) => type === 'bodymatter')?.name ?? 'title-page.xhtml'
  return [
    { type: 'cover', href: 'cover.xhtml', title: words.cover },
    { type: 'titlepage', href: 'title-page.xhtml', title: words['title-page'] },
    { type: 'toc', href: 'nav.xhtml', title: words.contents },
    { type: 'bodymatter', href: first, title: words.start },
    { type: 'colophon', href: 'colophon.xhtml', title: words['about-book'] },
  ]
}

function bare({ language, dir }: Edition): Pick<Document, 'language' | 'dir'> {
  return { language, dir }
}

/** The labels of a colophon are fixed words, in whatever language those are. */
function withLabelsIn({ words, language }: Edition, list: Element): Element {
  const own = spokenIn(words, language)
  return {
    ...list,
    children: list.children.map(child =>
      child.type === 'element' && child.tagName === 'dt'
        ? { ...child, properties: { ...child.properties, ...own } }
        : child,
    ),
  }
}

/** Web addresses as links: paper cannot have them, an ebook can. */
function linked(list: Element): Element {
  const address = /(https?:\/\/[^\s<>()"']+[^\s<>()"'.,;:!?])/
  const link = (node: ElementContent): ElementContent[] => {
    if (node.type === 'element') return [{ ...node, children: node.children.flatMap(link) }]
    if (node.type !== 'text') return [node]
    return node.value.split(address).flatMap((text): ElementContent[] => {
      if (text === '') return []
      return address.test(text) && URL.canParse(text)
        ? [h('a', { href: new URL(text).href }, text)]
        : [{ type: 'text', value: text }]
    })
  }
  return { ...list, children: list.children.flatMap(link) }
}
