import { isDay } from '../read/fields.ts'
import type { Place } from '../read/finding.ts'
import type { Review, Reviews, Signature, UnreadableReview } from '../read/review.ts'
import { fingerprint } from './fingerprint.ts'
import type { Remedy } from './remedies.ts'

/** Why leave is not given, in one word. */
export type RefusalCode =
  | 'not-reviewed'
  | 'review-unreadable'
  | 'review-contradicts-itself'
  | 'review-dated-ahead'
  | 'review-expired'
  | 'review-stale'
  | 'review-rejects'
  | 'second-review-missing'
  | 'second-review-same-person'
  | 'remedy-unnamed'
  | 'remedy-doubled'
  | 'remedy-nested'
  | 'remedy-unclear'
  | 'remedy-outside'
  | 'chapter-missing'
  | 'day-unknown'

/** One reason why a publication has no leave to print. */
export interface Refusal {
  readonly code: RefusalCode
  /** The remedy it is about; absent where it is about the whole publication. */
  readonly remedy?: string
  readonly place?: Place
  /** What was met and what was expected. */
  readonly reason: string
  /** The next step. */
  readonly note: string
}

/** How one remedy stands on a day: signed, or why not. */
export interface Standing {
  readonly remedy: Remedy
  /** How many different reviewers must sign. */
  readonly needed: 1 | 2
  readonly review?: Review | UnreadableReview | undefined
  /** The decisions that it rests on, where it has leave. */
  readonly signatures: readonly Signature[]
  /** Empty where it has leave. */
  readonly refusals: readonly Refusal[]
}

/** What is printed of how a remedy stands: the words that it stands for, and who signed them. */
export interface Signed {
  readonly remedy: Pick<Remedy, 'id' | 'fingerprint'>
  /** None where it has no leave. */
  readonly signatures: readonly Signature[]
}

/** How a remedy stands on `day`; nothing but a review that holds in every respect gives leave. */
export function standing(
  remedy: Remedy,
  reviews: Reviews,
  needed: 1 | 2,
  day: string,
  faults: readonly Refusal[] = [],
): Standing {
  const review = reviews.get(remedy.id.normalize('NFC'))
  const refusals = [...faults, ...reviewFaults(remedy, review, needed, day)]
  const signatures = refusals.length === 0 && review?.kind === 'review' ? review.signatures : []
  return { remedy, needed, review, signatures, refusals }
}

function reviewFaults(
  remedy: Remedy,
  review: Review | UnreadableReview | undefined,
  needed: 1 | 2,
  day: string,
): Refusal[] {
  const { id } = remedy
  if (!review) {
    return [
      {
        code: 'not-reviewed',
        remedy: id,
        place: remedy.place,
        reason: `Remedy \`${id}\` has no review, expected \`reviews/${id}.yaml\``,
        note: `\`imprimatur review ${id}\` prints the form for the reviewer.`,
      },
    ]
  }
  const at = { remedy: id, place: { file: review.file } }
  if (review.kind !== 'review') {
    return [
      {
        ...at,
        code: 'review-unreadable',
        reason: `The review of \`${id}\` cannot be read, expected the fields of the form`,
        note: `\`imprimatur review --check ${review.file}\` names each field that is wrong.`,
      },
    ]
  }
  const refusals = review.signatures.flatMap(one => signatureFaults(remedy, one, day, at))
  const { words, signatures } = review
  if (words !== undefined && fingerprint(words) !== signatures[0].fingerprint) {
    refusals.push({
      ...at,
      code: 'review-contradicts-itself',
      reason: `The review of \`${id}\` keeps other words than the ones its fingerprint stands for`,
      note: 'Fill in a fresh form: the words and the fingerprint belong together.',
    })
  }
  const [first, second] = signatures
  if (second && first.fingerprint !== second.fingerprint) {
    refusals.push({
      ...at,
      code: 'review-contradicts-itself',
      reason: `The two reviewers of \`${id}\` signed different words, expected the same fingerprint`,
      note: 'Both sign the same form.',
    })
  }
  if (second && samePerson(first, second)) {
    refusals.push({
      ...at,
      code: 'second-review-same-person',
      reason: `Both reviews of \`${id}\` are by one person, expected two different reviewers`,
      note: 'Ask a second clinician, with a name and a registration of their own.',
    })
  }
  if (needed === 2 && !second) {
    refusals.push({
      ...at,
      code: 'second-review-missing',
      reason: `Remedy \`${id}\` has one review, expected two by different reviewers`,
      note: 'Medicines and warning signs need two. The second reviewer signs under `second:` in the same file.',
    })
  }
  return refusals
}

function signatureFaults(
  remedy: Remedy,
  signature: Signature,
  day: string,
  at: Pick<Refusal, 'remedy' | 'place'>,
): Refusal[] {
  const { id } = remedy
  const { decision, date, expires, note, reviewer } = signature
  const again = `Ask for a new signature: \`imprimatur review ${id}\` prints the form.`
  const refusals: Refusal[] = []
  const refuse = (code: RefusalCode, reason: string, note: string) =>
    refusals.push({ ...at, code, reason, note })

  if (decision === 'reject') {
    refuse(
      'review-rejects',
      `The reviewer rejected \`${id}\` on ${date}`,
      'Take the remedy out, or reword it and ask for a new signature.',
    )
  } else if (decision !== 'approve' && decision !== 'approve-with-note') {
    refuse('review-contradicts-itself', `The review of \`${id}\` holds no decision`, again)
  }
  if (decision === 'approve-with-note' && !note?.trim()) {
    refuse(
      'review-contradicts-itself',
      `The review of \`${id}\` approves with a note, and there is no note`,
      'Add the note that the reviewer wrote, or ask which decision is meant.',
    )
  }
  if (!reviewer.role.trim() || !reviewer.name.trim() || !reviewer.registration.trim()) {
    refuse(
      'review-unreadable',
      `The review of \`${id}\` does not say who signed, expected name, role and registration`,
      again,
    )
  }
  if (!isDay(date) || !isDay(expires) || expires < date) {
    refuse(
      'review-contradicts-itself',
      `The review of \`${id}\` is dated ${date} and ends on ${expires}, expected an end that comes later`,
      'Look at the signed form, and mend the two dates.',
    )
  } else {
    if (date > day) {
      refuse(
        'review-dated-ahead',
        `The review of \`${id}\` is dated ${date}, expected ${day} or a day before`,
        'Look at the signed form, and mend the date.',
      )
    }
    if (expires < day) {
      refuse('review-expired', `The review of \`${id}\` ended on ${expires}`, again)
    }
  }
  if (signature.fingerprint !== remedy.fingerprint) {
    refuse(
      'review-stale',
      `Remedy \`${id}\` changed since its review, expected the words signed ${date}`,
      `${again} \`imprimatur review\` shows the words that changed.`,
    )
  }
  return refusals
}

/** One name or one registration is one person: titles, case, spaces and accents do not tell two. */
function samePerson(a: Signature, b: Signature): boolean {
  const bare = (text: string) =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\b(?:dr|prof|mr|mrs|ms|miss)\b\.?/g, '')
      .replace(/[^\p{L}\p{N}]/gu, '')
  return (
    bare(a.reviewer.name) === bare(b.reviewer.name) ||
    bare(a.reviewer.registration) === bare(b.reviewer.registration)
  )
}
