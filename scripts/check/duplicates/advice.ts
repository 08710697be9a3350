import { wording } from '../quantity/wording.ts'
import type { Read } from './corpus.ts'
import { hashOf } from './hash.ts'
import type { Unit } from './reading.ts'
import { primaryOf } from './stem.ts'
import { wordsOf } from './words.ts'

/** A statement that can be contradicted: what is advised or how risky it is, of what, and when. */
export interface Advice {
  readonly frame: 'risk' | 'action'
  /** Danger, or do: true; no danger, or avoid: false. */
  readonly yes: boolean
  /** The action's concept; of a risk, nothing. */
  readonly verb?: string
  /** Concepts and words that it is about. */
  readonly of: ReadonlySet<string>
  /** What it hangs on: "if the cramp lasts", "from week 28"; empty where it always holds. */
  readonly when: ReadonlySet<string>
  /** The sentence, as evidence. */
  readonly text: string
}

/** Two statements of the same frame about the same thing that say yes and no. */
export interface Contradiction {
  readonly a: Advice
  readonly b: Advice
  readonly about: readonly string[]
}

const actions = new Set([
  'take',
  'use',
  'eat',
  'drink',
  'exercise',
  'massage',
  'wear',
  'warm',
  'cool',
])
const framing = new Set([...actions, 'avoid', 'danger', 'safe'])
const kept = new WeakMap<Read, readonly Advice[]>()

/** Ways to take something in, which "avoid" stands against alike. */
const takings = new Set(['take', 'use', 'eat', 'drink', 'avoid'])

/** Contradictions between two passages, or within one (`a` and `b` the same). */
export function contradictions(a: Read, b: Read): readonly Contradiction[] {
  const found: Contradiction[] = []
  const [ones, others] = [adviceOf(a), adviceOf(b)]
  for (const [index, one] of ones.entries()) {
    for (const other of a === b ? ones.slice(index + 1) : others) {
      if (one.frame !== other.frame || one.yes === other.yes) continue
      if (!isSameSet(one.when, other.when) || !isSameVerb(one.verb, other.verb)) continue
      const about = [...one.of].filter(name => other.of.has(name))
      // The narrower statement must be about nothing that the other is not.
      if (about.length === 0 || about.length < Math.min(one.of.size, other.of.size)) continue
      if (Math.max(one.of.size, other.of.size) > about.length + 1) continue
      found.push({ a: one, b: other, about })
    }
  }
  return found
}

/**
 * What a passage advises by hashes: of what and when, the last bit 1 for yes. Two passages can only
 * contradict each other where they differ in the last bit alone.
 */
export function claimsOf(read: Read): readonly number[] {
  const claims = adviceOf(read).flatMap(({ frame, yes, of, when }) =>
    [...of].map(name => {
      const claim = hashOf([frame, name, ...[...when].sort()].join(' '))
      return (claim << 1) | (yes ? 1 : 0) | 0
    }),
  )
  return [...new Set(claims)]
}

/** The statements of a passage that fit a frame. */
export function adviceOf(read: Read): readonly Advice[] {
  const known = kept.get(read)
  if (known) return known
  const { text, language } = read.passage
  const ways = wording(primaryOf(language))
  const made: Advice[] = []
  for (const units of bySentence(read.units)) {
    if (!units.some(isOfAFrame)) continue
    const [first, last] = [units[0]!, units.at(-1)!]
    const from = startOf(text, first.start)
    const sentence = text.slice(from, endOf(text, last.end))
    // A question asserts nothing.
    if (/[?؟]\s*$/.test(sentence)) continue
    const words = wordsOf(sentence, language).map(({ key, start }) => ({ key, at: from + start }))
    const deniedAt = words.find(({ key }) => ways.list('not').has(key))?.at
    const condition = conditionOf(units, words)
    const main = units.filter(unit => !condition.has(unit))
    const when = new Set([...condition].flatMap(namesOf))
    const risk = main.find(unit => has(unit, 'danger') || has(unit, 'safe'))
    if (risk) {
      const denied = deniedAt !== undefined && deniedAt < risk.start
      const of = new Set(main.filter(unit => unit !== risk && !has(unit, 'avoid')).flatMap(namesOf))
      if (of.size > 0 && of.size <= 6) {
        made.push({ frame: 'risk', yes: has(risk, 'danger') !== denied, of, when, text: sentence })
      }
      continue
    }
    const verb = main.findIndex(unit =>
      unit.concepts.some(({ id }) => actions.has(id) || id === 'avoid'),
    )
    if (verb < 0 || verb > 2) continue
    const unit = main[verb]!
    // "Massage of the calf" names a thing and tells nobody to do it.
    if (/^\s*of\b/i.test(text.slice(unit.end))) continue
    const name = unit.concepts.find(({ id }) => actions.has(id) || id === 'avoid')!.id
    const denied = deniedAt !== undefined && deniedAt < unit.start
    const of = new Set(
      main
        .slice(verb + 1, verb + 4)
        .filter(other => !isAction(other))
        .flatMap(namesOf),
    )
    if (of.size === 0) continue
    made.push({
      frame: 'action',
      verb: name,
      yes: has(unit, 'avoid') ? denied : !denied,
      of,
      when,
      text: sentence,
    })
  }
  kept.set(read, made)
  return made
}

function bySentence(units: readonly Unit[]): readonly (readonly Unit[])[] {
  return [...Map.groupBy(units, ({ sentence }) => sentence).values()]
}

/** Units after "if", "when", "unless" up to the end of that clause. */
function conditionOf(
  units: readonly Unit[],
  words: readonly { readonly key: string; readonly at: number }[],
): ReadonlySet<Unit> {
  const opener = words.find(({ key }) => conditional.has(key))
  if (!opener) return new Set()
  const until =
    words.find(({ key, at }) => at > opener.at && key === 'then')?.at ?? Number.POSITIVE_INFINITY
  return new Set(units.filter(({ start }) => start > opener.at && start < until))
}

const conditional = new Set([
  'if',
  'when',
  'unless',
  'while',
  'until',
  'after',
  'before',
  'without',
])

function namesOf(unit: Unit): readonly string[] {
  return unit.concepts[0] ? [`#${unit.concepts[0].id}`] : unit.stems
}

function has(unit: Unit, concept: string): boolean {
  return unit.concepts.some(({ id }) => id === concept)
}

/** Without one of these in it, a sentence fits no frame. */
function isOfAFrame({ concepts }: Unit): boolean {
  return concepts.some(({ id }) => framing.has(id))
}

function isAction(unit: Unit): boolean {
  return unit.concepts.some(({ id }) => actions.has(id))
}

function isSameVerb(x: string | undefined, y: string | undefined): boolean {
  return x === y || (takings.has(x ?? '') && takings.has(y ?? ''))
}

function isSameSet(x: ReadonlySet<string>, y: ReadonlySet<string>): boolean {
  return x.size === y.size && [...x].every(name => y.has(name))
}

function startOf(text: string, at: number): number {
  const before = text.slice(0, at)
  return Math.max(
    0,
    ...[...before.matchAll(/[.!?;。؟]\s+|\n/gu)].map(({ 0: mark, index }) => index + mark.length),
  )
}

function endOf(text: string, at: number): number {
  const end = /[.!?;。؟](?=\s|$)|\n/u.exec(text.slice(at))
  return end ? at + end.index + 1 : text.length
}
