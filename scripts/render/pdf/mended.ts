import { decoded } from '../../read/decoded.ts'
import { type Artifact, withArtifacts } from './artifacts.ts'
import { type Survey, survey, type Unmarked } from './marks.ts'
import { contents } from './mends/contents.ts'
import { marksOf, withoutDecoration } from './mends/decoration.ts'
import { figures } from './mends/figures.ts'
import { headings } from './mends/headings.ts'
import { letters } from './mends/letters.ts'
import { type Anchor, anchorOf, type Links, linksOf, notes } from './mends/links.ts'
import { lists } from './mends/lists.ts'
import { type Described, metadata } from './mends/metadata.ts'
import { paragraphs } from './mends/paragraphs.ts'
import { roles } from './mends/roles.ts'
import { tables } from './mends/tables.ts'
import {
  dict,
  isDict,
  isName,
  isRef,
  isStream,
  isText,
  nameOf,
  type Ref,
  text,
  textOf,
} from './object.ts'
import { openPdf, type Pdf, packed, unpacked } from './pdf.ts'
import { keyOf, type Mark, readStructure, type Tag, writeStructure } from './structure.ts'

/** What the printed page says of itself, and its links in the order of its text. */
export interface Told extends Described {
  readonly anchors: readonly Anchor[]
}

/**
 * A PDF of Chromium's as PDF/UA-1 (ISO 14289-1) wants it, the same bytes on every run. Each mend
 * is a function of its own and says which clause it answers.
 */
export function mended(file: Uint8Array, told: Told): Uint8Array {
  const pdf = openPdf(file)
  const surfaces = surfacesOf(pdf)
  const before = readStructure(pdf)
  if (before) {
    const { root, links } = restructured(before, pdf, surfaces, told.anchors)
    writeStructure(pdf, before, root)
    rename(pdf, root)
    repaint(pdf, surfaces, marksOf(root))
    describe(pdf, links)
  }
  // Only a letter that is drawn of parts has glyphs without a character, and text of its own.
  if (surfaces.some(({ content }) => content.includes('/ActualText')))
    letters(
      pdf,
      surfaces.flatMap(({ fonts }) => fonts),
    )
  metadata(pdf, told)
  return pdf.save('1.7')
}

/** A content stream that is painted: a page's, or that of a form on it. */
interface Surface {
  /** The object that marks count by: the page, or the form. */
  readonly owner: Ref
  readonly stream: Ref
  readonly content: string
  readonly survey: Survey
  readonly forms: ReadonlyMap<string, Ref>
  readonly fonts: readonly Ref[]
  /** Half the height of a page in points, which parts head from foot; undefined in a form. */
  readonly middle?: number
}

function surfacesOf(pdf: Pdf): readonly Surface[] {
  const met = new Map<number, Surface>()
  const add = (owner: Ref, stream: Ref | undefined, middle?: number): void => {
    const painted = pdf.get(stream)
    if (!stream || met.has(owner.number) || !isStream(painted)) return
    const content = unpacked(painted).toString('latin1')
    const resources = pdf.dict(pdf.dict(owner).get('Resources'))
    const forms = new Map<string, Ref>()
    for (const [name, value] of pdf.dict(resources.get('XObject')))
      if (isRef(value) && pdf.dict(value).get('Subtype') === '/Form') forms.set(name, value)
    met.set(owner.number, {
      owner,
      stream,
      content,
      survey: survey(content),
      forms,
      fonts: [...pdf.dict(resources.get('Font')).values()].filter(isRef),
      ...(middle === undefined ? {} : { middle }),
    })
    for (const form of forms.values()) add(form, form)
  }
  for (const page of pdf.pages()) {
    const stream = pdf.dict(page).get('Contents')
    const [, bottom, , top] = pdf.list(pdf.dict(page).get('MediaBox')).map(Number)
    add(page, isRef(stream) ? stream : undefined, ((bottom ?? 0) + (top ?? 0)) / 2)
  }
  return [...met.values()]
}

