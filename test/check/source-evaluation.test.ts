import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { check } from '../../scripts/check/check.ts'
import { read } from '../../scripts/read/read.ts'

/*
 * The raw text that the project was started from stands beside the project, not in it. Its labelled
 * defects show what the rules find of a text that nobody here wrote; where it is absent, the test is
 * passed over.
 */

const folder = fileURLToPath(new URL('../../../shared/source/', import.meta.url))
const labelled = join(folder, 'labels-1-310.json')
const there = existsSync(labelled)

interface Label {
  readonly line: number
  readonly lines?: readonly [number, number]
  readonly kind: string
  readonly text: string
}

/** Kinds that rules are there for, and the rules that count for each: no other finding does. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  'mistranslation-dangerous': ['no-misleading-word'],
  mistranslation: ['no-translationese', 'plain-words'],
  'broken-phrase': [
    'no-cut-sentence',
    'no-repeated-word',
    'no-missing-word',
    'no-stray-capital',
    'no-doubled-unit',
    'no-translationese',
  ],
  'missing-word': ['no-missing-word', 'no-cut-sentence'],
  'lost-link-text': ['no-cut-sentence'],
  'broken-word': ['no-stray-letter', 'no-stray-capital'],
  'broken-list': ['no-broken-item', 'no-stray-capital'],
  'stray-capital': ['no-stray-capital'],
  punctuation: ['no-cut-sentence', 'no-missing-word'],
  spacing: ['no-missing-space'],
  'numbered-list-restart': ['no-restarted-list'],
  'lost-heading': ['no-lost-heading'],
  'dangling-reference': ['no-lost-heading', 'no-unnamed-herb', 'no-dangling-reference'],
  'cross-reference': ['no-vague-reference'],
  'promo-link': ['no-scraping-leftover'],
  jargon: ['plain-words', 'no-translationese'],
  'unclear-term': ['plain-words', 'no-translationese'],
  'inconsistent-term': ['one-term', 'no-misleading-word'],
  'dose-problem': [
    'dose-complete',
    'dose-range-with-to',
    'no-doubled-unit',
    'no-dose-outside-remedy',
    'no-unnamed-herb',
    'no-vague-measure',
  ],
  overclaim: ['no-absolute-promise'],
  'missing-red-flag': ['danger-sign-answered', 'emergency-box-first'],
}

const why = there ? '' : ' (passed over: ../shared/source is not beside the project)'

test.skipIf(!there)(`the rules find most labelled defects of the raw text${why}`, async () => {
  const text = readFileSync(join(folder, '000_5abb5980e653fed5.txt'), 'utf8')
  const place = await mkdtemp(join(tmpdir(), 'imprimatur-source-'))
  try {
    await writeFile(join(place, 'article.md'), text.replaceAll('•', '-'))
    const findings = check(await read(place), { day: '2026-11-22' })
    const { defects } = JSON.parse(readFileSync(labelled, 'utf8')) as { defects: Label[] }
    const met = (label: Label) => {
      const [from, to] = label.lines ?? [label.line, label.line]
      return findings.some(({ rule, start, end }) => {
        if (!kinds[label.kind]?.includes(rule)) return false
        // An emergency box that is missing is missing from the whole text.
        if (rule === 'emergency-box-first') return true
        return start !== undefined && start.line <= to && (end?.line ?? start.line) >= from
      })
    }
    const labels = defects.filter(({ kind }) => kind in kinds)
    const byKind = Map.groupBy(labels, ({ kind }) => kind)
    const figures = Array.from(byKind, ([kind, all]) => {
      const missed = all.filter(label => !met(label))
      const lines = missed.map(({ line }) => line).join(', ')
      return `${kind.padEnd(26)} ${all.length - missed.length} of ${all.length}${lines ? `, missed in lines ${lines}` : ''}`
    })
    const found = labels.filter(met).length
    console.log(`${figures.join('\n')}\nall: ${found} of ${labels.length}`)
    expect(found / labels.length).toBeGreaterThanOrEqual(0.85)
  } finally {
    await rm(place, { recursive: true })
  }
})
