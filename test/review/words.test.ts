import { createHash } from 'node:crypto'
import type { ContainerDirective } from 'mdast-util-directive'
import { expect, test } from 'vitest'
import { chapter } from '../../scripts/read/chapter.ts'
import type { Figure, Passage } from '../../scripts/read/manuscript.ts'
import { parseMarkdown } from '../../scripts/read/markdown.ts'
import { fingerprint } from '../../scripts/review/fingerprint.ts'
import { remediesOf } from '../../scripts/review/remedies.ts'

const dose: Passage = (text => ({
  id: 'dose',
  file: 'passages/dose.md',
  text,
  source: parseMarkdown(text),
}))('Take 1 tablet.\n')

function wordsOf(markdown: string, figures = new Map<string, Figure>(), after = ''): string {
  const text = `:::remedy{#it}\n${markdown}\n:::\n\n${after}`
  const read = chapter('a.md', text, new Map([['dose', dose]]), 'en')
  return remediesOf(read.chapter!, figures)[0]!.words
}

const figure = (content: string): Map<string, Figure> =>
  new Map([['a.png', { file: 'a.png', mediaType: 'image/png', bytes: Buffer.from(content) }]])

test('the fingerprint is the SHA-256 of the words', () => {
  expect(wordsOf('Take *one* tablet.')).toBe('Take one tablet.')
  const hash = createHash('sha256').update('Take one tablet.').digest('hex')
  expect(fingerprint('Take one tablet.')).toBe(`sha256-${hash}`)
  expect(fingerprint('Take one tablet.\n')).toBe(`sha256-${hash}`)
})

/** What is signed of each kind of text. */
const forms: readonly (readonly [what: string, markdown: string, words: string])[] = [
  ['a heading', '### Warm pack', '# Warm pack'],
  ['a list', '- a\n- b\n  - c', '- a\n- b\n  - c'],
  ['a numbered list', '3. a\n4. b', '3. a\n4. b'],
  ['a task list', '- [x] a\n- [ ] b', '- [x] a\n- [ ] b'],
  ['a table', '| a | b |\n|---|--:|\n| 1 mg | 2 |', '| a | b |\n| 1 mg | 2 |'],
  ['a quotation', '> a\n>\n> b', '> a\n> b'],
  ['a link', '[a](b.md "c")', '[a](b.md "c")'],
  ['a picture', '![alt](a.png)', '![alt](a.png)'],
  ['struck-out text', 'do ~~not~~ take', 'do <del>not</del> take'],
  ['code', '`5 mg`', '5 mg'],
  ['HTML', 'a<br>b', 'a<br>b'],
  ['a note box', '::::note\na\n::::', '::: note\na\n:::'],
  ['an include', '::passage{#dose}', 'Take 1 tablet.'],
  ['a footnote', 'a[^x]\n\n[^x]: b', 'a[^1]\n[^1]: b'],
  ['marks that are the text itself', '\\[a\\] \\| b', '\\[a\\] \\| b'],
  ['a paragraph that only looks like a list', '\\- a', '\\- a'],
]

test.each(forms)('%s', (_, markdown, words) => {
  expect(wordsOf(markdown)).toBe(words)
})

/** Pairs that differ only in look. */
const same: readonly (readonly [what: string, a: string, b: string])[] = [
  ['bold and italic', 'Take **one**.', 'Take *one*.'],
  ['line breaks in a paragraph', 'Take\none.', 'Take one.'],
  ['a no-break space', 'Take 5\u00a0mg.', 'Take 5 mg.'],
  ['runs of spaces', 'Take   one.', 'Take one.'],
  ['curly quotation marks', '“Don’t”', '"Don\'t"'],
  ['Unicode form', 'cafe\u0301', 'caf\u00e9'],
  ['depth of a heading', '## A', '#### A'],
  ['bullets', '* a\n* b', '- a\n- b'],
  ['loose and tight lists', '- a\n\n- b', '- a\n- b'],
  ['column alignment', '| a |\n|---|\n| b |', '| a |\n|:-:|\n| b |'],
  ['the label of a footnote', 'a[^x]\n\n[^x]: b', 'a[^long]\n\n[^long]: b'],
  ['a link by reference', '[a][r]\n\n[r]: b.md', '[a](b.md)'],
  ['a passage or the text itself', '::passage{#dose}', 'Take 1 tablet.'],
]

test.each(same)('%s stand without a new signature', (_, a, b) => {
  expect(wordsOf(a)).toBe(wordsOf(b))
})

/** Pairs that differ in words. */
const differ: readonly (readonly [what: string, a: string, b: string])[] = [
  ['a digit', 'Take 1.', 'Take 2.'],
  ['a unit', '5 mg', '5 g'],
  ['a joined number', '1 0 mg', '10 mg'],
  ['case', 'mg', 'Mg'],
  ['a zero-width space', 'not', 'n\u200bot'],
  ['a soft hyphen', 'not', 'no\u00adt'],
  ['a byte order mark inside', 'not', 'no\ufefft'],
  ['a direction mark', '5 mg', '5 \u202emg'],
  ['a letter of another script', 'a', '\u0430'],
  ['a minus that was a hyphen', '5-10', '5\u221210'],
  ['the target of a link', '[a](b.md)', '[a](c.md)'],
  ['the title of a link', '[a](b.md "c")', '[a](b.md "d")'],
  ['alternative text', '![5 mg](a.png)', '![50 mg](a.png)'],
  ['where a list begins', '1. a', '2. a'],
  ['a tick', '- [x] a', '- [ ] a'],
  ['the cell of a number', '|a|b|\n|-|-|\n|1||', '|a|b|\n|-|-|\n||1|'],
  ['a struck word', 'do not take', 'do ~~not~~ take'],
  ['the text of a footnote', 'a[^x]\n\n[^x]: 1 mg', 'a[^x]\n\n[^x]: 2 mg'],
  ['an attribute', '::::note{dose=1}\na\n::::', '::::note{dose=2}\na\n::::'],
  ['a comment in HTML', 'a <!-- 1 -->', 'a <!-- 2 -->'],
  ['a paragraph that becomes a list', 'a', '- a'],
  ['brackets and a link', '\\[a\\](b.md)', '[a](b.md)'],
]

test.each(differ)('%s voids the signature', (_, a, b) => {
  expect(wordsOf(a)).not.toBe(wordsOf(b))
})

test('another picture under the same name voids the signature', () => {
  expect(wordsOf('![a](a.png)', figure('1 mg'))).not.toBe(wordsOf('![a](a.png)', figure('9 mg')))
})

test('a footnote outside the remedy counts where the remedy cites it', () => {
  const none = new Map<string, Figure>()
  expect(wordsOf('a[^x]', none, '[^x]: 1 mg')).toBe('a[^1]\n[^1]: 1 mg')
  expect(wordsOf('a', none, 'b[^x]\n\n[^x]: 1 mg')).toBe('a')
})

test('a kind of node that the press does not know counts with all it holds', () => {
  const read = chapter('a.md', ':::remedy{#it}\na\n:::\n', new Map(), 'en').chapter!
  const remedy = read.tree.children[0] as ContainerDirective
  const strange = (value: string) =>
    remediesOf(
      {
        ...read,
        tree: {
          ...read.tree,
          children: [{ ...remedy, children: [{ type: 'strange', value } as never] }],
        },
      },
      new Map(),
    )[0]!.fingerprint
  expect(strange('1 mg')).not.toBe(strange('2 mg'))
})
