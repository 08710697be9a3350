import type { Element, ElementContent, Root } from 'hast'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { parseMarkdown } from '../read/markdown.ts'
import type { Signature } from '../read/review.ts'
import { fill, type Words } from '../read/templates.ts'
import type { Signed } from '../review/standing.ts'
import { inWords } from './colophon.ts'
import type { Imprint } from './edition.ts'

/** What is printed beside a remedy: who signed it and what they said, or that nobody has. */
export function reviewNote(signed: Signed | undefined, words: Words): readonly ElementContent[] {
  if (!signed || signed.signatures.length === 0) {
    return [
      note('p', 'unreviewed', [
        element('strong', [text(words.unreviewed)]),
        text(` ${words['unreviewed-explained']}`),
      ]),
    ]
  }
  return [
    note('div', 'reviewed', [
      ...signed.signatures.flatMap((signature, index) => [
        element('p', [
          ...(index === 0 ? [element('strong', [text(words['review-note'])]), text(' ')] : []),
          text(
            fill(words['reviewed-by'], {
              who: who(signature),
              date: inWords(signature.date, words.language),
              until: inWords(signature.expires, words.language),
            }),
          ),
        ]),
        ...said(signature),
      ]),
    ]),
  ]
}

/** The reviews that an edition rests on, for its colophon. */
export function reviewLines(standings: readonly Signed[], words: Words): readonly Imprint[] {
  if (standings.length === 0) return []
  const lines = standings.flatMap(({ remedy, signatures }) =>
    signatures.map(signature =>
      fill(words['review-line'], {
        remedy: remedy.id,
        who: who(signature),
        date: inWords(signature.date, words.language),
        until: inWords(signature.expires, words.language),
      }),
    ),
  )
  return [
    {
      label: words.reviews,
      lines: lines.length > 0 ? [...new Set(lines)] : [words['review-lines-none']],
    },
  ]
}

/** The name only where the review lets it be printed; the role always. */
function who({ reviewer }: Signature): string {
  return reviewer.display === 'name' ? `${reviewer.name}, ${reviewer.role}` : reviewer.role
}

const setNote = unified()
  .use(remarkRehype)
  .use(rehypeSanitize, {
    ...defaultSchema,
    // A note is a few sentences beside the text: no pictures, headings, tables or notes of its own.
    tagNames: ['p', 'ul', 'ol', 'li', 'em', 'strong', 'a', 'br'],
    protocols: { href: ['https', 'http', 'mailto', 'tel'] },
  })
  .freeze()

/** The reviewer's own words, as Markdown. */
function said({ note }: Signature): ElementContent[] {
  if (!note?.trim()) return []
  const tree = setNote.runSync(parseMarkdown(note)) as Root
  return tree.children.filter((child): child is Element => child.type === 'element')
}

function note(tagName: 'p' | 'div', kind: string, children: ElementContent[]): Element {
  return {
    type: 'element',
    tagName,
    properties: { className: ['review-note', kind], ...(tagName === 'div' && { role: 'note' }) },
    children,
  }
}

function element(tagName: string, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties: {}, children }
}

function text(value: string): ElementContent {
  return { type: 'text', value }
}
