import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Manuscript } from '../../scripts/read/manuscript.ts'
import { read } from '../../scripts/read/read.ts'

/** Text by path within a manuscript. */
export type Files = Readonly<Record<string, string | Uint8Array>>

/** Writes files into a folder of their own, which is gone after the test, or after all of them. */
export async function folderOf(
  files: Files,
  after: (clear: () => Promise<void>) => void = onTestFinished,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'imprimatur-review-'))
  after(() => rm(folder, { recursive: true, force: true }))
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), content)
  }
  return folder
}

/** Reads files as a manuscript. */
export async function manuscriptOf(files: Files): Promise<Manuscript> {
  return read(await folderOf(files))
}

/** A chapter with one remedy of the given Markdown. */
export function chapterWith(remedy: string, id = 'warm-pack'): string {
  return `---\ntitle: Cramps\n---\n\nBefore.\n\n:::remedy{#${id}}\n${remedy}\n:::\n\nAfter.\n`
}

/** One clinician of no real register. */
export const midwife = {
  name: 'Test Reviewer One',
  role: 'Midwife',
  registration: 'TEST 0001',
}

/** Another. */
export const pharmacist = {
  name: 'Test Reviewer Two',
  role: 'Pharmacist',
  registration: 'TEST 0002',
}
