import {
  type Dict,
  dict,
  isDict,
  isName,
  isRef,
  isText,
  type Name,
  type Ref,
  text,
  textOf,
  type Value,
} from './object.ts'
import type { Pdf } from './pdf.ts'

/** A stretch of marked content; `form` where it stands in a form and not in the page itself. */
export interface Mark {
  readonly kind: 'mark'
  readonly page: number
  readonly form?: number
  readonly id: number
}

/** An annotation that belongs to an element, as a link's active area does. */
export interface Area {
  readonly kind: 'area'
  readonly page?: number
  readonly annotation: number
}

/** An element of the structure: what a reader who can't see the page is told. */
export interface Tag {
  readonly kind: 'tag'
  /** Its structure type without the slash: `H1`. */
  readonly type: string
  readonly kids: readonly Kid[]
  /** BCP 47, where it differs from what it stands in. */
  readonly lang?: string
  /** What is read out in the place of a picture. */
  readonly alt?: string
  /** The text that its content stands for. */
  readonly actual?: string
  /** By owner: `/Table`, `/List`. */
  readonly attributes?: ReadonlyMap<Name, Dict>
  /** The name that others point to it by. */
  readonly id?: string
  /** The object that it was read from, so that the outline finds it again. */
  readonly origin?: number
}

export type Kid = Tag | Mark | Area

/** A key for a mark that no other mark of the file has. */
export function keyOf({ page, form, id }: Mark): string {
  return `${form ?? page}:${id}`
}

/** The elements below an element, by depth first. */
export function tagsOf(tag: Tag): readonly Tag[] {
  const found: Tag[] = []
  const walk = ({ kids }: Tag): void => {
    for (const kid of kids) {
      if (kid.kind !== 'tag') continue
      found.push(kid)
      walk(kid)
    }
  }
  walk(tag)
  return found
}

/** The same tree with each element put through `change`, children first; it may give several. */
export function mapTags(tag: Tag, change: (tag: Tag) => readonly Kid[]): Tag {
  return { ...tag, kids: mapped(tag.kids, change) }
}

function mapped(kids: readonly Kid[], change: (tag: Tag) => readonly Kid[]): readonly Kid[] {
  const made: Kid[] = []
  for (const kid of kids) {
    if (kid.kind !== 'tag') made.push(kid)
    else made.push(...change({ ...kid, kids: mapped(kid.kids, change) }))
  }
  return made
}

/** The structure of a PDF under its one `Document`; undefined where the file has none. */
export function readStructure(pdf: Pdf): Tag | undefined {
  const root = pdf.dict(pdf.dict(pdf.trailer.get('Root')).get('StructTreeRoot'))
  const [top] = pdf.list(root.get('K'))
  const met = top === undefined ? undefined : kid(pdf, top, 0)
  return met?.kind === 'tag' ? met : undefined
}

function kid(pdf: Pdf, value: Value, page: number): Kid | undefined {
  if (typeof value === 'number') return { kind: 'mark', page, id: value }
  const entry = pdf.get(value)
  if (!isDict(entry)) return undefined
  const here = numberOf(entry.get('Pg')) ?? page
  const type = entry.get('Type')
  if (type === '/MCR') {
    const id = entry.get('MCID')
    const form = numberOf(entry.get('Stm'))
    if (typeof id !== 'number') return undefined
    return { kind: 'mark', page: here, id, ...(form === undefined ? {} : { form }) }
  }
  if (type === '/OBJR') {
    const annotation = numberOf(entry.get('Obj'))
    return annotation === undefined ? undefined : { kind: 'area', page: here, annotation }
  }
  const name = entry.get('S')
  const lang = said(entry.get('Lang'))
  const alt = said(entry.get('Alt'))
  const id = said(entry.get('ID'))
  const attributes = owned(pdf, entry.get('A'))
  return {
    kind: 'tag',
    type: isName(name) ? name.slice(1) : 'NonStruct',
    kids: pdf.list(entry.get('K')).flatMap(each => kid(pdf, each, here) ?? []),
    ...(lang === undefined ? {} : { lang }),
    ...(alt === undefined ? {} : { alt }),
    ...(attributes === undefined ? {} : { attributes }),
    ...(id === undefined ? {} : { id }),
    ...(isRef(value) ? { origin: value.number } : {}),
  }
}

function numberOf(value: Value | undefined): number | undefined {
  return isRef(value) ? value.number : undefined
}

function said(value: Value | undefined): string | undefined {
  return isText(value) ? textOf(value) : undefined
}

function owned(pdf: Pdf, value: Value | undefined): ReadonlyMap<Name, Dict> | undefined {
  if (value === undefined) return undefined
  const attributes = new Map<Name, Dict>()
  for (const each of pdf.list(value)) {
    const entries = pdf.dict(each)
    const owner = entries.get('O')
    if (!isName(owner)) continue
    const known = attributes.get(owner) ?? dict({ O: owner })
    for (const [key, entry] of entries) known.set(key, entry)
    attributes.set(owner, known)
  }
  return attributes
}

/**
 * Puts another structure in the place of a PDF's own: its elements, the table from marks to
 * elements, the names that headers are found by, and the outline's pointers into it.
 */
