import { type Kid, keyOf, type Mark, type Tag } from '../structure.ts'

/** Elements that keep their place although they hold nothing: a table's grid stays whole. */
const kept = new Set(['TR', 'TH', 'TD', 'LI', 'LBody'])

/**
 * Takes what only decorates out of the structure: borders and grounds that a browser counts as
 * content of the box they belong to, and elements that hold nothing then.
 *
 * Lines are content in a picture; in a list's label they are its bullet, which is named by the
 * character that it stands for (ISO 14289-1, 7.1 and 7.3; Matterhorn 01-001, 01-002).
 */
export function withoutDecoration(root: Tag, decorates: (mark: Mark) => boolean): Tag {
  const clean = (tag: Tag, inPicture: boolean, bullet: string): Tag => {
    const picture = inPicture || tag.type === 'Figure'
    if (tag.type === 'Lbl') {
      const drawn = tag.kids.every(kid => kid.kind === 'mark' && decorates(kid))
      return drawn ? { ...tag, actual: bullet } : tag
    }
    const numbering = tag.type === 'L' ? tag.attributes?.get('/List')?.get('ListNumbering') : null
    const shape = numbering ? (bullets[String(numbering)] ?? '•') : bullet
    const kids = tag.kids.flatMap((kid): readonly Kid[] => {
      if (kid.kind === 'mark') return !picture && decorates(kid) ? [] : [kid]
      if (kid.kind === 'area') return [kid]
      const inner = clean(kid, picture, shape)
      return inner.kids.length === 0 && !kept.has(inner.type) ? [] : [inner]
    })
    return { ...tag, kids }
  }
  return clean(root, false, '•')
}

const bullets: Readonly<Record<string, string>> = { '/Circle': '◦', '/Square': '▪' }

/** The keys of all marks that a structure still holds: what is marked and not here is no content. */
export function marksOf(root: Tag): ReadonlyMap<string, string> {
  const types = new Map<string, string>()
  const walk = (tag: Tag): void => {
    for (const kid of tag.kids) {
      if (kid.kind === 'mark') types.set(keyOf(kid), tag.type)
      else if (kid.kind === 'tag') walk(kid)
    }
  }
  walk(root)
  return types
}
