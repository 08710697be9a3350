import { compareText } from '../../read/finding.ts'
import type { Duplicate, Tier } from './duplicates.ts'
import { type Passage, passageHash } from './passages.ts'
import { wordsOf } from './words.ts'

/** Passages that belong together, and which of them to keep. */
export interface Group {
  /** The weakest tie that holds it together. */
  readonly tier: Tier
  /** Indices of the passages, the one to keep first, then in reading order. */
  readonly members: readonly number[]
  readonly keep: number
  /** Why that one: "reviewed 2026-03-02", "says most", "shortest sentences". */
  readonly why: string
  readonly pairs: readonly Duplicate[]
}

/** Part of the pairs between two groups that must be duplicates for the groups to be one. */
const agreed = 0.5

/** Gathers pairs into groups; a chain of look-alikes is no group, most members must be alike. */
export function groups(
  pairs: readonly Duplicate[],
  passages: readonly Passage[],
): readonly Group[] {
  const groupOf = new Map<number, Set<number>>()
  const alike = new Set(pairs.map(({ a, b }) => `${a} ${b}`))
  const known = (x: number, y: number) => alike.has(x < y ? `${x} ${y}` : `${y} ${x}`)
  const strongest = pairs
    .filter(({ contrasts }) => contrasts.length === 0)
    .toSorted((x, y) => y.score - x.score || compareText(keyOf(x, passages), keyOf(y, passages)))
  for (const { a, b } of strongest) {
    const one = groupOf.get(a) ?? new Set([a])
    const other = groupOf.get(b) ?? new Set([b])
    if (one === other) continue
    let ties = 0
    for (const x of one) for (const y of other) if (known(x, y)) ties++
    if (ties < agreed * one.size * other.size) continue
    const joined = new Set([...one, ...other])
    for (const member of joined) groupOf.set(member, joined)
  }
  return [...new Set(groupOf.values())].map(set => group([...set], pairs, passages)).sort(byMembers)
}

function group(
  members: readonly number[],
  pairs: readonly Duplicate[],
  passages: readonly Passage[],
): Group {
  const inside = new Set(members)
  const own = pairs.filter(({ a, b }) => inside.has(a) && inside.has(b))
  const tiers = own.map(({ tier }) => tier)
  const { keep, why } = whichToKeep(members, passages)
  return {
    tier: tiers.includes('paraphrase') ? 'paraphrase' : tiers.includes('near') ? 'near' : 'exact',
    members: [keep, ...members.filter(member => member !== keep).sort((x, y) => x - y)],
    keep,
    why,
    pairs: own,
  }
}

/** Reviewed comes first (the latest), then what says most, then what reads most easily. */
export function whichToKeep(
  members: readonly number[],
  passages: readonly Passage[],
): { readonly keep: number; readonly why: string } {
  const said = members.map(member => {
    const passage = passages[member]!
    const words = wordsOf(passage.text, passage.language).map(({ key }) => key)
    const sentences = passage.text.split(/[.!?;。؟]+(?:\s|$)|\n/u).filter(Boolean).length
    return {
      member,
      reviewed: passage.reviewed ?? '',
      content: new Set(words).size,
      sentence: words.length / Math.max(1, sentences),
    }
  })
  const newest =
    said
      .map(({ reviewed }) => reviewed)
      .sort()
      .at(-1) ?? ''
  const reviewed = said.filter(each => each.reviewed === newest)
  const most = Math.max(...reviewed.map(({ content }) => content))
  // A word or two more is not more complete.
  const complete = reviewed.filter(({ content }) => content >= 0.9 * most)
  const shortest = Math.min(...complete.map(({ sentence }) => sentence))
  const best = complete.find(({ sentence }) => sentence === shortest)!
  const why =
    newest && reviewed.length < said.length
      ? `reviewed ${newest}`
      : complete.length < reviewed.length
        ? 'it says most'
        : complete.some(({ sentence }) => sentence > shortest)
          ? 'its sentences are the shortest'
          : 'it comes first'
  return { keep: best.member, why }
}

function keyOf({ a, b }: Duplicate, passages: readonly Passage[]): string {
  return [a, b]
    .map(index => passages[index]!)
    .map(
      passage => `${passageHash(passage)} ${passage.place.file}:${passage.place.start?.line ?? 0}`,
    )
    .sort()
    .join(' ')
}

function byMembers(x: Group, y: Group): number {
  return Math.min(...x.members) - Math.min(...y.members)
}
