import type { Edition } from '../../compose/edition.ts'
import type { Finding } from '../../read/finding.ts'
import type { Fonts } from '../../read/fonts.ts'
import type { Leaflet } from '../../read/publication.ts'
import { fill } from '../../read/templates.ts'
import { visible } from '../html.ts'
import { beside } from './beside.ts'
import { collate, type Difference, isRightToLeft, wordsOf } from './collate.ts'
import { bookCopy, contentsCopy, ebookCopy, leafletCopy, type Shown } from './copy.ts'
import { epubText } from './epub-text.ts'
import { type PdfText, pageTexts, pdfText } from './pdf-text.ts'

/**
 * Reads what was made and holds it against the edition: every word, every cell and every number,
 * in order, nothing twice. Each difference is an error that names the passage.
 *
 * @param path of the file, for messages.
 */
export async function proofReading(
  edition: Edition,
  path: string,
  bytes: Uint8Array,
  fonts: Fonts,
): Promise<readonly Finding[]> {
  const shown = (text: string) => visible(text, fonts)
  const report = (differences: readonly Difference[]) =>
    differences.map(difference => differing(edition, path, difference))
  if (edition.publication.kind === 'ebook') {
    const { text, contents } = await epubText(bytes)
    return report([
      ...collate(ebookCopy(edition, shown), text, 'reading'),
      ...collate(contentsCopy(edition, shown), contents, 'reading'),
    ])
  }
  const proof = pdfText(bytes)
  const copy =
    edition.publication.kind === 'book'
      ? bookCopy(edition, shown)
      : leafletCopy(edition as Edition<Leaflet>, shown)
  return [
    ...report(collate(copy, proof.text)),
    ...besideTheText(edition, path, proof, shown),
    ...inTheMargins(edition, path, proof, shown),
  ]
}

/**
 * Whether every page's words stand on the sheets that were made of them, as often as there. The
 * pages themselves are read by {@link proofReading}.
 */
export function sheetReading(
  edition: Edition,
  path: string,
  pages: Uint8Array,
  sheets: Uint8Array,
): readonly Finding[] {
  const allOf = (pdf: Uint8Array) => pageTexts(pdf).map(wordsOf)
  const left = countOf(allOf(sheets).flat())
  const file = fileOf(edition, path)
  return allOf(pages).flatMap((words, index) => {
    const lost = words.filter(word => !taken(left, word))
    const some = lost.slice(0, 8).join(' ')
    return lost.length === 0
      ? []
      : [fault(file, `Lost words of page ${index + 1} on the sheets of \`${path}\`: "${some}"`)]
  })
}

/** Pictures' descriptions, words in drawings and numbers of lists that the pages do not have. */
function besideTheText(edition: Edition, path: string, proof: PdfText, shown: Shown): Finding[] {
  const expected = edition.parts.map(({ tree, file }) => ({ file, ...beside(tree) }))
  const described = countOf(proof.descriptions.map(text => wordsOf(text).join(' ')))
  const lines = wordsOf(proof.drawings).join('')
  const letters = countOf([...lines])
  const lost = expected.flatMap(({ file, descriptions, labels }) => [
    ...descriptions
      .filter(text => !taken(described, wordsOf(text).join(' ')))
      .map(text => fault(file, `Lost description of a picture in \`${path}\`: expected "${text}"`)),
    ...labels
      .filter(text => {
        const sought = wordsOf(shown(text)).join('')
        // Where words run from right to left, a line has its letters in the order of sight.
        return !(isRightToLeft(sought)
          ? [...sought].every(letter => taken(letters, letter))
          : lines.includes(sought))
      })
      .map(text => ({
        ...fault(file, `Lost words in a drawing in \`${path}\`: expected "${text}"`),
        note: 'They may run beyond the edge of the drawing: give them more room, or make them smaller.',
      })),
  ])
  const numbers = expected.flatMap(each => each.numbers)
  const met = proof.labels.flatMap(label => Number(/\d+/.exec(label)?.[0] ?? Number.NaN))
  const counted = met.filter(number => !Number.isNaN(number))
  const wrong = numbers.findIndex((number, index) => Math.abs(number) !== counted[index])
  return [
    ...lost,
    ...(wrong >= 0 || numbers.length !== counted.length
      ? [
          fault(
            fileOf(edition, path),
            `Changed number of a list item in \`${path}\`: expected ${numbers
              .slice(Math.max(0, wrong - 1))
              .slice(0, 4)
              .join(', ')}, met ${
              counted
                .slice(Math.max(0, wrong - 1))
                .slice(0, 4)
                .join(', ') || 'none'
            }`,
          ),
        ]
      : []),
  ]
}

/** What must stand at the edge of every page and does not, and words that stand beyond it. */
function inTheMargins(edition: Edition, path: string, proof: PdfText, shown: Shown): Finding[] {
  const { words, footer, standing, publication } = edition
  const file = fileOf(edition, path)
  const pages = proof.furniture.length
  return proof.furniture.flatMap((furniture, index) => {
    const due = [
      ...(standing === 'proof' ? [words['proof-banner']] : []),
      ...(publication.kind === 'leaflet'
        ? [...footer, fill(words['page-of'], { page: index + 1, pages })]
        : []),
    ]
    const left = countOf(wordsOf(furniture))
    const beyond = proof.beyond[index]?.trim() ?? ''
    const page = `page ${index + 1} of \`${path}\``
    return [
      ...due
        .filter(text => wordsOf(shown(text)).some(word => !taken(left, word)))
        .map(text => fault(file, `Missing "${text}" on ${page}`)),
      ...(beyond === ''
        ? []
        : [fault(file, `Words beyond the edge of ${page}: "${beyond.slice(0, 80)}"`)]),
    ]
  })
}

function countOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Takes one such word, where there is one left. */
function taken(left: Map<string, number>, word: string): boolean {
  const count = left.get(word) ?? 0
  left.set(word, count - 1)
  return count > 0
}

function differing(edition: Edition, path: string, difference: Difference): Finding {
  const { kind, passage, expected, met } = difference
  const where = passage.under.length > 0 ? ` under "${passage.under.join('" > "')}"` : ''
  const what = `${passage.kind}${where} in \`${path}\``
  const reason = said[kind](what, expected, met ? `"${met}"` : 'nothing')
  return fault(passage.file ?? fileOf(edition, path), reason, passage.line)
}

/** Where a publication is declared; a book that no file declares is named by what was made of it. */
function fileOf({ publication }: Edition, path: string): string {
  return publication.file || path
}

function fault(file: string, reason: string, line?: number): Finding {
  return {
    rule: 'proof-reading',
    severity: 'error',
    file,
    ...(line ? { start: { line, column: 1 } } : {}),
    reason,
    note: 'The press made this, not you: what it set is not what the text says. Do not hand the file out, and report this with the chapter.',
  }
}

const said: Readonly<
  Record<Difference['kind'], (what: string, expected: string, met: string) => string>
> = {
  lost: (what, expected, met) => `Lost ${what}: expected "${expected}", met ${met}`,
  changed: (what, expected, met) => `Changed ${what}: expected "${expected}", met ${met}`,
  doubled: (what, _, met) => `Unexpected second setting before the ${what}: met ${met}`,
  moved: (what, expected, met) => `Moved ${what}: expected "${expected}" here, met ${met}`,
  added: (what, _, met) => `Unexpected text after the ${what}: met ${met}`,
  spacing: (what, expected, met) =>
    `Changed space in the ${what}: expected "${expected}", met ${met}`,
}
