import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hardSet } from './hard-set.ts'

const everything = fileURLToPath(
  new URL('../press/manuscripts/everything-at-once/', import.meta.url),
)

/** All that is hard to set, as the chapters of one manuscript in a folder of the test's own. */
export async function allHard(folder: string): Promise<string> {
  for (const { name, folder: own } of [
    ...(await hardSet()),
    { name: 'everything-at-once', folder: everything },
  ]) {
    await cp(own, join(folder, name), { recursive: true })
    await cp(join(own, 'passages'), join(folder, 'passages'), { recursive: true }).catch(error => {
      if (error.code !== 'ENOENT') throw error
    })
    await rm(join(folder, name, 'passages'), { recursive: true, force: true })
  }
  return folder
}
