import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { explanation } from '../../scripts/commands/explain.ts'
import { openPreview, type Preview } from '../../scripts/preview/preview.ts'
import { openFonts } from '../../scripts/read/fonts.ts'
import { openTemplates } from '../../scripts/read/templates.ts'
import type { Printer } from '../../scripts/render/chromium.ts'

/** A preview of a folder of its own, in which a test can write. */
export interface Opened extends Preview {
  readonly folder: string
  readonly put: (file: string, text: string | Uint8Array) => Promise<void>
}

/** Chapters that hold no error, so that their leaflets are final. */
export const calm = {
  'clinic.yaml': 'publisher: A clinic\ncountry: GB\n',
  '01-water.md': '# Water\n\n## How much\n\nDrink when you are thirsty.\n',
  '02-rest.md': '# Rest\n\n## When\n\nRest when you are tired.\n',
} as const

export const stock = { templates: openTemplates(), fonts: openFonts() }

/** A folder with these files. */
export async function folderOf(files: Readonly<Record<string, string>>) {
  const folder = await mkdtemp(join(tmpdir(), 'preview-'))
  const put = async (file: string, text: string | Uint8Array) => {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
  for (const [file, text] of Object.entries(files)) await put(file, text)
  return { folder, put }
}

/** Opens a preview of these files on a free port. */
export async function opened(
  files: Readonly<Record<string, string>>,
  openPrinter: () => Promise<Printer>,
): Promise<Opened> {
  const { folder, put } = await folderOf(files)
  const port = await freePort()
  const preview = await openPreview(
    { folder, port, explain: explanation },
    { stock, epoch: '2000-01-01', today: () => '2026-11-22', openPrinter },
  )
  return {
    ...preview,
    folder,
    put,
    close: async () => {
      await preview.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const { createServer } = await import('node:net')
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
