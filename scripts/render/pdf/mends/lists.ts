import { type Kid, mapTags, type Tag } from '../structure.ts'

/**
 * Gives each item of a list its label and its body, and nothing beside them (ISO 14289-1, 7.6;
 * ISO 32000-1, table 336; Matterhorn 09-005).
 */
export function lists(root: Tag): Tag {
  return mapTags(root, tag => {
    if (tag.type !== 'L') return [tag]
    const items = tag.kids.map(kid =>
      kid.kind === 'tag' && (kid.type === 'LI' || kid.type === 'Caption')
        ? kid
        : ({ kind: 'tag', type: 'LI', kids: [kid] } as const),
    )
    return [{ ...tag, kids: items.map(each => (each.type === 'LI' ? item(each) : each)) }]
  })
}

function item(tag: Tag): Tag {
  const isLabel = (kid: Kid) => kid.kind === 'tag' && kid.type === 'Lbl'
  const labels = tag.kids.filter(isLabel)
  const body = tag.kids.filter(kid => !isLabel(kid))
  const only = body.length === 1 ? body[0] : undefined
  if (only?.kind === 'tag' && only.type === 'LBody') return tag
  return { ...tag, kids: [...labels, { kind: 'tag', type: 'LBody', kids: body }] }
}
