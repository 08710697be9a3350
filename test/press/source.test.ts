import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { press } from '../../scripts/press.ts'
import { epubcheck, hasJava } from './epubcheck.ts'
import { body, epubText, firstMissing, readPdf } from './read-back.ts'
import { pressroomWith, sharedPrinter } from './shared-printer.ts'

const folder = fileURLToPath(new URL('../../../shared/source/', import.meta.url))
const there = existsSync(folder)
if (!there) process.stderr.write('Skipped: the raw articles in ../shared/source are not here.\n')

/** Raw text as Markdown: bullets become list items, and each line stays a block of its own. */
function asMarkdown(text: string): string {
  return text
    .split(/\r?\n/)
    .map(line => line.replace(/^\s*•\s*/, '- '))
    .join('\n\n')
}

describe('raw articles', () => {
  it.runIf(there)('come out as proofs with every word in the PDF and in the EPUB', async () => {
    const home = await mkdtemp(join(tmpdir(), 'source-'))
    const { printer, close } = await sharedPrinter()
    try {
      const name = (await readdir(folder)).find(file => file.endsWith('.txt')) ?? ''
      const text = await readFile(join(folder, name), 'utf8')
      const manuscript = join(home, 'manuscript')
      await mkdir(manuscript)
      await writeFile(join(manuscript, 'articles.md'), asMarkdown(text))
      const out = join(home, 'dist')
      const room = pressroomWith(printer)
      const { written } = await press({ folder: manuscript, out, publications: [] }, room)
      // The number of a list's item is a mark of the list, not a word.
      const lines = text.split(/\r?\n/).map(line => line.replace(/^\s*(•|\d+[.)] )\s*/, '').trim())
      const said = lines.filter(Boolean)
      expect(said.length).toBeGreaterThan(100)
      const files = written?.manifest.files ?? []
      const kinds = files
        .map(({ path }) => path.replace(/^.*\./, ''))
        .filter(kind => kind !== 'html')
      expect(kinds.sort()).toEqual(['epub', 'pdf', 'pdf'])
      for (const { path, standing } of files) {
        if (path.endsWith('.html')) continue
        expect(standing, path).toBe('proof')
        const bytes = await readFile(join(out, path))
        const met = path.endsWith('.epub') ? await epubText(bytes) : body(await readPdf(bytes))
        expect(firstMissing(said, met), path).toBeUndefined()
        if (path.endsWith('.epub') && hasJava()) expect(await epubcheck(bytes)).toEqual([])
      }
    } finally {
      await close()
      await rm(home, { recursive: true, force: true })
    }
  })
})