export function writeStructure(pdf: Pdf, before: Tag, after: Tag): void {
  const catalog = pdf.dict(pdf.trailer.get('Root'))
  const rootRef = catalog.get('StructTreeRoot')
  if (!isRef(rootRef)) return
  const root = pdf.dict(rootRef)
  if (before.origin !== undefined) pdf.remove(ref(before.origin))
  for (const { origin } of tagsOf(before)) if (origin !== undefined) pdf.remove(ref(origin))
  for (const tree of ['ParentTree', 'IDTree']) discard(pdf, root.get(tree))

  const ids = new Map<string, string>()
  for (const { id } of [after, ...tagsOf(after)])
    if (id !== undefined) ids.set(id, `n${String(ids.size + 1).padStart(6, '0')}`)
  const named = new Map<string, Ref>()
  const places = new Map<number, Ref>()
  const marks = new Map<number, Map<number, Ref>>()
  const areas = new Map<number, Ref>()

  const put = (tag: Tag, parent: Ref): Ref => {
    const entry: Dict = new Map<string, Value>([
      ['Type', '/StructElem'],
      ['S', `/${tag.type}`],
      ['P', parent],
    ])
    const own = pdf.add(entry)
    if (tag.origin !== undefined) places.set(tag.origin, own)
    if (tag.lang !== undefined) entry.set('Lang', text(tag.lang))
    if (tag.alt !== undefined) entry.set('Alt', text(tag.alt))
    if (tag.actual !== undefined) entry.set('ActualText', text(tag.actual))
    if (tag.id !== undefined) {
      const name = ids.get(tag.id)!
      entry.set('ID', text(name))
      named.set(name, own)
    }
    if (tag.attributes) {
      const all = [...tag.attributes.values()].map(each => renamed(each, ids))
      if (all.length > 0) entry.set('A', all.length === 1 ? all[0]! : all)
    }
    const page = tag.kids.find(each => each.kind === 'mark')?.page
    if (page !== undefined) entry.set('Pg', ref(page))
    const kids = tag.kids.map((each): Value => {
      if (each.kind === 'tag') return put(each, own)
      if (each.kind === 'area') {
        areas.set(each.annotation, own)
        return dict({
          Type: '/OBJR',
          Obj: ref(each.annotation),
          Pg: each.page === undefined ? undefined : ref(each.page),
        })
      }
      const owner = each.form ?? each.page
      const known = marks.get(owner) ?? new Map<number, Ref>()
      marks.set(owner, known.set(each.id, own))
      if (each.form === undefined && each.page === page) return each.id
      return dict({
        Type: '/MCR',
        Pg: ref(each.page),
        Stm: each.form === undefined ? undefined : ref(each.form),
        MCID: each.id,
      })
    })
    if (kids.length > 0) entry.set('K', kids.length === 1 ? kids[0]! : kids)
    return own
  }
  root.set('K', put(after, rootRef))
  root.set('ParentTree', parentTree(pdf, marks, areas))
  if (named.size === 0) root.delete('IDTree')
  else root.set('IDTree', idTree(pdf, named))
  repoint(pdf, catalog.get('Outlines'), places)
}

/** Takes out a tree of numbers or names, and what it leads to: some elements stand in no other. */
function discard(pdf: Pdf, node: Value | undefined): void {
  const entries = pdf.dict(node)
  for (const kid of pdf.list(entries.get('Kids'))) discard(pdf, kid)
  for (const key of ['Nums', 'Names'])
    for (const value of pdf.list(entries.get(key))) if (isRef(value)) pdf.remove(value)
  if (isRef(node)) pdf.remove(node)
}

function ref(number: number): Ref {
  return { kind: 'ref', number }
}

function renamed(attributes: Dict, ids: ReadonlyMap<string, string>): Dict {
  const headers = attributes.get('Headers')
  if (!Array.isArray(headers)) return attributes
  // A browser lists them in no steady order; here they come in that of the text.
  const known = headers.flatMap(each => (isText(each) ? (ids.get(textOf(each)) ?? []) : [])).sort()
  return new Map(attributes).set(
    'Headers',
    known.map(name => text(name)),
  )
}

/** Which element each mark and each annotation belongs to, by the keys that they already have. */
function parentTree(
  pdf: Pdf,
  marks: ReadonlyMap<number, ReadonlyMap<number, Ref>>,
  areas: ReadonlyMap<number, Ref>,
): Ref {
  const entries: (readonly [number, Value])[] = []
  for (const [owner, known] of marks) {
    const key = pdf.dict(ref(owner)).get('StructParents')
    if (typeof key !== 'number') continue
    const last = Math.max(...known.keys())
    const all = Array.from({ length: last + 1 }, (_, id) => known.get(id) ?? null)
    entries.push([key, pdf.add(all)])
  }
  for (const [annotation, element] of areas) {
    const key = pdf.dict(ref(annotation)).get('StructParent')
    if (typeof key === 'number') entries.push([key, element])
  }
  entries.sort(([a], [b]) => a - b)
  return pdf.add(dict({ Nums: entries.flat() }))
}

function idTree(pdf: Pdf, named: ReadonlyMap<string, Ref>): Ref {
  const names = [...named].sort(([a], [b]) => (a < b ? -1 : 1))
  return pdf.add(dict({ Names: names.flatMap(([name, element]) => [text(name), element]) }))
}

/** The outline points to elements too; an entry whose element is gone loses that pointer. */
function repoint(pdf: Pdf, item: Value | undefined, places: ReadonlyMap<number, Ref>): void {
  for (let next = item; isRef(next); ) {
    const entry = pdf.dict(next)
    const target = entry.get('SE')
    if (isRef(target)) {
      const place = places.get(target.number)
      if (place) entry.set('SE', place)
      else entry.delete('SE')
    }
    repoint(pdf, entry.get('First'), places)
    next = entry.get('Next')
  }
}
