import type { Tag } from '../structure.ts'

/**
 * Lets headings begin at level 1 and go down by one level at a time (ISO 14289-1, 7.4.2;
 * Matterhorn 14-002, 14-003). What is printed stays as it is; only its level for a reader changes.
 */
export function headings(root: Tag): Tag {
  let above = 0
  const levels = new Map<Tag, number>()
  const number = (tag: Tag): void => {
    const met = Number(/^H([1-6])$/.exec(tag.type)?.[1] ?? 0)
    if (met > 0) {
      above = Math.min(met, above + 1)
      levels.set(tag, above)
    }
    for (const kid of tag.kids) if (kid.kind === 'tag') number(kid)
  }
  number(root)
  const level = (tag: Tag): Tag => {
    const own = levels.get(tag)
    return {
      ...tag,
      ...(own === undefined ? {} : { type: `H${own}` }),
      kids: tag.kids.map(kid => (kid.kind === 'tag' ? level(kid) : kid)),
    }
  }
  return level(root)
}