function restructured(
  before: Tag,
  pdf: Pdf,
  surfaces: readonly Surface[],
  anchors: readonly Anchor[],
): { readonly root: Tag; readonly links: Links } {
  const plain = new Set<string>()
  for (const { owner, survey } of surfaces) {
    for (const { id, shown } of survey.marked)
      if (shown === 'lines' || shown === 'nothing') plain.add(`${owner.number}:${id}`)
  }
  const told = withoutDecoration(before, (mark: Mark) => plain.has(keyOf(mark)))
  const listed = lists(tables(figures(told)))
  const links = linksOf(listed, anchors, annotation => targetOf(pdf, annotation))
  const within = (link: Tag) => anchorOf(link, links)?.href.startsWith('#') === true
  const noted = notes(contents(listed, within), links)
  return { root: headings(paragraphs(noted)), links }
}

/** `#id` for a place in the document, else the address. */
function targetOf(pdf: Pdf, annotation: number): string {
  const entries = pdf.dict({ kind: 'ref', number: annotation })
  const place = pdf.get(entries.get('Dest'))
  if (isName(place)) return `#${decoded(nameOf(place))}`
  const address = pdf.get(pdf.dict(entries.get('A')).get('URI'))
  return isText(address) ? textOf(address) : ''
}

function rename(pdf: Pdf, root: Tag): void {
  const met = roles(root)
  const tree = pdf.dict(pdf.dict(pdf.trailer.get('Root')).get('StructTreeRoot'))
  if (met.size === 0) return
  tree.set('RoleMap', dict(Object.fromEntries([...met].map(([a, b]) => [a, `/${b}` as const]))))
}

/** Names all content in the streams, as content of its element or as an artifact. */
function repaint(pdf: Pdf, surfaces: readonly Surface[], types: ReadonlyMap<string, string>): void {
  const byOwner = new Map(surfaces.map(surface => [surface.owner.number, surface]))
  const holdsMarks = ({ survey, forms }: Surface): boolean =>
    survey.marked.length > 0 ||
    [...forms.values()].some(form => {
      const inner = byOwner.get(form.number)
      return inner !== undefined && holdsMarks(inner)
    })
  for (const { owner, stream, content, survey, forms, middle } of surfaces) {
    // A form without marks is painted as a whole by what it stands in.
    if (middle === undefined && survey.marked.length === 0) continue
    const artifact = ({ shown, height, names: [name] }: Unmarked): Artifact | undefined => {
      if (shown === 'text') return (height ?? 0) > (middle ?? 0) ? 'Header' : 'Footer'
      const form = name === undefined ? undefined : forms.get(name)
      const inner = form && byOwner.get(form.number)
      if (!inner) return 'Layout'
      if (holdsMarks(inner)) return undefined
      return inner.survey.unmarked.some(each => each.shown === 'text') ? 'Watermark' : 'Layout'
    }
    const typeOf = ({ id }: { readonly id: number }) => types.get(`${owner.number}:${id}`)
    const named = withArtifacts(content, survey, { typeOf, artifact })
    const painted = pdf.get(stream)
    if (!isStream(painted)) continue
    pdf.set(stream, packed(Buffer.from(named, 'latin1'), painted.dict))
  }
}

/**
 * Says in words where each link leads (ISO 14289-1, 7.18.1 and 7.18.5; Matterhorn 28-004, 28-012)
 * and lets the tab key follow the structure (7.18.3; 28-008). A link that the structure does not
 * know stands in the head of a table that goes on, where its words are no content: it goes.
 */
function describe(pdf: Pdf, links: Links): void {
  for (const page of pdf.pages()) {
    const entries = pdf.dict(page)
    entries.set('Tabs', '/S')
    const annotations = pdf.list(entries.get('Annots'))
    if (annotations.length === 0) continue
    const known = annotations.filter(each => isRef(each) && links.has(each.number))
    for (const each of known) {
      const annotation = pdf.get(each)
      const words = isRef(each) ? links.get(each.number)?.words : undefined
      if (isDict(annotation) && words) annotation.set('Contents', text(words))
    }
    if (known.length < annotations.length) entries.set('Annots', [...known])
  }
}
