/** How much a finding weighs: an error keeps a publication from being final. */
export type Severity = 'error' | 'warning' | 'info'

/** A point in a file; line and column count from 1, as editors do. */
export interface Point {
  readonly line: number
  readonly column: number
}

/** A stretch of a file. `file` is relative to the manuscript, with forward slashes. */
export interface Place {
  readonly file: string
  readonly start?: Point
  readonly end?: Point
}

/** One message to the editor: what was met, what was expected, what to do next. */
export interface Finding extends Place {
  readonly rule: string
  readonly severity: Severity
  /** "Unexpected X, expected Y", without the place. */
  readonly reason: string
  /** Texts that could stand instead of what was met. */
  readonly expected?: readonly string[]
  /** The next step. */
  readonly note?: string
  /** Of a finding about two passages: the hashes of their words, by which a waiver knows them. */
  readonly passages?: readonly [string, string]
  /** The other place that this finding is about, such as a first occurrence. */
  readonly cause?: Place & { readonly reason: string }
}

/** Orders findings by file, then place, then rule, so that reports repeat. */
export function byPlace(a: Finding, b: Finding): number {
  return (
    compareText(a.file, b.file) ||
    (a.start?.line ?? 0) - (b.start?.line ?? 0) ||
    (a.start?.column ?? 0) - (b.start?.column ?? 0) ||
    compareText(a.rule, b.rule) ||
    compareText(a.reason, b.reason)
  )
}

/** Compares by code units: the same order on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The place of a syntax-tree node in `file`. */
export function placeOf(
  file: string,
  node: { readonly position?: { readonly start: Point; readonly end: Point } | undefined },
): Place {
  if (!node.position) return { file }
  const { start, end } = node.position
  return {
    file,
    start: { line: start.line, column: start.column },
    end: { line: end.line, column: end.column },
  }
}
