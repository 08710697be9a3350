import type { Formulary } from '../../read/formulary.ts'
import type { StyleSheet } from '../../read/style-sheet.ts'
import { type GlossaryTable, shippedGlossaries } from './glossary.ts'
import { substances } from './substances.ts'

/** What a manuscript says of its own words. */
export interface OwnWords {
  readonly styleSheet: Pick<StyleSheet, 'terms' | 'concepts' | 'contrasts'>
  readonly formulary: Pick<Formulary, 'entries'>
}

/**
 * The glossaries that ship with the press and, on top, the manuscript's own: the concepts, contrasts
 * and terms of its style sheet (a term and the forms that it stands for are one concept), and the
 * substances that it adds to the formulary.
 */
export function ownGlossaries({ styleSheet, formulary }: OwnWords): readonly GlossaryTable[] {
  const { terms = {}, concepts = {}, contrasts = {} } = styleSheet
  const added = [...formulary.entries].filter(([, { file }]) => file !== '')
  const own: Record<string, { any: readonly string[] }> = {}
  for (const [term, forms] of Object.entries(terms)) own[idOf(term)] = { any: [term, ...forms] }
  for (const [name, forms] of Object.entries(concepts)) {
    const id = idOf(name)
    own[id] = { any: [...(own[id]?.any ?? []), name.replaceAll('-', ' '), ...forms] }
  }
  const ids = Object.entries(contrasts).map(([set, members]) => [set, members.map(idOf)] as const)
  const tables: GlossaryTable[] = []
  if (Object.keys(own).length + ids.length > 0) {
    tables.push({ concepts: own, contrasts: Object.fromEntries(ids) })
  }
  if (added.length > 0) tables.push(substances(added))
  return tables.length > 0 ? [...shippedGlossaries(), ...tables] : shippedGlossaries()
}

/** Members of the style sheet's contrasts that are no concept, by set. */
export function unknownContrasts(words: OwnWords): readonly { set: string; member: string }[] {
  const known = new Set(ownGlossaries(words).flatMap(({ concepts }) => Object.keys(concepts)))
  return Object.entries(words.styleSheet.contrasts ?? {}).flatMap(([set, members]) =>
    members.filter(member => !known.has(idOf(member))).map(member => ({ set, member })),
  )
}

function idOf(name: string): string {
  return name.trim().toLowerCase().replace(/\s+/g, '-')
}
