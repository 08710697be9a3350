import type { Chapter, Manuscript } from '../read/manuscript.ts'
import { remedyFaults, unnamedIn } from './faults.ts'
import { type Remedy, remedies, remediesById, remediesOf } from './remedies.ts'
import { signaturesNeeded } from './signatures-needed.ts'
import { type Refusal, type Standing, standing } from './standing.ts'
import { type Change, wordDiff } from './word-diff.ts'

/** A remedy as it lies on the reviewer's desk. */
export interface Paper {
  readonly standing: Standing
  readonly chapter: Chapter
  /** `waits`: nobody signed it; `changed`: its words changed since; `lapses`: its leave ends soon. */
  readonly state: 'waits' | 'changed' | 'expired' | 'refused' | 'lapses' | 'signed'
  /** The words that changed since they were signed, where the signed ones were kept. */
  readonly changes?: readonly Change[]
  /** The last day that its leave holds. */
  readonly until?: string
}

/** Leave that ends within so many days is told beforehand. */
const soon = 60

/** Every remedy of the manuscript as it stands on `day`, once each, in reading order. */
export function desk(
  manuscript: Pick<Manuscript, 'chapters' | 'figures' | 'reviews' | 'formulary'>,
  day: string,
): readonly Paper[] {
  const everywhere = remediesById(manuscript)
  const met = new Set<string>()
  return manuscript.chapters.flatMap(chapter => {
    const unnamed = unnamedIn(chapter, manuscript)
    return remediesOf(chapter, manuscript.figures).flatMap((remedy): Paper[] => {
      const key = `${remedy.id}\n${remedy.fingerprint}`
      if (met.has(key)) return []
      met.add(key)
      const own: Refusal[] = [
        ...remedyFaults(remedy, everywhere),
        ...[unnamed.get(remedy.id) ?? []].flat(),
      ]
      const needed = signaturesNeeded(remedy, manuscript.formulary)
      return [paper(standing(remedy, manuscript.reviews, needed, day, own), chapter, day)]
    })
  })
}

/** Reviews of remedies that the manuscript no longer holds. */
export function orphans(manuscript: Pick<Manuscript, 'chapters' | 'figures' | 'reviews'>) {
  const known = new Set(remedies(manuscript).map(({ id }) => id.normalize('NFC')))
  return [...manuscript.reviews.values()].filter(({ remedy }) => !known.has(remedy))
}

function paper(stands: Standing, chapter: Chapter, day: string): Paper {
  const { review, refusals, remedy } = stands
  const codes = new Set(refusals.map(({ code }) => code))
  const ends =
    review?.kind === 'review'
      ? review.signatures.map(({ expires }) => expires).sort()[0]
      : undefined
  const until = ends === undefined ? {} : { until: ends }
  const common = { standing: stands, chapter, ...until }
  if (codes.size === 0) {
    const lapses = ends !== undefined && ends <= later(day, soon)
    return { ...common, state: lapses ? 'lapses' : 'signed' }
  }
  if (codes.has('review-stale')) {
    const changes = changesOf(remedy, stands)
    return { ...common, state: 'changed', ...(changes && { changes }) }
  }
  if (codes.has('review-expired') && codes.size === 1) return { ...common, state: 'expired' }
  return { ...common, state: codes.has('not-reviewed') ? 'waits' : 'refused' }
}

function changesOf(remedy: Remedy, { review }: Standing): readonly Change[] | undefined {
  if (review?.kind !== 'review' || review.words === undefined) return undefined
  return wordDiff(review.words.trimEnd(), remedy.words)
}

function later(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
