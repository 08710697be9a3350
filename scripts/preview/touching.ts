import { chapterId } from '../read/chapter.ts'
import { shownIn } from '../read/figure.ts'
import type { Chapter, Manuscript, Passage } from '../read/manuscript.ts'
import type { Publication } from '../read/publication.ts'

/** What every publication prints, or is checked by. */
const common = ['clinic.yaml', 'sources.yaml', 'style-sheet.yaml'] as const

/** A text that stays the same shows the same pictures. */
const pictures = new WeakMap<Chapter | Passage, readonly string[]>()

function filesOf(text: Chapter | Passage): readonly string[] {
  const known = pictures.get(text) ?? [text.file, ...shownIn(text)]
  pictures.set(text, known)
  return known
}

/**
 * The files whose findings touch a publication: its own, its chapters, their passages and pictures.
 * The manuscript is sorted out once for all its publications.
 */
export function touching({
  chapters,
  passages,
  unread,
}: Pick<Manuscript, 'chapters' | 'passages' | 'unread'>): (
  publication: Publication,
) => ReadonlySet<string> {
  const known = new Map(chapters.map(each => [each.id, each]))
  const broken = Map.groupBy(unread, chapterId)
  const filesOfChapter = (id: string): readonly string[] => {
    const chapter = known.get(id)
    if (!chapter) return broken.get(id) ?? [id]
    const included = chapter.passages.flatMap(each => passages.get(each) ?? [])
    return [chapter, ...included].flatMap(filesOf)
  }
  return publication =>
    new Set([publication.file, ...common, ...publication.chapters.flatMap(filesOfChapter)])
}
