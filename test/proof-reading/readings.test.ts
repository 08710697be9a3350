import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { press } from '../../scripts/press.ts'
import { collate } from '../../scripts/render/proof-reading/collate.ts'
import { optionalNumber, tabStop } from '../../scripts/render/proof-reading/passage.ts'
import { pressroomWith, sharedPrinter } from '../press/shared-printer.ts'

/** What a chapter may hold, and what the press must read back as it stands. */
const chapters: Readonly<Record<string, string>> = {
  'a numbered list in a numbered list': '1. A\n   1. B\n   2. C\n2. D\n3. E',
  'numbers below bullets': '1. A\n   - B\n     1. C\n     2. D\n2. E',
  'numbers in a quotation': '1. A\n\n   > 4. B\n   > 5. C\n\n2. D',
  'headings that begin with a number':
    '## 1. Wash your hands\n\nWell.\n\n## 2 weeks later\n\nRest.\n\n## 24/7 help\n\nCall.\n\n## 999\n\nCall.',
  '10 facts about sleep': 'Sleep.\n\n## 3 more\n\nSleep more.',
  'a tab in code': '```\na\tb\n\tc\n```\n\nThe key `d\te` is this.',
  'soft hyphens': `Die ${'Kran\u00adken\u00adver\u00adsi\u00adche\u00adrung zahlt das Ba\u00adde\u00adwas\u00adser. '.repeat(12)}`,
  'zero-width non-joiners':
    '<p lang="fa" dir="rtl">من می\u200cخواهم کتاب\u200cها را بخوانم. روزی ۲ بار.</p>\n\n<p lang="fa" dir="rtl">نمی\u200cدانم</p>',
  'Arabic with marked words': '<p lang="ar" dir="rtl">و<em>مائل</em> و<code>code</code>.</p>',
}

it('reads back what it set', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'readings-'))
  const { printer, close } = await sharedPrinter()
  try {
    await mkdir(join(folder, 'manuscript'))
    for (const [index, [title, text]] of Object.entries(chapters).entries()) {
      await writeFile(
        join(folder, 'manuscript', `${String(index + 1).padStart(2, '0')}-read.md`),
        `---\ntitle: ${title}\nsummary: To be read.\n---\n\n${text}\n`,
      )
    }
    const order = { folder: join(folder, 'manuscript'), out: join(folder, 'out'), publications: [] }
    const { findings, outcomes } = await press(order, pressroomWith(printer))
    const differences = findings.filter(({ rule }) => rule === 'proof-reading')
    expect(differences.map(({ file, reason }) => `${file}: ${reason}`)).toEqual([])
    expect(outcomes.flatMap(({ refused }) => refused ?? [])).toEqual([])
    expect(outcomes.length).toBeGreaterThan(Object.keys(chapters).length)
  } finally {
    await close()
    await rm(folder, { recursive: true, force: true })
  }
})

const kinds = (texts: readonly string[], met: string, order?: 'sight' | 'reading') =>
  collate(
    texts.map(text => ({ text, kind: 'paragraph', under: [] })),
    met,
    order,
  ).map(({ kind }) => kind)

it('takes one page number for an entry, and no other digit', () => {
  const entries = [`Wash ${optionalNumber}`, `2 weeks ${optionalNumber}`]
  expect(kinds(entries, 'Wash11\n2 weeks12')).toEqual([])
  expect(kinds(entries, 'Wash11\n3 weeks12')).toContain('changed')
  expect(kinds(entries, 'Wash11\nweeks12')).toContain('changed')
})

it('takes a hyphen at the end of a line only where a soft one stands', () => {
  const text = ['Kran\u00adken 2\u00ad4']
  expect(kinds(text, 'Kran\u00ad-\nken 2\u00ad4')).toEqual([])
  expect(kinds(text, 'Kran\u00ad-ken 2\u00ad4')).toEqual(['changed'])
  expect(kinds(text, 'Kran-\nken 2\u00ad4')).toEqual(['changed'])
  expect(kinds(text, 'Kran\u00ad-\nken 2')).toEqual(['changed'])
})

it('takes a gap for a tab, and nothing else', () => {
  expect(kinds([`a${tabStop}b`], 'ab')).toEqual([])
  expect(kinds([`a${tabStop}b`], 'a b')).toEqual([])
  expect(kinds(['a b'], 'ab')).toEqual(['spacing'])
  expect(kinds([`a${tabStop}b`], 'axb')).toEqual(['changed'])
})

it('holds words with a non-joiner in the order of sight, letter by letter', () => {
  expect(kinds(['کتاب\u200cها را'], 'را ها\u200cکتاب')).toEqual([])
  expect(kinds(['کتاب\u200cها را'], 'را ها\u200cکباب')).toEqual(['changed'])
})

it('holds an ebook in the order of reading', () => {
  expect(kinds(['الماء بارد'], 'بارد الماء')).toEqual([])
  expect(kinds(['الماء بارد'], 'بارد الماء', 'reading')).toEqual(['changed'])
})

it('names a file even where none declares the book', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'readings-'))
  const { printer, close } = await sharedPrinter()
  try {
    await mkdir(join(folder, 'manuscript'))
    for (const title of ['Rest', 'Sleep']) {
      await writeFile(
        join(folder, 'manuscript', `${title}.md`),
        `---\ntitle: ${title}\nsummary: How to.\n---\n\n## Then\n\n1. Lie down.\n`,
      )
    }
    const order = { folder: join(folder, 'manuscript'), out: join(folder, 'out') }
    const print = (html: string) =>
      printer.print(html.replace(/<ol>(\s*<li>Lie)/, '<ol start="2">$1'))
    const { findings } = await press(
      { ...order, publications: [] },
      pressroomWith({ ...printer, print }),
    )
    const files = findings.filter(({ rule }) => rule === 'proof-reading').map(({ file }) => file)
    expect(files).toContain('books/book.pdf')
    expect(files).not.toContain('')
  } finally {
    await close()
    await rm(folder, { recursive: true, force: true })
  }
})
