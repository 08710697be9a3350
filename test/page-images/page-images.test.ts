import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { press } from '../../scripts/press.ts'
import { read } from '../../scripts/read/read.ts'
import type { Printer } from '../../scripts/render/chromium.ts'
import { openPageImages } from '../../scripts/render/page-images.ts'
import { hardSet } from '../hard/hard-set.ts'
import { pressroomWith, sharedPrinter } from '../press/shared-printer.ts'

const handbook = fileURLToPath(new URL('../../manuscript', import.meta.url))
/** Pages from 1 of files of the handbook that show most of what it has. */
const shown: Readonly<Record<string, readonly number[]>> = {
  'leaflets/03-is-it-a-clot-a4.pdf': [1, 2],
  'leaflets/11-glossary-letter.pdf': [1],
  'proofs/08-medicines-a4.pdf': [1],
  'proofs/handbook.pdf': [1, 7, 8],
}
const asked = ['03-is-it-a-clot', '11-glossary', '08-medicines', 'handbook']
const record = fileURLToPath(new URL('page-images.txt', import.meta.url))
const looks = join(tmpdir(), 'imprimatur-pages-that-changed')
const dotsPerInch = 96

let bench: string
let printer: Printer
let closeBrowser: () => Promise<void>
beforeAll(async () => {
  bench = await mkdtemp(join(tmpdir(), 'page-images-'))
  ;({ printer, close: closeBrowser } = await sharedPrinter())
})
afterAll(async () => {
  await closeBrowser()
  await rm(bench, { recursive: true, force: true })
})

interface Look {
  /** Manuscript, file and page. */
  readonly name: string
  readonly hash: string
  /** A PNG, made only where somebody is to look. */
  readonly picture: () => Promise<Uint8Array>
}

/** Pages of what a manuscript is pressed as; of other files than named, the first page. */
async function pagesOf(
  name: string,
  folder: string,
  publications: readonly string[],
  pages: typeof shown = {},
): Promise<readonly Look[]> {
  const out = join(bench, name)
  const { written } = await press({ folder, out, publications }, pressroomWith(printer))
  const files = (written?.manifest.files ?? []).map(({ path }) => path)
  const made: Look[] = []
  for (const path of files.filter(path => path.endsWith('.pdf')).sort()) {
    const images = await openPageImages(await readFile(join(out, path)))
    for (const number of name === 'handbook' ? (pages[path] ?? []) : [1]) {
      const { width } = images.sizes[number - 1]!
      const across = Math.round((width / 72) * dotsPerInch)
      const pixels = images.picture(number - 1, across, drawn => Buffer.from(drawn))
      made.push({
        name: `${name}/${path} page ${number}`,
        hash: createHash('sha256').update(pixels).digest('hex').slice(0, 16),
        picture: () => pngOf(pixels, across),
      })
    }
    images.close()
  }
  return made
}

/** Rows of red, green, blue and nothing as a PNG. */
function pngOf(pixels: Buffer, width: number): Promise<Uint8Array> {
  const height = pixels.length / 4 / width
  return sharp(pixels, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .png()
    .toBuffer()
}

it('look as they did when somebody last looked at them', async ({ skip }) => {
  const shipped = /^npm package @sparticuz\/chromium/.test(printer.from)
  if (!shipped || process.platform !== 'linux' || process.arch !== 'x64') {
    console.warn(
      `Skipped: pages are told apart by the browser of @sparticuz/chromium on Linux x64; here is ${printer.from} on ${process.platform} ${process.arch}.`,
    )
    skip()
  }
  const all = [...(await pagesOf('handbook', handbook, asked, shown))]
  for (const { name, folder } of await hardSet()) {
    const { publications } = await read(folder)
    const leaflets = publications.filter(({ kind }) => kind === 'leaflet').map(({ id }) => id)
    all.push(...(await pagesOf(name, folder, leaflets)))
  }
  expect(all.length).toBeGreaterThan(40)
  const lines = all.map(({ name, hash }) => `${hash} ${name}`)
  const before = (await readFile(record, 'utf8').catch(() => '')).split('\n')
  const changed = all.filter((_, index) => !before.includes(lines[index]!))
  await rm(looks, { recursive: true, force: true })
  await mkdir(looks, { recursive: true })
  for (const { name, picture } of changed)
    await writeFile(join(looks, `${name.replace(/[^\w.-]+/g, '-')}.png`), await picture())
  await expect(
    `${lines.join('\n')}\n`,
    `${changed.length} pages look different. Look at them in ${looks}. Where they are as they should be: npx vitest run test/page-images -u`,
  ).toMatchFileSnapshot(record)
})
