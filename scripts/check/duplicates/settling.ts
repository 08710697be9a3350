import { contrastsOf } from './contrast.ts'
import type { Read } from './corpus.ts'
import { sense } from './sense.ts'

/** A contrast leaves this much of a score: "left" for "right" is no rewording. */
const contrasted = 0.4
/** A passage that only leads in to what follows ("You need:") gives no advice that another could repeat. */
const leadingIn = 0.5
/** How near English passages that share many words mostly are; taken where nothing is known of the words. */
const usual = 0.87

/**
 * What remains of the score of words that two passages share. All of it is taken off, nothing is ever
 * added, so that a pair can be passed over by the score of its words alone.
 */
export function settled(a: Read, b: Read, score: number): number {
  const against = contrastsOf(a.sides, b.sides).length > 0
  const leads = isLeadIn(a) || isLeadIn(b)
  return score * nearness(a, b) * (against ? contrasted : 1) * (leads ? leadingIn : 1)
}

/**
 * How far two passages speak of the same things, 0 to 1: the root of the cosine, since vectors of words
 * know less of a passage than its words do.
 */
function nearness(a: Read, b: Read): number {
  const [one, other] = [sense(a), sense(b)]
  if (!one || !other) return usual
  let cosine = 0
  for (let at = 0; at < one.length; at++) cosine += one[at]! * other[at]!
  return Math.sqrt(Math.min(1, Math.max(0, cosine)))
}

function isLeadIn({ passage }: Read): boolean {
  return /[:：]\s*$/u.test(passage.text)
}
