import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { type Line, mentions, pharmacy } from '../../scripts/check/remedies/mentions.ts'
import type { Stance } from '../../scripts/check/remedies/stance.ts'
import { readFormulary } from '../../scripts/read/formulary.ts'

/** Labelled lines of a raw text, which stand beside the project and are not part of it. */
const folder = new URL('../../../shared/source/', import.meta.url)
const labels = new URL('labels-1-310.json', folder)

interface Label {
  readonly line: number
  readonly id: string
  readonly match: 'span' | 'implicit'
  readonly stance: Stance
}

interface Labels {
  readonly source: { readonly path: string }
  readonly remedies: readonly Label[]
}

const weight: Readonly<Record<Stance, number>> = {
  recommended: 3,
  discouraged: 2,
  cause: 1,
  mention: 0,
}

/** The raw text line by line: bullets and numbers are items, short lines without an end headings. */
function linesOf(raw: string): { readonly lines: Line[]; readonly numbers: number[] } {
  const lines: Line[] = []
  const numbers: number[] = []
  raw.split('\n').forEach((row, index) => {
    if (!row.trim()) return
    const mark = /^\s*(?:•|\d+\.)\s+/.exec(row)?.[0]
    const text = row.slice(mark?.length ?? 0).trim()
    const heading = !mark && text.length < 70 && !/[.:;!>]$/.test(text)
    lines.push({ text, kind: heading ? 'heading' : 'paragraph', item: mark !== undefined })
    numbers.push(index + 1)
  })
  return { lines, numbers }
}

describe.skipIf(!existsSync(labels))('the labelled lines (skipped without ../shared)', async () => {
  if (!existsSync(labels)) return
  const { source, remedies } = JSON.parse(await readFile(labels, 'utf8')) as Labels
  const { lines, numbers } = linesOf(await readFile(new URL(source.path, folder), 'utf8'))
  const { formulary } = readFormulary(new Map())
  const last = Math.max(...remedies.map(({ line }) => line))
  const met = new Map<string, Stance>()
  for (const { line, entry, stance } of mentions(lines, pharmacy(formulary))) {
    const key = `${numbers[line]} ${entry.id}`
    if (numbers[line]! > last) continue
    const before = met.get(key)
    if (before === undefined || weight[stance] > weight[before]) met.set(key, stance)
  }
  const keyOf = ({ line, id }: Label) => `${line} ${id}`
  const spans = remedies.filter(({ match }) => match === 'span')
  const found = remedies.filter(label => met.has(keyOf(label)))
  const right = found.filter(label => met.get(keyOf(label)) === label.stance)
  const wanted = new Set(remedies.map(keyOf))
  const extra = [...met.keys()].filter(key => !wanted.has(key))
  const share = (part: number, whole: number) => part / Math.max(1, whole)

  const classes = ['recommended', 'discouraged', 'cause', 'mention'] as const
  const report = classes.map(stance => {
    const all = remedies.filter(label => label.stance === stance)
    const here = all.filter(label => met.has(keyOf(label)))
    const same = here.filter(label => met.get(keyOf(label)) === stance)
    return `${stance}: ${here.length} of ${all.length} found, stance right in ${same.length}`
  })
  console.log(
    [
      `recall ${found.length}/${remedies.length}, of those named in words ${spans.filter(label => met.has(keyOf(label))).length}/${spans.length}`,
      `precision ${met.size - extra.length}/${met.size}`,
      `stance ${right.length}/${found.length}`,
      ...report,
    ].join('\n'),
  )

  test('recall of what is named is at least 0.97', () => {
    expect(
      share(spans.filter(label => met.has(keyOf(label))).length, spans.length),
    ).toBeGreaterThanOrEqual(0.97)
  })

  test('precision is at least 0.95', () => {
    expect(1 - share(extra.length, met.size)).toBeGreaterThanOrEqual(0.95)
  })

  test('the stance is right in at least 0.88', () => {
    expect(share(right.length, found.length)).toBeGreaterThanOrEqual(0.88)
  })

  test('no trap is stepped into', () => {
    // A nutrient in passing is no tablet; a word within a word is no name; a lost name blocks.
    expect([met.get('158 iron'), met.get('236 iron')]).not.toContain('recommended')
    expect(met.has('252 pin-pricking')).toBe(false)
    expect(met.get('72 unidentified-herb')).toBe('recommended')
    expect(met.get('69 eggshell-powder')).toBe('recommended')
    expect(met.get('302 heating-pad')).toBe('recommended')
    expect([...met.keys()].filter(key => key.startsWith('46 ')).sort()).toEqual([
      '46 complivit-mama',
      '46 prenatal-multivitamin',
      '46 vitrum-prenatal',
    ])
  })
})

test.skipIf(existsSync(labels))(
  'labels: ../shared/source is absent, so recall is not measured',
  () => {
    expect(existsSync(labels)).toBe(false)
  },
)
