import { isDay } from '../read/fields.ts'
import { chapterById, type Manuscript } from '../read/manuscript.ts'
import type { Publication } from '../read/publication.ts'
import type { Review } from '../read/review.ts'
import { offersOutside, remedyFaults, unnamedIn } from './faults.ts'
import { remediesById, remediesIn, remediesOf } from './remedies.ts'
import { signaturesOf } from './signatures-needed.ts'
import { type Refusal, type RefusalCode, type Standing, standing } from './standing.ts'

declare const brand: unique symbol

/** Leave to print one publication. Only {@link imprimatur} makes one. */
export interface Imprimatur {
  /** Id of the publication that it was given for. */
  readonly publication: string
  /** The day that it was given on. */
  readonly day: string
  /** By remedy, the fingerprints of the words that were signed. */
  readonly fingerprints: ReadonlyMap<string, string>
  /** By remedy, the review that it rests on. */
  readonly reviews: ReadonlyMap<string, Review>
  /** Remedies whose words must be left out, since nobody signed them. */
  readonly withheld: ReadonlySet<string>
  readonly [brand]: true
}

/** Leave, or every reason why there is none; and how each remedy of the publication stands. */
export type Decision = { readonly standings: readonly Standing[] } & (
  | { readonly leave: Imprimatur; readonly refusals?: never }
  | { readonly leave?: never; readonly refusals: readonly Refusal[] }
)

/** Copies of a leave, with something changed, are none: each one that was given is known here. */
const given = new WeakSet<Imprimatur>()

/**
 * The gate: leave to print a publication on a day, or all the reasons why not.
 *
 * It fails closed: a remedy has leave only where a review holds in every respect. What a remedy
 * without leave does to the publication is the publication's own choice: `withhold` gives leave
 * with those words left out; `proof` and `fail` give none.
 *
 * @param day today, `YYYY-MM-DD`.
 */
export function imprimatur(
  manuscript: Pick<Manuscript, 'chapters' | 'figures' | 'reviews' | 'formulary' | 'unread'>,
  publication: Publication,
  day: string,
): Decision {
  const { standings, faults } = standingsOf(manuscript, publication, day)
  const wanting = standings.filter(({ refusals }) => refusals.length > 0)
  const withhold = publication.unreviewed === 'withhold'
  const refusals = [...faults, ...(withhold ? [] : wanting.flatMap(({ refusals }) => refusals))]
  if (refusals.length > 0) return { refusals: unique(refusals), standings }

  const withheld = new Set(wanting.map(({ remedy }) => remedy.id))
  const signed = standings.filter(({ remedy }) => !withheld.has(remedy.id))
  const leave = Object.freeze({
    publication: publication.id,
    day,
    fingerprints: new Map(signed.map(({ remedy }) => [remedy.id, remedy.fingerprint])),
    reviews: new Map(
      signed.flatMap(({ remedy, review }) =>
        review?.kind === 'review' ? [[remedy.id, review] as const] : [],
      ),
    ),
    withheld,
  }) as unknown as Imprimatur
  given.add(leave)
  return { leave, standings }
}

/** How each remedy of a publication stands, and what no withholding can mend. */
function standingsOf(
  manuscript: Parameters<typeof imprimatur>[0],
  publication: Publication,
  day: string,
): { readonly standings: readonly Standing[]; readonly faults: readonly Refusal[] } {
  const faults: Refusal[] = []
  if (!isDay(day)) {
    faults.push({
      code: 'day-unknown',
      reason: `Unexpected day \`${day}\`, expected today's date such as 2026-11-22`,
      note: 'Without the date nobody can tell whether a review still holds.',
    })
  }
  const chapters = publication.chapters.flatMap(id => {
    const chapter = chapterById(manuscript.chapters).get(id)
    if (!chapter) {
      faults.push({
        code: 'chapter-missing',
        reason: `Chapter \`${id}\` cannot be read, so nobody can tell which remedies it holds`,
        note: 'Mend the chapter; `imprimatur check` names what is wrong with it.',
      })
    }
    return chapter ?? []
  })
  faults.push(...offersOutside(manuscript, publication, chapters))
  const everywhere = remediesById(manuscript)
  const standings = chapters.flatMap(chapter => {
    const unnamed = unnamedIn(chapter, manuscript)
    const needed = signaturesOf(chapter, manuscript)
    return remediesOf(chapter, manuscript.figures).map((remedy, index) => {
      const own = [...remedyFaults(remedy, everywhere), ...[unnamed.get(remedy.id) ?? []].flat()]
      // Without a name of its own a remedy cannot be left out, and a nested one not by itself.
      faults.push(...own.filter(({ code }) => unmendable.has(code)))
      return standing(remedy, manuscript.reviews, needed[index]!, day, own)
    })
  })
  return { standings, faults }
}

const unmendable: ReadonlySet<RefusalCode> = new Set(['remedy-unnamed', 'remedy-nested'])

/** A remedy that two chapters include is refused once. */
function unique(refusals: readonly Refusal[]): Refusal[] {
  const met = new Map(
    refusals.map(refusal => [`${refusal.code}\n${refusal.reason}\n${refusal.note}`, refusal]),
  )
  return [...met.values()]
}

/**
 * What the leave does not cover in the chapters as they are about to be printed: the check after
 * composing. Anything at all in it is fatal.
 */
export function uncovered(
  leave: Imprimatur,
  manuscript: Pick<Manuscript, 'chapters' | 'figures'>,
): readonly string[] {
  if (!given.has(leave)) return ['The leave was not given by the gate.']
  const set = manuscript.chapters.flatMap(each => remediesIn(each, manuscript.figures))
  return set.flatMap(({ id, fingerprint }) => {
    if (leave.withheld.has(id)) return [`Remedy \`${id}\` was to be withheld.`]
    const signed = leave.fingerprints.get(id)
    if (signed === fingerprint) return []
    return [
      signed
        ? `Remedy \`${id}\` holds other words than the ones that were signed.`
        : `Remedy \`${id}\` has no leave.`,
    ]
  })
}
