import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { watchChanges } from '../../scripts/preview/changes.ts'

const watchers = () =>
  process.getActiveResourcesInfo().filter(resource => resource === 'FSEventWrap').length

test('a watch that was closed is not opened again by a look that ends later', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'changes-'))
  const before = watchers()
  const changes = watchChanges(folder, () => {})
  changes.follow([''])
  expect(watchers()).toBe(before + 1)
  changes.close()
  changes.follow([''])
  // One that is closed is gone at the end of a turn of the loop.
  for (let turn = 0; turn < 3; turn += 1) await new Promise(resolve => setImmediate(resolve))
  expect(watchers()).toBe(before)
  await rm(folder, { recursive: true })
})
