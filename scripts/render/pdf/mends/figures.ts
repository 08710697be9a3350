import { mapTags, type Tag } from '../structure.ts'

/**
 * Sees that every `Figure` is a picture with words for it (ISO 14289-1, 7.3; Matterhorn 13-004).
 *
 * HTML's `figure` comes as a `Figure` round the picture and its caption: that is a division. What
 * comes without words for it holds text of its own, which is read out instead.
 */
export function figures(root: Tag): Tag {
  return mapTags(root, tag => {
    if (tag.type !== 'Figure' || tag.alt?.trim()) return [tag]
    const { alt: _, ...plain } = tag
    return [{ ...plain, type: tag.kids.some(({ kind }) => kind === 'tag') ? 'Div' : 'Span' }]
  })
}
