import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { CannotWrite } from '../../scripts/write/cannot-write.ts'
import type { Impression } from '../../scripts/write/manifest.ts'
import { write } from '../../scripts/write/write.ts'

const disk = vi.hoisted(() => ({ room: Number.POSITIVE_INFINITY }))

// A disk with so many bytes left: the write that passes them fails halfway, as a full disk's does.
vi.mock('node:fs/promises', async original => {
  const real = await original<typeof import('node:fs/promises')>()
  const open: typeof real.open = async (...words) => {
    const file = await real.open(...words)
    const writeFile = file.writeFile.bind(file)
    file.writeFile = async (bytes, options) => {
      const size = Buffer.byteLength(bytes as Uint8Array)
      if (size <= disk.room) {
        disk.room -= size
        return writeFile(bytes, options)
      }
      await writeFile((bytes as Uint8Array).subarray(0, disk.room), options)
      disk.room = 0
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    }
    return file
  }
  return { ...real, open }
})

let out: string
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'full-disk-'))
})
afterAll(() => rm(out, { recursive: true, force: true }))

const impressions = (letter: string): Impression[] =>
  ['leaflets/a.pdf', 'leaflets/b.pdf', 'books/c.pdf'].map(path => ({
    path,
    bytes: Buffer.from(letter.repeat(1000)),
    publication: path,
    standing: 'final',
    sources: {},
  }))

describe('a full disk', () => {
  it('leaves every old file whole, no draft, and says so', async () => {
    await write(out, impressions('old '))
    const before = await Promise.all((await tree()).map(path => readFile(path, 'utf8')))
    for (const room of [0, 500, 4500, 9000, 12_100]) {
      disk.room = room
      const failing = write(out, impressions('new '))
      await expect(failing).rejects.toThrow(CannotWrite)
      await expect(failing).rejects.toThrow('the disk is full. Nothing old was changed.')
      disk.room = Number.POSITIVE_INFINITY
      expect(await Promise.all((await tree()).map(path => readFile(path, 'utf8')))).toEqual(before)
    }
  })
})

async function tree(): Promise<string[]> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
}
