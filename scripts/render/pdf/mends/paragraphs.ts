import type { Kid, Tag } from '../structure.ts'

/** Elements that group blocks and hold no text of their own (ISO 32000-1, table 333). */
const groups = new Set(['Document', 'Part', 'Art', 'Sect', 'Div', 'BlockQuote', 'Aside', 'Note'])
/** Elements that stand on lines of their own. */
const blocks = new Set([
  ...groups,
  ...['P', 'H', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'L', 'Table', 'TOC', 'Caption'],
])

/**
 * Turns the `NonStruct` that a browser writes for every box and every run of text into what it is:
 * a division, a paragraph, a span in another language, or nothing but the text in its parent
 * (ISO 14289-1, 7.1; ISO 32000-1, 14.8.4: text stands in block-level elements).
 */
export function paragraphs(root: Tag): Tag {
  return settled({ ...root, type: root.type === 'NonStruct' ? 'Document' : root.type })
}

function settled(tag: Tag): Tag {
  const kids = tag.kids.flatMap(kid => (kid.kind === 'tag' ? dissolved(kid, tag) : [kid]))
  return { ...tag, kids: groups.has(tag.type) ? inParagraphs(kids) : kids }
}

/** A child as its parent takes it in. */
function dissolved(tag: Tag, parent: Tag): readonly Kid[] {
  if (tag.type !== 'NonStruct') return [settled(tag)]
  if (holdsBlock(tag)) return [settled({ ...tag, type: 'Div' })]
  // A box beside bare text is a part of that line; else it is a paragraph of its own.
  const alone = groups.has(parent.type) && !parent.kids.some(isBare)
  if (alone && !isBare(tag)) return [settled({ ...tag, type: 'P' })]
  const inline = settled({ ...tag, type: 'Span' })
  return tag.lang === undefined ? inline.kids : [inline]
}

function isBare(kid: Kid): boolean {
  return (
    kid.kind === 'mark' ||
    (kid.kind === 'tag' &&
      kid.type === 'NonStruct' &&
      kid.kids.every(({ kind }) => kind === 'mark'))
  )
}

function holdsBlock(tag: Tag): boolean {
  return tag.kids.some(
    kid =>
      kid.kind === 'tag' && (blocks.has(kid.type) || (kid.type === 'NonStruct' && holdsBlock(kid))),
  )
}

/** Text that stands between blocks, each run as a paragraph; a picture may stand for itself. */
function inParagraphs(kids: readonly Kid[]): readonly Kid[] {
  const made: Kid[] = []
  let run: Kid[] = []
  const end = () => {
    if (run.every(kid => kid.kind === 'tag' && kid.type === 'Figure')) made.push(...run)
    else made.push({ kind: 'tag', type: 'P', kids: run })
    run = []
  }
  for (const kid of kids) {
    if (kid.kind === 'tag' && blocks.has(kid.type)) {
      end()
      made.push(kid)
    } else run.push(kid)
  }
  end()
  return made
}
