import type { Kid, Tag } from '../structure.ts'

/**
 * A list that holds nothing but links to other places of this document, and lists of such, is a
 * table of contents (ISO 32000-1, table 333; Matterhorn 09-006, 09-007).
 */
export function contents(root: Tag, leadsWithin: (link: Tag) => boolean): Tag {
  const change = (tag: Tag): Tag =>
    isContents(tag)
      ? { ...plain(tag), type: 'TOC', kids: tag.kids.map(kid => entry(kid as Tag)) }
      : { ...tag, kids: tag.kids.map(kid => (kid.kind === 'tag' ? change(kid) : kid)) }

  const entry = (item: Tag): Tag => ({
    ...item,
    type: 'TOCI',
    kids: item.kids.flatMap((part): readonly Kid[] => {
      if (part.kind !== 'tag' || part.type === 'Lbl') return [part]
      return part.kids.map(kid =>
        isList(kid) ? change(kid) : ({ kind: 'tag', type: 'Reference', kids: [kid] } as const),
      )
    }),
  })

  const isContents = (tag: Tag): boolean =>
    isList(tag) && tag.kids.length > 0 && tag.kids.every(isEntry)

  const isEntry = (item: Kid): boolean =>
    item.kind === 'tag' &&
    item.type === 'LI' &&
    item.kids.every(
      part =>
        part.kind === 'tag' &&
        (part.type === 'Lbl' || (part.kids.length > 0 && part.kids.every(isReference))),
    )

  const isReference = (kid: Kid, index: number): boolean =>
    kid.kind === 'tag' && (index === 0 ? kid.type === 'Link' && leadsWithin(kid) : isContents(kid))

  return change(root)
}

function isList(kid: Kid): kid is Tag {
  return kid.kind === 'tag' && kid.type === 'L'
}

function plain({ attributes: _, ...tag }: Tag): Tag {
  return tag
}
