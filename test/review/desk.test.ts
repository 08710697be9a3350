import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { review } from '../../scripts/commands/review.ts'
import { reviews } from '../../scripts/read/review.ts'
import { desk, orphans } from '../../scripts/review/desk.ts'
import { fingerprint } from '../../scripts/review/fingerprint.ts'
import { reviewForm } from '../../scripts/review/review-form.ts'
import { reviewFormHtml } from '../../scripts/review/review-form-html.ts'
import { reviewFormText } from '../../scripts/review/review-form-text.ts'
import { diffText, wordDiff } from '../../scripts/review/word-diff.ts'
import { worldOn } from '../world.ts'
import { chapterWith, type Files, folderOf, manuscriptOf, midwife, pharmacist } from './folder.ts'

const today = '2026-11-22'
const words = 'Put a warm pack on your leg for 10 minutes.'

function signed(change: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    remedy: 'warm-pack',
    reviewer: midwife,
    decision: 'approve',
    date: '2026-11-01',
    expires: '2028-11-01',
    fingerprint: fingerprint(words),
    words,
    ...change,
  })
}

const states = async (files: Files) => {
  const manuscript = await manuscriptOf(files)
  return desk(manuscript, today).map(({ standing, state }) => `${standing.remedy.id} ${state}`)
}

test.each([
  ['waits', {}],
  ['signed', { 'reviews/warm-pack.yaml': signed() }],
  ['lapses', { 'reviews/warm-pack.yaml': signed({ expires: '2026-12-24' }) }],
  ['expired', { 'reviews/warm-pack.yaml': signed({ expires: '2026-11-21' }) }],
  ['refused', { 'reviews/warm-pack.yaml': signed({ decision: 'reject' }) }],
  ['changed', { 'reviews/warm-pack.yaml': signed({ fingerprint: fingerprint('x'), words: 'x' }) }],
] as const)('a remedy %s', async (state, files) => {
  expect(await states({ 'a.md': chapterWith(words), ...files })).toEqual([`warm-pack ${state}`])
})

test('the words that changed since they were signed are shown', async () => {
  const manuscript = await manuscriptOf({
    'a.md': chapterWith(words.replace('10', '20')),
    'reviews/warm-pack.yaml': signed(),
  })
  const [paper] = desk(manuscript, today)
  expect(diffText(paper?.changes ?? [])).toBe(
    'Put a warm pack on your leg for [-10-] {+20+} minutes.',
  )
})

test('a review of a remedy that is gone is told', async () => {
  const manuscript = await manuscriptOf({
    'a.md': '# A\n\nText.\n',
    'reviews/warm-pack.yaml': signed(),
  })
  expect(orphans(manuscript).map(({ file }) => file)).toEqual(['reviews/warm-pack.yaml'])
})

test('a word-by-word comparison gives back both texts', () => {
  const text = fc
    .array(fc.constantFrom('take', 'one', 'two', 'mg', 'not', '-', '\n'), { maxLength: 14 })
    .map(words => words.join(' '))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = wordDiff(before, after)
      const without = (kind: string) =>
        changes.flatMap(change => (change.kind === kind ? [] : change.text)).join('')
      expect(without('in')).toBe(before)
      expect(without('out')).toBe(after)
    }),
  )
})

async function formOf(text: string) {
  const manuscript = await manuscriptOf({ 'a.md': `---\ntopic: pregnancy\n---\n\n${text}` })
  return reviewForm(desk(manuscript, today)[0]!, manuscript)
}

const liquorice = ':::remedy{#tea}\n### Tea\n\n- Drink 1 cup of licorice tea twice a day.\n:::\n'

test('the form shows the words, the formulary and the dose, and asks for a decision', async () => {
  const form = await formOf(`Before it.\n\n${liquorice}\nAfter it.\n`)
  const text = reviewFormText(form)
  expect([form.before, form.after]).toEqual(['Before it.', 'After it.'])
  expect(text).toContain('  | - Drink 1 cup of licorice tea twice a day.')
  expect(text).toContain('liquorice root: to be avoided; the text offers it')
  expect(text).toContain('missing: duration, stage')
  expect(form.substances[0]?.sources.length).toBeGreaterThan(0)
  const html = reviewFormHtml([form])
  for (const said of ['Approve with this note', 'Reject', 'Registration', 'to be avoided']) {
    expect(html).toContain(said)
  }
})

