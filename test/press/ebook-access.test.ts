import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { press } from '../../scripts/press.ts'
import { openEpub } from './read-back.ts'
import { pressroomWith, sharedPrinter } from './shared-printer.ts'

const picture = fileURLToPath(new URL('../hard/empty-alt/figures/square.png', import.meta.url))

let bench: string
let room: ReturnType<typeof pressroomWith>
let closeBrowser: () => Promise<void>
beforeAll(async () => {
  bench = await mkdtemp(join(tmpdir(), 'access-'))
  const { printer, close } = await sharedPrinter()
  room = pressroomWith(printer)
  closeBrowser = close
})
afterAll(async () => {
  await closeBrowser()
  await rm(bench, { recursive: true, force: true })
})

/** Two frames of one pixel. */
const frame = '21f90400 0a000000 2c000000 00010001 00000202 440100'
const movingGif = Buffer.from(
  `474946383961 0100 0100 800000 ffffff 000000 ${frame} ${frame} 3b`.replaceAll(' ', ''),
  'hex',
)

/** The package document of the ebook of one chapter. */
async function packageOf(
  text: string,
  publications: Readonly<Record<string, string>> = { 'ebook.yaml': 'kind: ebook\n' },
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const home = await mkdtemp(join(bench, 'book-'))
  const folder = join(home, 'manuscript')
  await mkdir(join(folder, 'publications'), { recursive: true })
  await cp(picture, join(folder, 'square.png'))
  await writeFile(join(folder, 'moving.gif'), movingGif)
  await writeFile(join(folder, '01-rest.md'), text)
  for (const [name, yaml] of Object.entries(publications))
    await writeFile(join(folder, 'publications', name), yaml)
  for (const [name, content] of Object.entries(more)) await writeFile(join(folder, name), content)
  const out = join(home, 'dist')
  const { written } = await press({ folder, out, publications: ['ebook'] }, room)
  const path = written?.manifest.files.find(({ path }) => path.endsWith('.epub'))?.path ?? ''
  return (await openEpub(await readFile(join(out, path)))).get('EPUB/package.opf') ?? ''
}

const all = (opf: string, property: string) =>
  [...opf.matchAll(new RegExp(`<meta[^>]* ?property="${property}"[^>]*>([^<]*)</meta>`, 'g'))].map(
    ([, value]) => value,
  )
const summary = (opf: string) => all(opf, 'schema:accessibilitySummary').join()

const words = '# Rest\n\nSit down and put your feet up.\n'

