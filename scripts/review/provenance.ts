import { createHash } from 'node:crypto'
import { z } from 'zod'
import { day } from '../read/fields.ts'
import type { Chapter, Manuscript } from '../read/manuscript.ts'
import type { Publication } from '../read/publication.ts'
import type { Imprimatur } from './imprimatur.ts'
import { remedies } from './remedies.ts'
import { signaturesNeeded } from './signatures-needed.ts'
import { type Signed, standing } from './standing.ts'

/** The name that a file keeps its provenance under: a PDF's document property, an EPUB's `meta`. */
export const provenanceKey = 'Imprimatur'

const hash = z.string().regex(/^sha256-[0-9a-f]{64}$/)

const provenanceSchema = z
  .object({
    /** Of this form. */
    imprimatur: z.literal(1),
    publication: z.string(),
    standing: z.enum(['final', 'proof']),
    /** The content code that is printed in the colophon. */
    code: z.string(),
    /** Hash of each chapter's words with its passages, by id. */
    chapters: z.record(z.string(), hash),
    /** Fingerprints of the remedies that it prints, by name. */
    remedies: z.record(z.string(), hash),
    /** Remedies that it leaves out. */
    withheld: z.array(z.string()),
    reviews: z.array(
      z
        .object({
          remedy: z.string(),
          /** The name only where the review lets it be printed. */
          name: z.string().optional(),
          role: z.string(),
          date: day,
          expires: day,
        })
        .strict(),
    ),
  })
  .strict()

/** What a file was made from: the state of the manuscript and the reviews it rests on. */
export type Provenance = z.output<typeof provenanceSchema>

/** What a publication is made from, as data; without the day, so that the same text repeats. */
export function provenance(
  manuscript: Pick<Manuscript, 'chapters' | 'passages' | 'figures'>,
  publication: Publication,
  {
    leave,
    standings,
  }: { readonly leave?: Imprimatur | undefined; readonly standings: readonly Signed[] },
  code: string,
): Provenance {
  const chapters = manuscript.chapters.filter(({ id }) => publication.chapters.includes(id))
  const withheld = leave?.withheld ?? new Set<string>()
  const printed = standings.filter(({ remedy }) => !withheld.has(remedy.id))
  const reviews = new Map(
    printed.flatMap(({ remedy, signatures }) =>
      signatures.map(({ reviewer, date, expires }) => {
        const name = reviewer.display === 'name' ? { name: reviewer.name } : {}
        const signed = { remedy: remedy.id, ...name, role: reviewer.role, date, expires }
        return [JSON.stringify(signed), signed] as const
      }),
    ),
  )
  return {
    imprimatur: 1,
    publication: publication.id,
    standing: leave ? 'final' : 'proof',
    code,
    chapters: Object.fromEntries(
      chapters.map(chapter => [chapter.id, stateOf(chapter, manuscript)]),
    ),
    remedies: Object.fromEntries(
      printed.map(({ remedy }) => [remedy.id, remedy.fingerprint] as const).sort(byName),
    ),
    withheld: [...withheld].sort(),
    reviews: [...reviews.values()],
  }
}

/** One line that a file can carry; ASCII, so that no reader of metadata can garble it. */
export function provenanceLine(made: Provenance): string {
  return JSON.stringify(made).replace(
    /[\u007f-\uffff]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Reads the line back; undefined where it is none of ours. */
export function readProvenance(line: string): Provenance | undefined {
  try {
    return provenanceSchema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

function stateOf(
  chapter: Chapter,
  { passages, figures }: Pick<Manuscript, 'passages' | 'figures'>,
): string {
  const sum = createHash('sha256')
  const add = (text: string) => sum.update(text.normalize('NFC')).update('\0')
  add(chapter.text)
  for (const id of [...chapter.passages].sort()) add(passages.get(id)?.text ?? '')
  const shown = [chapter.text, ...chapter.passages.map(id => passages.get(id)?.text ?? '')].join(
    '\n',
  )
  for (const { file, bytes } of figures.values()) {
    if (shown.includes(file.split('/').at(-1)!)) sum.update(file).update(bytes)
  }
  return `sha256-${sum.digest('hex')}`
}

const byName = ([a]: readonly [string, string], [b]: readonly [string, string]) => (a < b ? -1 : 1)

/** What has become of the manuscript since a file was made of it. */
export interface Verdict {
  /**
   * `current`: it may still be given out; `changed`: the text is another one now; `expired`: a
   * review that it rests on has run out or no longer holds; `proof`: it never had leave;
   * `unknown`: this manuscript makes no such publication.
   */
  readonly state: 'current' | 'changed' | 'expired' | 'proof' | 'unknown'
  /** Why, a sentence each. */
  readonly reasons: readonly string[]
}

/** Whether what a file was made from still holds, on a day. */
export function verdict(
  made: Provenance,
  manuscript: Pick<
    Manuscript,
    'chapters' | 'passages' | 'figures' | 'reviews' | 'formulary' | 'publications'
  >,
  day: string,
): Verdict {
  const publication = manuscript.publications.find(({ id }) => id === made.publication)
  if (!publication) {
    return { state: 'unknown', reasons: [`The manuscript makes no \`${made.publication}\`.`] }
  }
  const now = new Map(manuscript.chapters.map(each => [each.id, stateOf(each, manuscript)]))
  const changed = Object.entries(made.chapters).flatMap(([id, before]) => {
    const after = now.get(id)
    if (after === before) return []
    return after ? [`Chapter \`${id}\` has changed.`] : [`Chapter \`${id}\` is no longer there.`]
  })
  const added = publication.chapters.filter(id => made.chapters[id] === undefined)
  changed.push(...added.map(id => `Chapter \`${id}\` has been added.`))

  const present = new Map(remedies(manuscript).map(remedy => [remedy.id, remedy]))
  const lapsed = made.reviews.flatMap(({ remedy, expires, role }) =>
    expires < day ? [`The review of \`${remedy}\` by ${role} ended on ${expires}.`] : [],
  )
  for (const [id, fingerprint] of Object.entries(made.remedies)) {
    const remedy = present.get(id)
    if (!remedy || remedy.fingerprint !== fingerprint) {
      changed.push(
        remedy ? `Remedy \`${id}\` holds other words now.` : `Remedy \`${id}\` is no longer there.`,
      )
      continue
    }
    const needed = signaturesNeeded(remedy, manuscript.formulary)
    const { refusals } = standing(remedy, manuscript.reviews, needed, day)
    if (made.standing === 'final') lapsed.push(...refusals.map(({ reason }) => `${reason}.`))
  }
  const reasons = [...new Set([...lapsed, ...changed])]
  if (made.standing === 'proof') {
    return {
      state: 'proof',
      reasons: ['It is a proof and was never meant for patients.', ...reasons],
    }
  }
  if (lapsed.length > 0) return { state: 'expired', reasons }
  return { state: changed.length > 0 ? 'changed' : 'current', reasons }
}
