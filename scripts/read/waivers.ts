import { isSeq, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { line } from './fields.ts'
import type { Finding, Point } from './finding.ts'
import { readYaml } from './yaml.ts'

const waiver = z
  .object({
    rule: line,
    /** A file, a line (`02-fever.md:12`) or a section (`02-fever.md#when-to-call`). */
    place: line.optional(),
    /** Of a finding about two passages, in place of `place`: the two hashes that it shows. */
    passages: z
      .tuple([line, line], { error: 'expected the two hashes that the finding shows: [a, b]' })
      .optional(),
    reason: z
      .string({ error: 'expected a reason: who decided, and why it may stand' })
      .trim()
      .min(1, { error: 'expected a reason: who decided, and why it may stand' }),
  })
  .strict()
  .refine(({ place, passages }) => (place === undefined) !== (passages === undefined), {
    error: 'expected either `place` or `passages`',
  })

/** Schema of `waivers.yaml`: the findings that the editors have looked at and let stand. */
export const waiversSchema = z.preprocess(
  // A file of comments alone reads as an empty record.
  value => (JSON.stringify(value) === '{}' ? [] : value),
  z.array(waiver, { error: 'expected a list: `- rule: …`, `  place: …`, `  reason: …`' }),
)

/** A finding that may stand, and why. */
export interface Waiver {
  readonly rule: string
  readonly place?: string | undefined
  /** Void as soon as either passage changes. */
  readonly passages?: readonly [string, string] | undefined
  readonly reason: string
  /** Where the waiver itself is written. */
  readonly start: Point
}

/** The waivers of a manuscript, each with its place in `waivers.yaml`. */
export function waivers(
  text: string,
  file: string,
): { readonly waivers: readonly Waiver[]; readonly findings: readonly Finding[] } {
  const { value, findings } = readYaml(text, file, waiversSchema, 'waiver')
  if (!value) return { waivers: [], findings }
  const lines = new LineCounter()
  const { contents } = parseDocument(text, { lineCounter: lines, schema: 'failsafe' })
  const items = isSeq(contents) ? contents.items : []
  return {
    waivers: value.map((waiver, index) => {
      const item = items[index] as { range?: [number, number, number] } | undefined
      const { line, col } = lines.linePos(item?.range?.[0] ?? 0)
      return { ...waiver, start: { line, column: col } }
    }),
    findings,
  }
}
