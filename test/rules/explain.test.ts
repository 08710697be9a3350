import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { houseStyle } from '../../scripts/check/house-style.ts'
import { explain } from '../../scripts/commands/explain.ts'

async function said(rule: string | undefined, options = {}) {
  let out = ''
  let err = ''
  const listener = { out: (text: string) => (out += text), err: (text: string) => (err += text) }
  const code = await explain(rule, options, listener)
  return { code, out, err }
}

test('explains a rule with its examples', async () => {
  const { code, out } = await said('leading-zero')
  expect(code).toBe(0)
  expect(out).toBe(`leading-zero (safety, error)

A dose below one must begin with a zero: \`.5 mg\` is read as 5 mg when the point is faint.

Source: ISMP List of Error-Prone Abbreviations, lack of leading zero; NHS content style guide, numbers (0.25, not .25).

    Take 0.5 mg.

    → (nothing to say)

    Take .5 mg.

    → 1:6-1:8: Unexpected bare point in \`.5\`, expected \`0.5\`

Turn it off, or weigh it otherwise, in style-sheet.yaml:

    rules:
      leading-zero: off

`)
})

test('lists every rule, one a line', async () => {
  const { out } = await said(undefined)
  expect(
    out
      .trimEnd()
      .split('\n')
      .map(line => line.split(' ')[0]),
  ).toEqual(houseStyle.map(({ rule }) => rule.name))
})

test('explains each name that a finding can bear, a rule or not', async () => {
  const scripts = new URL('../../scripts/', import.meta.url)
  const files = await readdir(scripts, { recursive: true })
  const sources = await Promise.all(
    files
      .filter(file => file.endsWith('.ts'))
      .map(file => readFile(new URL(file, scripts), 'utf8')),
  )
  const names = new Set(
    sources.flatMap(source =>
      [...source.matchAll(/\brule: '([a-z-]+)'/g)].map(([, name]) => name!),
    ),
  )
  expect(names).toContain('proof-reading')
  for (const name of names) expect(await said(name)).toMatchObject({ code: 0, err: '' })
})

test('says what there is where the name is wrong', async () => {
  expect(await said('leading-zeros')).toEqual({
    code: 1,
    out: '',
    err: 'No rule is named `leading-zeros`.\nDid you mean `leading-zero`?\n',
  })
})

test('the manual has a section for every rule, and shows what cannot be seen', async () => {
  const { out } = await said(undefined, { manual: true })
  for (const { rule } of houseStyle) expect(out).toContain(`### ${rule.name}\n`)
  expect(out).toContain('mid{U+200B}wife')
})
