import type { Edition } from '../../compose/edition.ts'
import { spokenIn } from '../../compose/spoken-in.ts'
import type { Ebook } from '../../read/publication.ts'
import { provenanceKey } from '../../review/provenance.ts'
import type { PrintedPages } from '../printed-pages.ts'
import { accessibility } from './accessibility.ts'
import { escapeXml } from './xhtml.ts'

/** What the package says of the book, an element each. */
export function metadata(edition: Edition<Ebook>, pages?: PrintedPages): readonly string[] {
  const { author, publisher, rights, description, language, identifier, stamp } = edition
  return [
    dc('identifier', identifier, 'identifier'),
    ...titles(edition),
    ...[...new Set([language, ...edition.parts.map(part => part.language)])].map(tag =>
      dc('language', tag),
    ),
    ...(author
      ? [
          dc('creator', author, 'creator'),
          '<meta refines="#creator" property="role" scheme="marc:relators">aut</meta>',
        ]
      : []),
    ...(publisher ? [dc('publisher', publisher)] : []),
    ...(rights ? [dc('rights', rights)] : []),
    dc('description', description),
    dc('date', stamp),
    meta('dcterms:modified', `${stamp}T00:00:00Z`),
    ...access(edition, pages),
    ...(pages ? pagination(pages) : []),
    '<meta name="cover" content="cover-image"/>',
    `<meta name="${provenanceKey}" content="${escapeXml(edition.provenance)}"/>`,
  ]
}

function titles({ title, subtitle }: Edition): string[] {
  if (!subtitle) return [dc('title', title, 'title')]
  return [
    ['title', 'main', title] as const,
    ['subtitle', 'subtitle', subtitle] as const,
    ['full-title', 'extended', `${title}: ${subtitle}`] as const,
  ].flatMap(([id, type, text]) => [
    dc('title', text, id),
    `<meta refines="#${id}" property="title-type">${type}</meta>`,
  ])
}

function access(edition: Edition<Ebook>, pages: PrintedPages | undefined): string[] {
  const { modes, sufficient, features, hazards, summary, certifiedBy } = accessibility(
    edition,
    pages,
  )
  const { lang } = spokenIn(edition.words, edition.language)
  return [
    ...modes.map(mode => meta('schema:accessMode', mode)),
    ...sufficient.map(set => meta('schema:accessModeSufficient', set)),
    ...features.map(feature => meta('schema:accessibilityFeature', feature)),
    ...hazards.map(hazard => meta('schema:accessibilityHazard', hazard)),
    `<meta property="schema:accessibilitySummary"${lang ? ` xml:lang="${lang}"` : ''}>${escapeXml(summary)}</meta>`,
    // The standard lets nobody claim to conform whom no named party has evaluated.
    ...(certifiedBy
      ? [
          '<meta property="dcterms:conformsTo" id="conformance">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>',
          `<meta refines="#conformance" property="a11y:certifiedBy">${escapeXml(certifiedBy)}</meta>`,
        ]
      : []),
  ]
}

/** Whose pages the page breaks are, said in both ways that reading systems know. */
function pagination({ identifier, source }: PrintedPages): string[] {
  return [
    dc('source', identifier, 'print'),
    '<meta refines="#print" property="source-of">pagination</meta>',
    meta('pageBreakSource', source),
  ]
}

function dc(name: string, text: string, id?: string): string {
  return `<dc:${name}${id ? ` id="${id}"` : ''}>${escapeXml(text)}</dc:${name}>`
}

function meta(property: string, text: string): string {
  return `<meta property="${property}">${escapeXml(text)}</meta>`
}
