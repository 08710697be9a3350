import type { Edition, Imprint, Part } from '../../compose/edition.ts'
import type { Leaflet } from '../../read/publication.ts'
import { contents } from '../book.ts'
import { addressAfter } from '../print-page.ts'
import { optionalNumber, type Passage, passagesOf, type Setting } from './passage.ts'

/** How a text looks once it is set, such as `[U+2153]` for what no font has. */
export type Shown = (text: string) => string

/**
 * What a printed leaflet must say, in order: its head, its chapters, its colophon. The words come
 * from the edition and from nothing that was made of it since.
 */
export function leafletCopy(edition: Edition<Leaflet>, shown: Shown): readonly Passage[] {
  const { parts, title, publisher, words, colophon } = edition
  const single = parts.length === 1
  return set(shown, [
    ...line('publisher', publisher),
    ...line('title', title),
    ...parts.flatMap(part => [
      ...(single ? [] : line('title', part.title)),
      ...line('summary', part.purpose),
      ...passagesOf(part, paper),
    ]),
    ...atTheEnd(edition),
    ...line('heading', words['about-leaflet']),
    ...imprint(colophon),
  ])
}

/** The address on the web, and where there is room to write. */
function atTheEnd({ publication, words }: Edition<Leaflet>): readonly Passage[] {
  const { web, appointment, notes } = publication
  return [
    ...(web ? line('address', `${words['on-the-web']} ${web.replace('https://', '')}`) : []),
    ...(appointment
      ? [
          ...line('heading', words.appointment),
          ...line('label', words['appointment-when']),
          ...line('label', words['appointment-where']),
          ...line('label', words['appointment-with']),
        ]
      : []),
    ...(notes ? line('heading', words['my-notes']) : []),
  ]
}

/** What a book must say, in order; a number may stand after each entry of its contents. */
export function bookCopy(edition: Edition, shown: Shown): readonly Passage[] {
  const { parts, title, subtitle, author, publisher, words, colophon } = edition
  const isSources = ({ label }: Imprint) => label === words.sources
  return set(shown, [
    ...line('publisher', publisher),
    ...line('title', title),
    ...line('subtitle', subtitle),
    ...line('author', author),
    ...line('heading', words['about-book']),
    ...imprint(colophon.filter(entry => !isSources(entry))),
    ...line('heading', words.contents),
    ...entries(parts, ` ${optionalNumber}`),
    ...chapters(edition, paper),
    ...colophon
      .filter(isSources)
      .flatMap(({ label, lines }) => [
        ...line('heading', label),
        ...lines.flatMap(each => line('source', each)),
      ]),
  ])
}

/** What an ebook must say, in order, its contents apart (see {@link contentsCopy}). */
export function ebookCopy(edition: Edition, shown: Shown): readonly Passage[] {
  const { title, subtitle, author, publisher, words, colophon, standing } = edition
  // A reader may open a document of its own, so each says that it is a proof.
  const banner = line('banner', standing === 'proof' ? words['proof-banner'] : undefined)
  return set(shown, [
    ...banner,
    ...line('title', title),
    ...line('subtitle', subtitle),
    ...line('author', author),
    ...line('publisher', publisher),
    ...chapters(edition, screen, banner),
    ...line('heading', words['about-book']),
    ...imprint(colophon),
  ])
}

/** What the contents of an ebook must say. */
export function contentsCopy({ parts, words }: Edition, shown: Shown): readonly Passage[] {
  return set(shown, [
    ...line('heading', words.contents),
    ...entries(parts),
    ...line('entry', words['about-book']),
  ])
}

/** On paper an address follows its link; a drawing's description is read in the place of its words. */
const paper: Setting = {
  afterLink: addressAfter,
  drawn: ({ properties }) => !properties.ariaLabel,
}
const screen: Setting = { drawn: () => true }

function chapters(
  { parts }: Edition,
  setting: Setting,
  banner: readonly Passage[] = [],
): readonly Passage[] {
  return parts.flatMap(part => [
    ...banner,
    ...line('title', part.title),
    ...line('summary', part.purpose),
    ...passagesOf(part, setting),
  ])
}

/** The contents, each entry with the file of its chapter. */
function entries(parts: readonly Part[], behind = ''): readonly Passage[] {
  return parts.flatMap(part =>
    contents([part]).flatMap(({ title }) =>
      line('entry', title && `${title}${behind}`).map(entry => ({ ...entry, file: part.file })),
    ),
  )
}

function imprint(colophon: readonly Imprint[]): readonly Passage[] {
  return colophon.flatMap(({ label, lines }) => [
    ...line('label', label),
    ...lines.flatMap(each => line('description', each)),
  ])
}

function line(kind: string, text: string | undefined): readonly Passage[] {
  return text ? [{ kind, text, under: [] }] : []
}

function set(shown: Shown, passages: readonly Passage[]): readonly Passage[] {
  return passages.map(passage => ({ ...passage, text: shown(passage.text) }))
}
