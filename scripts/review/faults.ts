import { type Offer, offers } from '../check/remedies/offers.ts'
import { isRemedyName, variableIn } from '../check/remedies/remedy-name.ts'
import type { Chapter, Manuscript } from '../read/manuscript.ts'
import type { Publication } from '../read/publication.ts'
import { isSamePlace, type Remedy } from './remedies.ts'
import type { Refusal } from './standing.ts'

/** What is wrong with a remedy itself, whatever its review says. */
export function remedyFaults(
  remedy: Remedy,
  everywhere: ReadonlyMap<string, readonly Remedy[]>,
): readonly Refusal[] {
  const at = { remedy: remedy.id, place: remedy.place }
  const faults: Refusal[] = []
  const other = everywhere.get(remedy.id)?.find(one => !isSamePlace(one, remedy))
  const variable = variableIn(remedy.words.replaceAll('\\[', '[').replaceAll('\\]', ']'))
  if (!isRemedyName(remedy.id)) {
    faults.push({
      ...at,
      code: 'remedy-unnamed',
      reason: 'Unexpected remedy without a name, expected `:::remedy{#name}`',
      note: 'Give it a name: a review is kept under it.',
    })
  } else if (other) {
    faults.push({
      ...at,
      code: 'remedy-doubled',
      reason: `Two remedies are named \`${remedy.id}\`, expected each name once`,
      note: `The other one stands in ${other.place.file}, line ${other.place.start?.line ?? 1}.`,
    })
  }
  if (remedy.nested) {
    faults.push({
      ...at,
      code: 'remedy-nested',
      reason: `Unexpected remedy within the remedy \`${remedy.id}\`, expected one after the other`,
      note: 'Close the first with `:::` before the second begins.',
    })
  }
  if (variable !== undefined) {
    faults.push({
      ...at,
      code: 'remedy-unclear',
      reason: `Unexpected variable \`${variable}\` in the remedy \`${remedy.id}\`, expected the words themselves`,
      note: 'Write out what it stands for, so that the reviewer signs what is printed.',
    })
  }
  return faults
}

/**
 * What a publication offers where no reviewer can sign it: outside every remedy, in its titles, or
 * a plant without a name. No withholding mends it, since nobody knows which words to leave out.
 */
export function offersOutside(
  manuscript: Pick<Manuscript, 'formulary'>,
  publication: Publication,
  chapters: readonly Chapter[],
): readonly Refusal[] {
  const [first] = chapters
  const cover = {
    file: publication.file,
    title: publication.title ?? '',
    matter: {
      summary: 'subtitle' in publication ? publication.subtitle : undefined,
      topic: first?.matter.topic,
    },
    language: publication.language ?? first?.language ?? 'en',
    tree: { type: 'root' as const, children: [] },
  }
  return [cover, ...chapters].flatMap(text =>
    offers(text, manuscript)
      .filter(({ severity, remedy }) => severity === 'error' && remedy === undefined)
      .map(outside),
  )
}

function outside({ entry, text, place }: Offer): Refusal {
  const { file, start } = place
  return {
    code: 'remedy-outside',
    place,
    reason: entry.unnamed
      ? `Unexpected recipe for "${text}" without a name in ${file}, line ${start?.line ?? 1}`
      : `Unexpected offer of "${text}" outside a remedy in ${file}, line ${start?.line ?? 1}`,
    note: entry.unnamed
      ? 'Name the plant, or take the recipe out.'
      : `Put the passage between \`:::remedy{#${entry.id}}\` and \`:::\`, so that a reviewer can sign it; or take it out.`,
  }
}

/** Plants without a name in a remedy: nobody can sign them. */
export function unnamedIn(
  chapter: Chapter,
  manuscript: Pick<Manuscript, 'formulary'>,
): ReadonlyMap<string, Refusal> {
  const met = new Map<string, Refusal>()
  for (const { entry, remedy, text, place } of offers(chapter, manuscript)) {
    if (remedy === undefined || !entry.unnamed) continue
    met.set(remedy, {
      code: 'remedy-unclear',
      remedy,
      place,
      reason: `Unexpected recipe for "${text}" without a name in the remedy \`${remedy}\``,
      note: 'Name the plant, or take the recipe out: nobody can sign it as it stands.',
    })
  }
  return met
}
