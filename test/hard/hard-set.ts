import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { press } from '../../scripts/press.ts'
import { readingFormats } from '../../scripts/read/publication.ts'
import type { Printer } from '../../scripts/render/chromium.ts'
import { pressroomWith } from '../press/shared-printer.ts'

/** One tiny manuscript that is hard to set, named for what is hard about it. */
export interface Hard {
  readonly name: string
  readonly folder: string
}

/** One file that was pressed of a hard manuscript. */
export interface HardFile {
  /** The manuscript's name and the file's path in its output: `code/books/book.pdf`. */
  readonly name: string
  readonly bytes: Uint8Array
}

const home = fileURLToPath(new URL('.', import.meta.url))

/** All hard manuscripts by name. */
export async function hardSet(): Promise<readonly Hard[]> {
  const entries = await readdir(home, { withFileTypes: true })
  return entries
    .filter(entry => entry.isDirectory())
    .map(({ name }) => ({ name, folder: join(home, name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Every publication that a manuscript is pressed as: a leaflet in each format for reading. */
const publications = {
  leaflets: `kind: leaflets\nformats: [${readingFormats.join(', ')}]\n`,
  book: 'kind: book\n',
  ebook: 'kind: ebook\n',
} as const

/** Presses a hard manuscript in a folder of the test's own, as these kinds or as all. */
export async function pressHard(
  { name, folder }: Hard,
  bench: string,
  printer: Printer,
  kinds: readonly (keyof typeof publications)[] = ['leaflets', 'book', 'ebook'],
): Promise<readonly HardFile[]> {
  const copy = join(bench, name)
  const out = join(bench, `${name}-dist`)
  await cp(folder, copy, { recursive: true })
  await rm(join(copy, 'publications'), { recursive: true, force: true })
  await mkdir(join(copy, 'publications'))
  for (const kind of kinds)
    await writeFile(join(copy, 'publications', `${kind}.yaml`), publications[kind])
  const { written } = await press({ folder: copy, out, publications: [] }, pressroomWith(printer))
  return Promise.all(
    (written?.manifest.files ?? []).map(async ({ path }) => ({
      name: `${name}/${path}`,
      bytes: await readFile(join(out, path)),
    })),
  )
}
