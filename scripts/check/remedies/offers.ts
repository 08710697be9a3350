import { factAsSet } from '../../read/facts.ts'
import type { Place, Severity } from '../../read/finding.ts'
import type { Formulary, FormularyEntry } from '../../read/formulary.ts'
import type { Chapter, Manuscript } from '../../read/manuscript.ts'
import { isAttributed } from './attributed.ts'
import { linesOf, type PlacedLine } from './lines.ts'
import { isUnnamed, type Mention, mentions, type Pharmacy, pharmacy } from './mentions.ts'
import { isRecipe } from './recipe.ts'

/** Something that a chapter offers the reader outside any `:::remedy`, or with no name at all. */
export interface Offer {
  readonly entry: FormularyEntry
  readonly place: Place
  /** As the text names it. */
  readonly text: string
  /** Id of the remedy that it stands in: only a plant without a name is told there. */
  readonly remedy: string | undefined
  /** `error`: nobody may print it as it stands. */
  readonly severity: Severity
  /** The entry that the text names, where this one is an ingredient of it. */
  readonly within: FormularyEntry | undefined
  /** True where it comes with a dose or a recipe. */
  readonly dosed: boolean
}

/** What a chapter names, with the lines it stands in. */
export interface ChapterMentions {
  readonly lines: readonly PlacedLine[]
  readonly mentions: readonly Mention[]
}

type Text = Pick<Chapter, 'file' | 'tree' | 'title' | 'matter' | 'language'>

/** A chapter is read once, whatever is asked of it while its tree is at hand. */
const read = new WeakMap<Text['tree'], ChapterMentions & { readonly shop: Pharmacy }>()

/** All that a chapter names of the formulary, in and outside remedies. */
export function mentionsIn(
  chapter: Text,
  { formulary }: Pick<Manuscript, 'formulary'>,
): ChapterMentions {
  const { tree } = chapter
  const shop = pharmacy(formulary)
  const known = read.get(tree)
  if (known?.shop === shop) return known
  const lines = linesOf(chapter)
  const met = mentions(lines, shop).filter(({ entry }) => isInForce(entry, chapter))
  const made = { shop, lines, mentions: met }
  read.set(tree, made)
  return made
}

/** What a chapter offers where nobody signs it. */
export function offers(
  chapter: Text,
  { formulary }: Pick<Manuscript, 'formulary'>,
): readonly Offer[] {
  const kept = factAsSet(chapter, 'offers', [formulary], () =>
    offered(chapter, formulary).map(({ entry, within, ...rest }) => ({
      ...rest,
      entry: entry.id,
      within: within?.id ?? null,
      remedy: rest.remedy ?? null,
    })),
  )
  const { entries } = formulary
  return kept.map(({ entry, within, remedy, ...rest }) => ({
    ...rest,
    entry: entries.get(entry)!,
    within: within === null ? undefined : entries.get(within),
    remedy: remedy ?? undefined,
  }))
}

function offered(chapter: Text, formulary: Formulary): readonly Offer[] {
  const { lines, mentions } = mentionsIn(chapter, { formulary })
  // The cues of a stance are English: in another language each name counts as an offer.
  const understood = /^en\b/i.test(chapter.language)
  return mentions.flatMap(({ entry, line, start, end, stance, within }): Offer[] => {
    const { text, remedy, at } = lines[line]!
    const unnamed = isUnnamed(entry)
    if (remedy !== undefined && !unnamed) return []
    if (stance !== 'recommended' && understood) return []
    const dosed = isRecipe(text)
    // "Your doctor may prescribe X" offers nothing, as long as it says nothing of a dose.
    const prescribed = entry.status === 'specialist-only' || entry.status === 'generally-ok'
    if (prescribed && !dosed && understood && isAttributed(text, start)) return []
    return [
      {
        entry,
        within,
        place: at(start, end),
        text: text.slice(start, end),
        remedy,
        dosed,
        severity: unnamed ? 'error' : weight(entry, dosed, understood),
      },
    ]
  })
}

/** How much an offer outside a remedy weighs, by the status of what is offered. */
function weight(entry: FormularyEntry, dosed: boolean, understood: boolean): Severity {
  const medicinal = entry.kind !== 'food' && entry.kind !== 'procedure' && entry.kind !== 'device'
  switch (entry.status) {
    case 'avoid':
    case 'specialist-only':
      return 'error'
    case 'review':
      return entry.kind === 'food' || !understood ? 'warning' : 'error'
    case 'generally-ok':
      // Ordinary or not, a medicine is for two reviewers to sign.
      if (entry.kind === 'medicine' && understood) return 'error'
      return dosed && medicinal ? 'error' : 'info'
  }
}

/**
 * The press's own formulary is about pregnancy: it is in force in a chapter on pregnancy, and, for
 * what is swallowed or put on the skin, in one that names no topic. The manuscript's own entries
 * are in force everywhere.
 */
function isInForce(entry: FormularyEntry, chapter: Text): boolean {
  if (entry.file !== '') return true
  const topic = chapter.matter.topic?.trim().toLowerCase()
  if (topic) return topic.includes('pregnan')
  return (
    entry.kind === 'herb' ||
    entry.kind === 'medicine' ||
    entry.kind === 'supplement' ||
    entry.kind === 'topical'
  )
}
