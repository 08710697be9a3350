import type { Element } from 'hast'
import { visit } from 'unist-util-visit'
import { expect, test } from 'vitest'
import { compose } from '../../scripts/compose/compose.ts'
import { strayWords } from '../../scripts/compose/set-words.ts'
import { openTemplates } from '../../scripts/read/templates.ts'
import { fingerprint } from '../../scripts/review/fingerprint.ts'
import { imprimatur } from '../../scripts/review/imprimatur.ts'
import { remedies } from '../../scripts/review/remedies.ts'
import { chapterWith, manuscriptOf, midwife } from './folder.ts'

/** Everything that Markdown can put into a remedy. */
const all = `### A pack

Warm, *not* hot: **10 minutes**, "twice" a day.[^n] See [here](https://example.org "x"), ~~never~~ \`5 mg\`.

1. One
2. Two

- [x] Done

| a | b |
| --- | --- |
| 1 | 2 |

> Said

![A leg](a.svg "A caption")

H<sub>2</sub>O &amp; more<br>

[^n]: A note.`

async function set() {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
  const files = { 'a.md': chapterWith(all), 'a.svg': svg }
  const [remedy] = remedies(await manuscriptOf(files))
  const manuscript = await manuscriptOf({
    ...files,
    'reviews/warm-pack.yaml': JSON.stringify({
      remedy: 'warm-pack',
      reviewer: midwife,
      decision: 'approve-with-note',
      date: '2026-11-01',
      expires: '2028-11-01',
      fingerprint: fingerprint(remedy!.words),
      note: 'A note of the reviewer.',
    }),
  })
  const publication = manuscript.publications[0]!
  const { leave, standings, refusals } = imprimatur(manuscript, publication, '2026-11-22')
  expect(refusals).toBeUndefined()
  const room = { templates: openTemplates(), epoch: '2000-01-01', standings }
  const edition = compose(manuscript, publication, leave!, room)
  const chapters = manuscript.chapters
  return { edition, chapters, figures: manuscript.figures }
}

test('every kind of text is set as it was signed', async () => {
  const { edition, chapters, figures } = await set()
  expect(strayWords(edition.parts, chapters, figures)).toEqual([])
})

test('a word, a digit, or a whole remedy that differs in print is found out', async () => {
  const { edition, chapters, figures } = await set()
  const changed = (change: (node: Element) => void) => {
    const parts = structuredClone(edition.parts)
    visit(parts[0]!.tree, 'element', node => {
      if (String(node.properties.className) === 'remedy') change(node)
    })
    return strayWords(parts, chapters, figures).length
  }
  const inText = (from: string, to: string) =>
    changed(section =>
      visit(section, 'text', node => {
        node.value = node.value.replace(from, to)
      }),
    )
  expect(inText('10', '100')).toBe(1)
  expect(inText('hot', 'cold')).toBe(1)
  expect(inText('Warm', 'Warm and dry')).toBe(1)
  expect(changed(section => section.children.splice(1, 1))).toBe(1)
  expect(changed(section => (section.properties.id = 'r-a~other'))).toBe(2)
})