test('a medicine asks for two reviewers', async () => {
  const form = await formOf(':::remedy{#it}\nAsk before you take paracetamol.\n:::\n')
  expect(parse(form.blank)).toHaveProperty('second')
  expect(reviewFormHtml([form])).toContain('Second reviewer, another person')
})

test('a warning sign asks for two reviewers', async () => {
  const form = await formOf(':::remedy{#it}\nNo rubbing: it can be a blood clot.\n:::\n')
  expect(form.paper.standing.needed).toBe(2)
})

test('what a text holds is never taken for HTML in a form', async () => {
  const form = await formOf(':::remedy{#it}\n&lt;script&gt;alert(1)&lt;/script&gt; a & b\n:::\n')
  expect(reviewFormHtml([form])).not.toContain('<script')
})

test('a blank form is no review, filled in it is one that holds', async () => {
  const { blank } = await formOf(liquorice)
  expect(reviews(new Map([['reviews/tea.yaml', blank]])).reviews.get('tea')?.kind).toBe(
    'unreadable',
  )
  const filled = blank
    .replace('name: ', `name: ${midwife.name}`)
    .replace('role: ', `role: ${midwife.role}`)
    .replace('registration: ', `registration: ${midwife.registration}`)
    .replace('decision: ', 'decision: approve')
    .replace('date: ', 'date: 2026-11-20')
    .replace('expires: ', 'expires: 2028-11-20')
  const manuscript = await manuscriptOf({
    'a.md': `---\ntopic: pregnancy\n---\n\n${liquorice}`,
    'reviews/tea.yaml': filled,
  })
  const [paper] = desk(manuscript, today)
  expect(paper?.standing.refusals).toEqual([])
  expect(paper?.state).toBe('signed')
})

const world = () => worldOn(today, process.env)

test('the list says what waits and what an edit voided', async () => {
  const folder = await folderOf({
    'a.md': `${chapterWith(words.replace('warm', 'hot'))}\n:::remedy{#other}\nRest.\n:::\n`,
    'reviews/warm-pack.yaml': signed(),
  })
  const here = world()
  expect(await review([], { folder, out: 'dist' }, here)).toBe(0)
  expect(here.said()).toBe(
    [
      '1 where its words changed since they were signed:',
      '  warm-pack  (a.md)',
      '    | Put a [-warm-] {+hot+} pack on your leg for 10 minutes.',
      '',
      '1 where nobody has signed it yet:',
      '  other  (a.md)',
      '',
      '0 of 2 remedies have leave to print.',
      '`imprimatur review <remedy>` prints the form for one, `imprimatur review --packet` for all.',
      '',
    ].join('\n'),
  )
})

test('--check says which reviews hold, and why the others do not', async () => {
  const folder = await folderOf({
    'a.md': chapterWith(words),
    'reviews/warm-pack.yaml': signed({ second: { ...JSON.parse(signed()), reviewer: pharmacist } }),
  })
  const before = world()
  expect(await review([], { folder, out: 'dist', check: true }, before)).toBe(1)
  expect(before.said()).toContain('Unexpected field `second.remedy`')
  await writeFile(join(folder, 'reviews/warm-pack.yaml'), signed())
  const after = world()
  expect(await review([], { folder, out: 'dist', check: true }, after)).toBe(0)
  expect(after.said()).toBe('ok       warm-pack\n')
})

test('a remedy that is not there is named, with those that are', async () => {
  const folder = await folderOf({ 'a.md': chapterWith(words) })
  const here = world()
  expect(await review(['cold-pack'], { folder, out: 'dist' }, here)).toBe(1)
  expect(here.said()).toBe('There is no remedy `cold-pack`. There are: `warm-pack`.\n')
})
