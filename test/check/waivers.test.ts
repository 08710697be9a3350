import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { check } from '../../scripts/check/check.ts'
import { passageHash } from '../../scripts/check/duplicates/passages.ts'
import { read } from '../../scripts/read/read.ts'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

async function checked(files: Readonly<Record<string, string>>) {
  const folder = await mkdtemp(join(tmpdir(), 'imprimatur-waivers-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  const findings = check(await read(folder), { day: '2026-11-22' })
  return findings
    .filter(({ rule }) => ['no-hidden-character', 'waiver', 'figure'].includes(rule))
    .map(({ file, start, rule, reason }) => `${file}:${start?.line} ${rule} ${reason}`)
}

const hidden = '# Fever\n\n## One\n\nMid\u200Bwife.\n\n## Two\n\nMid\u200Bwife.\n'
const met = 'no-hidden-character Unexpected invisible character U+200B, expected none'
const waiver = (place: string, rule = 'no-hidden-character') =>
  `- rule: ${rule}\n  place: ${place}\n  reason: Seen by the editors.\n`

test.each([
  ['02.md', []],
  ['02.md:5', [`02.md:9 ${met}`]],
  ['02.md#two', [`02.md:5 ${met}`]],
  ['02.md#fever', []],
])('a waiver at %s takes out what stands there', async (place, left) => {
  expect(await checked({ '02.md': hidden, 'waivers.yaml': waiver(place) })).toEqual(left)
})

test('a waiver that nothing uses is an error', async () => {
  expect(
    await checked({ '02.md': '# Fever\n', 'waivers.yaml': `# seen\n${waiver('02.md')}` }),
  ).toEqual([
    'waivers.yaml:2 waiver Unexpected waiver of `no-hidden-character` at `02.md`, expected one that a finding needs',
  ])
})

test('a waiver without a reason is an error and waives nothing', async () => {
  const left = await checked({
    '02.md': hidden,
    'waivers.yaml': '- rule: no-hidden-character\n  place: 02.md\n',
  })
  expect(left).toContain(`02.md:5 ${met}`)
  expect(left).toContain(
    'waivers.yaml:1 waiver Unexpected value for `0.reason`: expected a reason: who decided, and why it may stand',
  )
})

test('what reading found cannot be waived', async () => {
  const left = await checked({
    '02.md': '# Fever\n\n![A hot child](gone.png)\n',
    'waivers.yaml': waiver('02.md', 'figure'),
  })
  expect(left).toEqual([
    '02.md:3 figure Missing picture `gone.png`',
    'waivers.yaml:1 waiver Unexpected waiver of `figure`, expected a rule of the house style that can be waived',
  ])
})

test('the gate of remedies cannot be waived', async () => {
  const left = await checked({
    '02.md': '# Fever\n',
    'waivers.yaml': waiver('02.md', 'no-remedy-outside'),
  })
  expect(left).toEqual([
    'waivers.yaml:1 waiver Unexpected waiver of `no-remedy-outside`, expected a rule of the house style that can be waived',
  ])
})

describe('an answer to two passages', () => {
  const one = 'Hold the stretch of the calf for 30 seconds, then rest a little.\n'
  const other = 'Hold the stretch of the calf for 90 seconds, then rest a little.\n'
  const both = async (texts: Readonly<Record<string, string>>) => {
    const folder = await mkdtemp(join(tmpdir(), 'imprimatur-waivers-'))
    folders.push(folder)
    for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text)
    return check(await read(folder), { day: '2026-11-22' }).filter(({ rule }) =>
      ['no-conflicting-quantity', 'waiver'].includes(rule),
    )
  }
  const hash = (text: string) => passageHash({ text })
  const answer = (passages: readonly string[]) =>
    `- rule: no-conflicting-quantity\n  passages: [${passages.join(', ')}]\n  reason: Two methods.\n`

  test('of passages that are only listed stands while neither changes', async () => {
    const listed = (text: string) =>
      `- rule: no-duplicate-passage\n  passages: [${hash('Rest the leg in the evening.')}, ${hash(text)}]\n  reason: Two leaflets.\n`
    const texts = {
      '1.md': 'Rest the leg in the evening.\n',
      '2.md': 'In the evening, sit down.\n',
    }
    const stands = listed('In the evening, sit down.')
    expect(await both({ ...texts, 'waivers.yaml': stands })).toEqual([])
    const changed = listed('In the evening, lie down.')
    expect(await both({ ...texts, 'waivers.yaml': changed })).toMatchObject([{ rule: 'waiver' }])
  })

  test('lets both stand, in whatever order it names them', async () => {
    const [conflict] = await both({ '1.md': one, '2.md': other })
    expect(conflict?.passages).toHaveLength(2)
    const [a = '', b = ''] = conflict?.passages ?? []
    for (const passages of [
      [a, b],
      [b, a],
    ]) {
      expect(await both({ '1.md': one, '2.md': other, 'waivers.yaml': answer(passages) })).toEqual(
        [],
      )
    }
  })

  test('is void as soon as either passage changes', async () => {
    const [conflict] = await both({ '1.md': one, '2.md': other })
    const waivers = answer(conflict?.passages ?? [])
    const changed = other.replace('90', '60')
    const rules = (await both({ '1.md': one, '2.md': changed, 'waivers.yaml': waivers })).map(
      ({ rule }) => rule,
    )
    expect(rules).toEqual(['no-conflicting-quantity', 'waiver'])
  })

  test('names either a place or two passages', async () => {
    const left = await both({
      '1.md': one,
      'waivers.yaml': '- rule: no-conflicting-quantity\n  reason: Both may stand.\n',
    })
    expect(left.map(({ reason }) => reason)).toEqual([
      'Unexpected value for `0`: expected either `place` or `passages`',
    ])
  })
})
