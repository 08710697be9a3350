import { decode } from '../read/decode.ts'
import type { Finding, Severity } from '../read/finding.ts'
import type { Publication } from '../read/publication.ts'
import type { Impression } from './impressions.ts'
import { type OnPage, passagePlaces } from './passage-places.ts'
import type { Look } from './told.ts'
import { touching } from './touching.ts'
import type { Words } from './words.ts'

/** A finding as the preview shows it, beside the words that it is about. */
export interface Remark {
  readonly rule: string
  readonly severity: Severity
  readonly file: string
  readonly line?: number
  readonly reason: string
  readonly note?: string
  /** Texts that could stand instead. */
  readonly expected: readonly string[]
  /** The other place that it is about, in words. */
  readonly cause?: string
  readonly excerpt?: Excerpt
  readonly at?: OnPage
}

/** Words of a file, with the ones that are meant in the middle. */
export interface Excerpt {
  readonly before: string
  readonly met: string
  readonly after: string
}

/** The findings that a page of the preview looks at. */
export interface Remarks {
  readonly of: Look['remarks']
  readonly remarks: readonly Remark[]
}

/**
 * The findings that a page looks at, each with its words, and its place on the printed page where
 * it has one.
 */
export function remarks(
  { remarks: of }: Pick<Look, 'remarks'>,
  publication: Publication | undefined,
  findings: readonly Finding[],
  { manuscript, contents }: Pick<Words, 'manuscript' | 'contents'>,
  impression: Impression | undefined,
): Remarks {
  // Where nobody knows the publication, what went wrong with it may be anywhere.
  const files = publication && touching(manuscript)(publication)
  const own = files ? findings.filter(({ file }) => files.has(file)) : findings
  const pages = impression?.kind === 'pages' ? impression.pages : undefined
  const places = pages ? passagePlaces(own, manuscript, pages) : new Map<Finding, OnPage>()
  const lines = new Map<string, readonly string[]>()
  const linesOf = (file: string) => {
    const known = lines.get(file) ?? textOf(contents.get(file)).split(/\r?\n/)
    lines.set(file, known)
    return known
  }
  return {
    of,
    remarks: (of === 'manuscript' ? findings : own).map(finding => {
      const { rule, severity, file, start, reason, note, expected = [], cause } = finding
      const at = places.get(finding)
      const words = excerpt(linesOf(file), finding)
      return {
        rule,
        severity,
        file,
        reason,
        expected,
        ...(start ? { line: start.line } : {}),
        ...(note ? { note } : {}),
        ...(cause ? { cause: `${placeInWords(cause)} ${cause.reason}` } : {}),
        ...(words ? { excerpt: words } : {}),
        ...(at ? { at } : {}),
      }
    }),
  }
}

function textOf(bytes: Uint8Array | undefined): string {
  const decoded = bytes ? decode(bytes) : undefined
  return decoded && 'text' in decoded ? decoded.text : ''
}

/** So much of a paragraph stands before and after the words that are meant. */
const reach = 90

function excerpt(lines: readonly string[], { start, end }: Finding): Excerpt | undefined {
  if (!start || lines.length < start.line) return undefined
  const first = lines[start.line - 1] ?? ''
  const from = start.column - 1
  const oneLine = end && end.line === start.line
  const to = oneLine ? Math.max(end.column - 1, from + 1) : end ? first.length : from
  // A finding about a whole chapter is no excerpt.
  const whole = end && end.line - start.line > 12
  // The line that begins the front matter says nothing.
  if (!/[\p{L}\p{N}]/u.test(first)) return undefined
  return {
    before: shortenedLeft(first.slice(0, from)),
    met: shortened(whole ? first : first.slice(from, to), 2 * reach),
    after: whole ? '' : shortened(first.slice(to), reach),
  }
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most).trimEnd()}…` : text
}

function shortenedLeft(text: string): string {
  return text.length > reach ? `…${text.slice(-reach).trimStart()}` : text
}

function placeInWords({ file, start }: NonNullable<Finding['cause']>): string {
  return start ? `${file}:${start.line}` : file
}
