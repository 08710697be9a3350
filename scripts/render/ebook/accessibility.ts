import type { Element, Nodes } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { visit } from 'unist-util-visit'
import type { Edition } from '../../compose/edition.ts'
import type { Ebook } from '../../read/publication.ts'
import { fill } from '../../read/templates.ts'
import type { PrintedPages } from '../printed-pages.ts'

/**
 * What an ebook says of its own accessibility, each value found in its content: EPUB
 * Accessibility 1.1, with the terms of the Schema.org accessibility vocabulary.
 */
export interface Accessibility {
  readonly modes: readonly string[]
  /** Each a set of modes that is enough to read it all: `textual`, or `textual,visual`. */
  readonly sufficient: readonly string[]
  readonly features: readonly string[]
  readonly hazards: readonly string[]
  /** In plain words, with what is lacking. */
  readonly summary: string
  /** Who evaluated it; only where there is nothing that we know to stand against the claim. */
  readonly certifiedBy?: string
}

/** What is met in the content. */
interface Survey {
  readonly pictures: number
  /** Pictures that no words describe. */
  readonly undescribed: number
  readonly tables: number
  /** Tables without a single head of a column or a row. */
  readonly headless: number
}

/** Computes what may be claimed of an ebook. */
export function accessibility(edition: Edition<Ebook>, pages?: PrintedPages): Accessibility {
  const survey = surveyOf(edition)
  const { pictures, undescribed, headless } = survey
  const faultless = undescribed + headless === 0 && edition.standing === 'final'
  const certifiedBy = faultless ? edition.publication['certified-by'] : undefined
  return {
    modes: pictures > 0 ? ['textual', 'visual'] : ['textual'],
    sufficient: [
      ...(undescribed === 0 ? ['textual'] : []),
      ...(pictures > 0 ? ['textual,visual'] : []),
    ],
    features: [
      'tableOfContents',
      'structuralNavigation',
      'readingOrder',
      'displayTransformability',
      'ARIA',
      'unlocked',
      ...(pictures > 0 && undescribed === 0 ? ['alternativeText'] : []),
      ...(pages ? ['pageBreakMarkers', 'pageNavigation'] : []),
    ],
    // Nothing in it sounds, and of a picture that moves only one frame is kept.
    hazards: ['none'],
    summary: summary(edition, survey, pages, certifiedBy),
    ...(certifiedBy ? { certifiedBy } : {}),
  }
}

function surveyOf({ parts }: Edition): Survey {
  const survey = { pictures: 0, undescribed: 0, tables: 0, headless: 0 }
  for (const { tree } of parts) {
    visit(tree as Nodes, 'element', node => {
      const { tagName, properties } = node
      if (tagName === 'img' || tagName === 'svg') {
        survey.pictures += 1
        const said = String((tagName === 'img' ? properties.alt : properties.ariaLabel) ?? '')
        if (said.trim() === '') survey.undescribed += 1
      } else if (tagName === 'table') {
        survey.tables += 1
        if (!hasHead(node)) survey.headless += 1
      }
    })
  }
  return survey
}

function hasHead(table: Element): boolean {
  let head = false
  visit(table, 'element', node => {
    if (node.tagName === 'th' && textOf(node).trim() !== '') head = true
  })
  return head
}

function summary(
  { words, language, standing }: Edition,
  { pictures, undescribed, tables, headless }: Survey,
  pages: PrintedPages | undefined,
  certifiedBy: string | undefined,
): string {
  const foreign = words.language.split('-')[0] !== language.split('-')[0]
  const names = new Intl.DisplayNames(words.language, { type: 'language' })
  return [
    words['access-text'],
    undescribed > 0
      ? fill(words['access-undescribed'], { count: undescribed, all: pictures })
      : pictures > 0
        ? words['access-described']
        : words['access-no-pictures'],
    headless > 0 ? fill(words['access-headless'], { count: headless, all: tables }) : '',
    foreign
      ? fill(words['access-foreign'], { language: names.of(words.language) ?? words.language })
      : '',
    pages ? fill(words['access-pages'], { book: pages.source }) : '',
    standing === 'proof' ? words['proof-banner'] : certifiedBy ? '' : words['access-unevaluated'],
  ]
    .filter(Boolean)
    .join(' ')
}
