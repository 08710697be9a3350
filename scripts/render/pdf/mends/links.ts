import { type Kid, type Tag, tagsOf } from '../structure.ts'

/** A link of the page that was printed, in the order of its text. */
export interface Anchor {
  readonly href: string
  /** What stands on it: its words, or those for its picture. */
  readonly words: string
  /** `note`: leads to a note; `back`: leads from the note to the place that has it. */
  readonly role?: 'note' | 'back'
}

/** What leads where, by the annotations that a reader can press. */
export type Links = ReadonlyMap<number, Anchor>

/**
 * Finds the anchor of each link: both come in the order of the text, and lead to one target. A
 * link that no anchor fits is known by its target alone.
 */
export function linksOf(
  root: Tag,
  anchors: readonly Anchor[],
  targetOf: (annotation: number) => string,
): Links {
  const links = new Map<number, Anchor>()
  let next = 0
  for (const tag of tagsOf(root)) {
    const areas = tag.type === 'Link' ? tag.kids.filter(kid => kid.kind === 'area') : []
    if (areas.length === 0) continue
    const href = targetOf(areas[0]!.annotation)
    const found = anchors.findIndex((anchor, index) => index >= next && anchor.href === href)
    const anchor = anchors[found]
    if (anchor) next = found + 1
    const words = anchor?.words || href.replace(/^#/, '')
    for (const { annotation } of areas) links.set(annotation, { ...anchor, href, words })
  }
  return links
}

/** The anchor of a `Link`; undefined for any other element. */
export function anchorOf(tag: Tag, links: Links): Anchor | undefined {
  if (tag.type !== 'Link') return undefined
  const area = tag.kids.find(kid => kid.kind === 'area')
  return area && links.get(area.annotation)
}

/**
 * Marks notes and the references to them: a `Reference` round each link to a note, and a `Note`
 * with a name of its own round the text of each (ISO 14289-1, 7.9; Matterhorn 19-003, 19-004).
 */
export function notes(root: Tag, links: Links): Tag {
  let count = 0
  const change = (tag: Tag): Tag => {
    const kids = tag.kids.map((kid): Kid => {
      if (kid.kind !== 'tag') return kid
      const inner = change(kid)
      return anchorOf(kid, links)?.role === 'note'
        ? { kind: 'tag', type: 'Reference', kids: [inner] }
        : inner
    })
    if (tag.type !== 'LBody' || !leadsBack(tag, links)) return { ...tag, kids }
    count += 1
    return { ...tag, kids: [{ kind: 'tag', type: 'Note', id: `note ${count}`, kids }] }
  }
  return change(root)
}

/** Whether a link back stands in this item, and not in an item of a list within it. */
function leadsBack(item: Tag, links: Links): boolean {
  return item.kids.some(
    kid =>
      kid.kind === 'tag' &&
      kid.type !== 'LBody' &&
      (anchorOf(kid, links)?.role === 'back' || leadsBack(kid, links)),
  )
}
