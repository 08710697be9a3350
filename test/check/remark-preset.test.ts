import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { remark } from 'remark'
import { expect, test } from 'vitest'
import remarkPreset from '../../scripts/check/remark-preset.ts'

const preset = fileURLToPath(new URL('../../scripts/check/remark-preset.ts', import.meta.url))
const text =
  '---\ntopic: pregnancy\n---\n\nTake .5 mg.\n\n:::emergency\nCall 999 for a fit.\n:::\n\nA seizure.\n'

test('remark says what the press says of a chapter', async () => {
  const file = await remark().use(remarkPreset).process(text)
  expect(
    file.messages.map(({ line, column, ruleId, source, fatal }) => [
      line,
      column,
      source,
      ruleId,
      fatal,
    ]),
  ).toEqual(
    [
      [11, 3, 'imprimatur', 'no-misleading-word', true],
      [5, 6, 'imprimatur', 'leading-zero', true],
      [5, 6, 'imprimatur', 'no-dose-outside-remedy', false],
    ].sort((a, b) => order(a[3]) - order(b[3])),
  )
})

/** remark tells its messages rule by rule, in the order of the preset. */
function order(rule: unknown): number {
  return ['no-misleading-word', 'no-dose-outside-remedy', 'leading-zero'].indexOf(String(rule))
}

test('remark-cli shows the findings', async () => {
  const cli = fileURLToPath(new URL('../../node_modules/remark-cli/cli.js', import.meta.url))
  const folder = await mkdtemp(join(tmpdir(), 'imprimatur-remark-'))
  try {
    await writeFile(join(folder, 'cramps.md'), text)
    const run = promisify(execFile)(
      process.execPath,
      [cli, '--no-color', '--frail', '--use', preset, 'cramps.md'],
      { cwd: folder },
    )
    const { stderr, ...rest } = await run.catch(
      error => error as { stdout: string; stderr: string; code: number },
    )
    expect(rest).toMatchObject({ code: 1 })
    expect(stderr).toMatch(
      /5:6-5:8\s+error\s+Unexpected bare point in `\.5`, expected `0\.5`\s+leading-zero\s+imprimatur/,
    )
  } finally {
    await rm(folder, { recursive: true })
  }
}, 30_000)
