import { chapter } from '../../scripts/read/chapter.ts'
import type { Manuscript } from '../../scripts/read/manuscript.ts'

/** A manuscript of a few chapters, made without a folder. */
export function manuscriptOf(folder: string, texts: Readonly<Record<string, string>>): Manuscript {
  const chapters = Object.entries(texts).map(
    ([file, text]) => chapter(file, text, new Map(), 'en-GB').chapter!,
  )
  const empty = {
    clinic: {},
    sources: {},
    styleSheet: {},
    waivers: [],
    formulary: { entries: new Map(), sources: new Map(), warningSigns: [], notMeant: [] },
    passages: new Map(),
    figures: new Map(),
    publications: [],
    unread: [],
    findings: [],
  }
  return { ...empty, folder, chapters } as unknown as Manuscript
}