describe('what an ebook says of its accessibility', () => {
  it('speaks of words only, where there are only words', async () => {
    const opf = await packageOf(words)
    expect(all(opf, 'schema:accessMode')).toEqual(['textual'])
    expect(all(opf, 'schema:accessModeSufficient')).toEqual(['textual'])
    expect(all(opf, 'schema:accessibilityFeature')).not.toContain('alternativeText')
    expect(all(opf, 'schema:accessibilityHazard')).toEqual(['none'])
    expect(summary(opf)).toContain('It has no pictures.')
    expect(summary(opf)).toContain('Nobody has evaluated it')
  })

  it('says that words are enough where every picture has them', async () => {
    const opf = await packageOf(`${words}\n![A chair with a stool before it.](square.png)\n`)
    expect(all(opf, 'schema:accessMode')).toEqual(['textual', 'visual'])
    expect(all(opf, 'schema:accessModeSufficient')).toEqual(['textual', 'textual,visual'])
    expect(all(opf, 'schema:accessibilityFeature')).toContain('alternativeText')
    expect(summary(opf)).toContain('Every picture has a description in words.')
  })

  it('admits a picture without a description, and then claims nothing', async () => {
    const opf = await packageOf(
      `${words}\n![A chair with a stool before it.](square.png)\n\n![](square.png)\n`,
      { 'ebook.yaml': 'kind: ebook\ncertified-by: The Reading Room\n' },
    )
    expect(all(opf, 'schema:accessModeSufficient')).toEqual(['textual,visual'])
    expect(all(opf, 'schema:accessibilityFeature')).not.toContain('alternativeText')
    expect(summary(opf)).toContain('1 of its 2 pictures have no description in words.')
    expect(all(opf, 'dcterms:conformsTo')).toEqual([])
    expect(all(opf, 'a11y:certifiedBy')).toEqual([])
  })

  it('admits a table without heads', async () => {
    const opf = await packageOf(`${words}\n<table><tr><td>a</td><td>b</td></tr></table>\n`)
    expect(summary(opf)).toContain('1 of its 1 tables have no headings.')
  })

  it('has no hazard to speak of, since what moved stands still', async () => {
    const opf = await packageOf(`${words}\n![A leg that is raised and let down.](moving.gif)\n`)
    expect(all(opf, 'schema:accessMode')).toContain('visual')
    expect(all(opf, 'schema:accessibilityHazard')).toEqual(['none'])
    expect(opf).not.toContain('image/gif')
  })

  it('claims to conform only where a named party has evaluated it', async () => {
    const unnamed = await packageOf(words)
    expect(all(unnamed, 'dcterms:conformsTo')).toEqual([])
    const opf = await packageOf(words, {
      'ebook.yaml': 'kind: ebook\ncertified-by: The Reading Room\n',
    })
    expect(all(opf, 'dcterms:conformsTo')).toEqual(['EPUB Accessibility 1.1 - WCAG 2.2 Level AA'])
    expect(all(opf, 'a11y:certifiedBy')).toEqual(['The Reading Room'])
    expect(summary(opf)).not.toContain('Nobody')
  })

  it('claims nothing for a proof, whoever is named', async () => {
    const opf = await packageOf(`${words}\n:::remedy{#legs}\nPut your feet up.\n:::\n`, {
      'ebook.yaml': 'kind: ebook\ncertified-by: The Reading Room\n',
    })
    expect(all(opf, 'dcterms:conformsTo')).toEqual([])
    expect(summary(opf)).toContain('Not for patients.')
  })

  it('says in which language its fixed words are', async () => {
    const opf = await packageOf('# Repos\n\nAsseyez-vous.\n', undefined, {
      'clinic.yaml': 'language: fr\n',
    })
    expect(opf).toContain('<meta property="schema:accessibilitySummary" xml:lang="en">')
    expect(summary(opf)).toContain('are in English.')
  })
})

describe('the pages of the printed book', () => {
  const remedy = `${words}\n:::remedy{#legs}\nPut your feet up.\n:::\n`
  it.for([
    ['no book', words, {}, false],
    ['a book of the same chapters', words, { 'book.yaml': 'kind: book\n' }, true],
    ['a book of other words', remedy, { 'book.yaml': 'kind: book\nunreviewed: withhold\n' }, false],
    ['a proof, and the ebook a proof', remedy, { 'book.yaml': 'kind: book\n' }, true],
  ] as const)('%s', async ([, text, books, paged]) => {
    const opf = await packageOf(text, { 'ebook.yaml': 'kind: ebook\n', ...books })
    const features = all(opf, 'schema:accessibilityFeature')
    expect(features.includes('pageBreakMarkers')).toBe(paged)
    expect(features.includes('pageNavigation')).toBe(paged)
    expect(all(opf, 'pageBreakSource').length).toBe(paged ? 1 : 0)
    expect(/<dc:source/.test(opf)).toBe(paged)
    expect(summary(opf).includes('those of the printed book')).toBe(paged)
  })

  it('name the book by what stands in it', async () => {
    const opf = await packageOf(words, {
      'ebook.yaml': 'kind: ebook\n',
      'book.yaml': 'kind: book\ntitle: At rest\ncode: R-1\nversion: "2"\n',
    })
    expect(all(opf, 'pageBreakSource')).toEqual(['At rest, R-1, Version 2'])
  })

  it('a proof is no source for a final', async () => {
    const opf = await packageOf(remedy, {
      'ebook.yaml': 'kind: ebook\nunreviewed: withhold\n',
      'book.yaml': 'kind: book\n',
    })
    expect(opf).not.toContain('pageBreak')
  })
})
