import type { Edition } from '../../compose/edition.ts'
import type { Finding } from '../../read/finding.ts'
import type { Fonts } from '../../read/fonts.ts'
import { visible } from '../html.ts'
import { collate, type Difference } from './collate.ts'
import { bookCopy, contentsCopy, ebookCopy, leafletCopy } from './copy.ts'
import { epubText } from './epub-text.ts'
import { pdfText } from './pdf-text.ts'

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
    differences.map(difference => finding(edition, path, difference))
  if (edition.publication.kind === 'ebook') {
    const { text, contents } = await epubText(bytes)
    return report([
      ...collate(ebookCopy(edition, shown), text),
      ...collate(contentsCopy(edition, shown), contents),
    ])
  }
  const proof = pdfText(bytes)
  const copy = edition.publication.kind === 'book' ? bookCopy : leafletCopy
  return [...report(collate(copy(edition, shown), proof.text))]
}

function finding(edition: Edition, path: string, difference: Difference): Finding {
  const { kind, passage, expected, met } = difference
  const file = passage.file ?? edition.publication.file
  const where = passage.under.length > 0 ? ` under "${passage.under.join('" > "')}"` : ''
  const what = `${passage.kind}${where} in \`${path}\``
  return {
    rule: 'proof-reading',
    severity: 'error',
    file,
    ...(passage.line ? { start: { line: passage.line, column: 1 } } : {}),
    reason: said[kind](what, expected, met),
    note: 'This is a fault of the press, not of the text. The file was not issued. Please report it with the chapter.',
  }
}

const said: Readonly<
  Record<Difference['kind'], (what: string, expected: string, met: string) => string>
> = {
  lost: (what, expected, met) =>
    `Lost ${what}: expected "${expected}", met ${met ? `"${met}"` : 'the end'}`,
  changed: (what, expected, met) =>
    `Changed ${what}: expected "${expected}", met ${met ? `"${met}"` : 'the end'}`,
  doubled: (what, _, met) => `Text set twice before the ${what}: met "${met}"`,
  moved: (what, expected, met) => `Moved ${what}: expected "${expected}" here, met "${met}"`,
  added: (what, _, met) => `Unexpected text after the ${what}: "${met}"`,
  spacing: (what, expected, met) =>
    `Changed space in the ${what}: expected "${expected}", met "${met}"`,
}
