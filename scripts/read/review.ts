import { posix } from 'node:path'
import { z } from 'zod'
import { day, line } from './fields.ts'
import type { Finding } from './finding.ts'
import { readYaml } from './yaml.ts'

const named = (what: string) =>
  z.string({ error: `expected ${what}` }).refine(text => /\p{L}{2}/u.test(text), {
    error: `expected ${what}`,
  })

const reviewer = z
  .object({
    name: named("the reviewer's name").pipe(line),
    role: named("the reviewer's role, such as Pharmacist").pipe(line),
    registration: z
      .string({ error: 'expected a registration number such as GPhC 2012345' })
      .refine(text => /[\p{L}\p{N}]/u.test(text), {
        error: 'expected a registration number such as GPhC 2012345',
      })
      .pipe(line),
    /** What may be printed: the name with the role, or only the role. */
    display: z.enum(['name', 'role'], { error: 'expected `name` or `role`' }).default('role'),
  })
  .strict()

const signature = {
  reviewer,
  decision: z.enum(['approve', 'approve-with-note', 'reject'], {
    error: 'expected approve, approve-with-note or reject',
  }),
  date: day,
  /** The last day on which the decision holds. */
  expires: day,
  fingerprint: z
    .string({ error: 'expected the fingerprint that the review form shows' })
    .regex(/^sha256-[0-9a-f]{64}$/, {
      error: 'expected the fingerprint that the review form shows, `sha256-` and 64 characters',
    }),
  /** Markdown, printed beside the remedy. */
  note: z.string({ error: 'expected a text' }).optional(),
}

/** Schema of one file in `reviews/`: a clinician's decision on one remedy, or those of two. */
export const reviewSchema = z
  .object({
    remedy: line,
    ...signature,
    /** The words that were signed, so that later changes can be shown. */
    words: z.string({ error: 'expected the signed words' }).optional(),
    /** The second reviewer's own decision, where two are needed. */
    second: z.object(signature).strict().optional(),
  })
  .strict()

/** A clinician's decision on the exact words that the fingerprint stands for. */
export interface Signature {
  readonly reviewer: {
    readonly name: string
    readonly role: string
    readonly registration: string
    readonly display: 'name' | 'role'
  }
  readonly decision: 'approve' | 'approve-with-note' | 'reject'
  readonly date: string
  readonly expires: string
  readonly fingerprint: string
  readonly note?: string | undefined
}

/** The signed decisions on one remedy. */
export interface Review {
  readonly kind: 'review'
  readonly remedy: string
  readonly file: string
  /** One, or two where a second reviewer signed. */
  readonly signatures: readonly [Signature, ...Signature[]]
  readonly words?: string | undefined
}

/** A file in `reviews/` that cannot be understood: it stands in the way of any leave. */
export interface UnreadableReview {
  readonly kind: 'unreadable'
  readonly remedy: string
  readonly file: string
}

/** The reviews of a manuscript by the remedy that their file is named for. */
export type Reviews = ReadonlyMap<string, Review | UnreadableReview>

/** The remedy that a file in `reviews/` is named for; undefined for a file that is no review. */
export function reviewedRemedy(file: string): string | undefined {
  return /^reviews\/[^/]+\.ya?ml$/i.test(file)
    ? posix
        .basename(file)
        .replace(/\.ya?ml$/i, '')
        .normalize('NFC')
    : undefined
}

/**
 * Understands the files in `reviews/`.
 *
 * @param texts text by file; `undefined` where the file is not text.
 */
export function reviews(texts: ReadonlyMap<string, string | undefined>): {
  readonly reviews: Reviews
  readonly findings: readonly Finding[]
} {
  const met = new Map<string, Review | UnreadableReview>()
  const findings: Finding[] = []
  for (const [file, text] of texts) {
    const remedy = reviewedRemedy(file)
    if (remedy === undefined) {
      findings.push({
        rule: 'review',
        severity: 'warning',
        file,
        reason: 'Unexpected file among the reviews, expected `reviews/<remedy>.yaml`',
        note: 'It is not read. Name it for its remedy and put it straight into `reviews/`.',
      })
      continue
    }
    const unreadable: UnreadableReview = { kind: 'unreadable', remedy, file }
    const before = met.get(remedy)
    if (before) {
      findings.push({
        rule: 'review',
        severity: 'error',
        file,
        reason: `Unexpected second review of \`${remedy}\`, expected one file`,
        note: 'Keep the one that holds; a second reviewer signs under `second:` in the same file.',
        cause: { file: before.file, reason: 'first met here' },
      })
      met.set(remedy, unreadable)
      continue
    }
    const read =
      text === undefined ? { findings: [] } : readYaml(text, file, reviewSchema, 'review')
    findings.push(...read.findings)
    if (!read.value) {
      met.set(remedy, unreadable)
      continue
    }
    const { remedy: said, words, second, ...first } = read.value
    if (said.normalize('NFC') !== remedy) {
      findings.push({
        rule: 'review',
        severity: 'error',
        file,
        reason: `Unexpected \`remedy: ${said}\` in the file of \`${remedy}\`, expected the same name`,
        note: `Rename the file to \`reviews/${said}.yaml\`, or mend the field.`,
      })
      met.set(remedy, unreadable)
      continue
    }
    met.set(remedy, {
      kind: 'review',
      remedy,
      file,
      signatures: second ? [first, second] : [first],
      words,
    })
  }
  return { reviews: met, findings }
}
