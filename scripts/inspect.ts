import { check } from './check/check.ts'
import { page } from './check/report/page.ts'
import { uncoveredCharacters } from './check/uncovered-characters.ts'
import type { Blocks } from './kept-blocks.ts'
import { keptComparison } from './kept-comparison.ts'
import type { Day } from './read/fields.ts'
import { byPlace, type Finding } from './read/finding.ts'
import type { Fonts } from './read/fonts.ts'
import type { Manuscript } from './read/manuscript.ts'

/** What the checks need beside the manuscript. */
export interface Inspecting {
  /** Today, for what is overdue. */
  readonly day: Day
  readonly fonts: Pick<Fonts, 'covers'>
}

/** All findings on a manuscript: the rules', and the characters that no font has. */
export function inspect(manuscript: Manuscript, { day, fonts }: Inspecting): readonly Finding[] {
  return [...check(manuscript, { day }), ...uncoveredCharacters(manuscript, fonts.covers)].sort(
    byPlace,
  )
}

/** What the checks of a manuscript came to. */
export interface Inspected {
  readonly findings: readonly Finding[]
  /** The report that a manager reads, of these findings and those that setting added. */
  readonly report: (findings: readonly Finding[]) => Promise<string>
  /** What the next run may go by. */
  readonly left: Blocks | undefined
}

/** Checks a manuscript for the press, by what an earlier run `kept` where there is such a thing. */
export async function inspected(
  manuscript: Manuscript,
  room: Inspecting,
  kept: (of: string, names: readonly string[]) => Promise<Blocks> = async of => ({
    of,
    blocks: new Map(),
  }),
): Promise<Inspected> {
  const left = await keptComparison(manuscript, kept)
  const findings = inspect(manuscript, room)
  return {
    findings,
    report: async all => page(all, { manuscript, day: room.day }),
    left: left(),
  }
}
