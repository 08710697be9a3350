import type { Marked, Survey, Unmarked } from './marks.ts'

/** How the parts of one content stream are to be named. */
export interface Naming {
  /** The structure type of a marked stretch; undefined makes it an artifact. */
  readonly typeOf: (mark: Marked) => string | undefined
  /** What an unmarked stretch is; undefined where it holds marks of its own, as a form may. */
  readonly artifact: (stretch: Unmarked) => Artifact | undefined
}

/** What is no content: furniture of the page, with its place, or lines and grounds. */
export type Artifact = 'Header' | 'Footer' | 'Watermark' | 'Layout'

/**
 * A content stream in which all is either content of the structure or an artifact with its type
 * (ISO 14289-1, 7.1 and 7.8; Matterhorn 01-003 to 01-005).
 */
export function withArtifacts(
  content: string,
  { marked, unmarked }: Survey,
  naming: Naming,
): string {
  const edits: { at: number; to: number; text: string }[] = []
  for (const mark of marked) {
    const type = naming.typeOf(mark)
    const opening = type === undefined ? opened('Layout') : `/${type} <</MCID ${mark.id}>> BDC`
    edits.push({ at: mark.start, to: mark.end, text: opening })
  }
  for (const { start, end, artifact } of runs(unmarked, marked, naming)) {
    edits.push({ at: start, to: start, text: `${opened(artifact)}\n` })
    edits.push({ at: end, to: end, text: '\nEMC' })
  }
  edits.sort((a, b) => a.at - b.at || a.to - b.to)
  let result = ''
  let at = 0
  for (const edit of edits) {
    result += content.slice(at, edit.at) + edit.text
    at = edit.to
  }
  return result + content.slice(at)
}

function opened(artifact: Artifact): string {
  return artifact === 'Layout'
    ? '/Artifact <</Type /Layout>> BDC'
    : `/Artifact <</Type /Pagination /Subtype /${artifact}>> BDC`
}

interface Run {
  readonly start: number
  end: number
  readonly artifact: Artifact
}

/** Neighbours of one kind are one artifact, unless something marked stands between them. */
function runs(unmarked: readonly Unmarked[], marked: readonly Marked[], naming: Naming): Run[] {
  const starts = marked.map(({ start }) => start).sort((a, b) => a - b)
  const found: Run[] = []
  let next = 0
  let last: Run | undefined
  for (const stretch of unmarked) {
    const artifact = naming.artifact(stretch)
    let apart = false
    for (; next < starts.length && starts[next]! < stretch.start; next += 1) apart = true
    if (artifact === undefined) {
      last = undefined
      continue
    }
    if (last && !apart && last.artifact === artifact) last.end = stretch.end
    else {
      last = { start: stretch.start, end: stretch.end, artifact }
      found.push(last)
    }
  }
  return found
}
