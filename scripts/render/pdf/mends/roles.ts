import { type Tag, tagsOf } from '../structure.ts'

/** The structure types of PDF 1.7 (ISO 32000-1, 14.8.4). */
const standard = new Set(
  (
    'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private ' +
    'P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot ' +
    'Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP ' +
    'Figure Formula Form'
  ).split(' '),
)

/** What other types come nearest to; a browser also writes types of PDF 2.0. */
const nearest: Readonly<Record<string, string>> = {
  Aside: 'Div',
  DocumentFragment: 'Div',
  FENote: 'Note',
  Title: 'P',
}

/** What stands for each type that PDF 1.7 does not have (ISO 14289-1, 7.1; Matterhorn 02-001). */
export function roles(root: Tag): ReadonlyMap<string, string> {
  const met = new Map<string, string>()
  for (const { type } of tagsOf(root))
    if (!standard.has(type)) met.set(type, nearest[type] ?? 'Span')
  return new Map([...met].sort(([a], [b]) => (a < b ? -1 : 1)))
}
