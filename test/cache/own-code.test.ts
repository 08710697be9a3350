import { spawnSync } from 'node:child_process'
import { appendFile, cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { lay } from './builder.ts'
import { first } from './edits.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

test('other templates or another program make everything again', async () => {
  const home = await mkdtemp(join(tmpdir(), 'own-code-'))
  onTestFinished(() => rm(home, { recursive: true }))
  const press = join(home, 'press')
  for (const name of ['scripts', 'templates', 'package.json'])
    await cp(join(root, name), join(press, name), { recursive: true })
  await symlink(join(root, 'node_modules'), join(press, 'node_modules'), 'junction')
  const folder = join(home, 'manuscript')
  await lay(folder, first.files)
  const build = (): Readonly<Record<string, string>> => {
    const run = spawnSync(
      process.execPath,
      [join(press, 'scripts/imprimatur.ts'), 'build', folder, '--explain', '--json'].concat([
        '--out',
        join(home, 'out'),
      ]),
      { encoding: 'utf8', env: { ...process.env, IMPRIMATUR_CACHE: join(home, 'store') } },
    )
    expect(run.stderr).toBe('')
    const { publications } = JSON.parse(run.stdout) as {
      publications: readonly { id: string; why: string }[]
    }
    return Object.fromEntries(publications.map(({ id, why }) => [id, why]))
  }
  const all = (why: string) =>
    Object.fromEntries(['01-rest', '02-water', '03-pack', 'two'].map(id => [id, why]))
  expect(build()).toEqual(all('made: for the first time'))
  expect(build()).toEqual(all('kept: nothing it is made of changed'))
  await appendFile(join(press, 'templates/themes/calm.css'), '\n/* calmer */\n')
  expect(build()).toEqual(all('made again: the templates changed'))
  await appendFile(join(press, 'scripts/render/leaflet.ts'), '\n// Another press.\n')
  expect(build()).toEqual(all('made again: the press itself changed'))
  expect(await readdir(join(home, 'out'))).toContain('leaflets')
})
