import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import JSZip from 'jszip'
import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import { cli } from '../../scripts/cli.ts'
import { openTemplates } from '../../scripts/read/templates.ts'
import { fingerprint } from '../../scripts/review/fingerprint.ts'
import { worldOn } from '../world.ts'
import { chapterWith, type Files, folderOf, midwife } from './folder.ts'

const words = 'Put a warm zanzibar pack on your leg.'
const leaflet = (unreviewed: string): Files => ({
  'publications/cramps.yaml': `kind: leaflet\nunreviewed: ${unreviewed}\n`,
})
const clinic: Files = {
  'clinic.yaml': 'publisher: Test Clinic\ncountry: GB\ncontact:\n  phone: 0100 000000\n',
}
const unsigned: Files = { 'a.md': chapterWith(words), ...clinic }
const signed: Files = {
  ...unsigned,
  'reviews/warm-pack.yaml': JSON.stringify({
    remedy: 'warm-pack',
    reviewer: midwife,
    decision: 'approve',
    date: '2026-01-01',
    expires: '2027-01-01',
    fingerprint: fingerprint(words),
  }),
}

/** Runs `imprimatur build` on files: its exit code, what it says, and what then stands in `dist`. */
async function build(files: Files, ...options: readonly string[]) {
  const folder = await folderOf(files)
  const dist = join(folder, 'dist')
  const world = worldOn('2026-01-15', process.env)
  const code = await cli(['build', folder, '--out', dist, ...options], world)
  const entries = await readdir(dist, { recursive: true, withFileTypes: true }).catch(() => [])
  const written = entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(dist.length + 1))
    .sort()
  return { code, said: world.said().replaceAll(folder, 'FOLDER'), written, dist }
}

test('a release without leave writes nothing, and says what to do', async () => {
  for (const unreviewed of ['proof', 'fail']) {
    const { code, said, written } = await build(
      { ...unsigned, ...leaflet(unreviewed) },
      '--release',
      '--quiet',
    )
    expect([code, written]).toEqual([1, []])
    expect(said).toMatchInlineSnapshot(`
      "Cannot press \`cramps\`: 1 of 1 remedy lacks leave to print (\`warm-pack\`).
      Nothing was written: a release needs leave to print for every publication.
      \`imprimatur review\` lists what waits; \`imprimatur build --proof\` makes marked proofs meanwhile.
      "
    `)
  }
})

test('one publication without leave holds up the whole release', async () => {
  const { code, written } = await build(
    {
      ...unsigned,
      'b.md': '---\ntitle: Walking\n---\n\nWalk a little.\n',
      'publications/cramps.yaml': 'kind: leaflet\nchapters: [a]\n',
      'publications/walking.yaml': 'kind: leaflet\nchapters: [b]\n',
    },
    '--release',
  )
  expect([code, written]).toEqual([1, []])
})

test('a release asks for leave of the publications that are named, and of no other', async () => {
  const { code, written } = await build(
    {
      ...unsigned,
      'b.md': '---\ntitle: Walking\n---\n\nWalk a little.\n',
      'publications/cramps.yaml': 'kind: leaflet\nchapters: [a]\n',
      'publications/walking.yaml': 'kind: leaflet\nchapters: [b]\n',
    },
    'walking',
    '--release',
  )
  expect(code).toBe(0)
  expect(written.filter(path => path.endsWith('.pdf'))).toEqual(['leaflets/walking-a4.pdf'])
})

test('a release with every signature is pressed as final', async () => {
  const { code, said, written } = await build({ ...signed, ...leaflet('fail') }, '--release')
  expect(code).toBe(0)
  expect(said).toContain('1 publication pressed as final.')
  expect(written.filter(path => path.endsWith('.pdf'))).toEqual(['leaflets/cramps-a4.pdf'])
})

test('--proof makes a proof even where a publication says that it fails', async () => {
  const files = { ...unsigned, ...leaflet('fail') }
  const without = await build(files)
  expect([without.code, without.written.filter(path => path.endsWith('.pdf'))]).toEqual([1, []])
  const { code, said, written } = await build(files, '--proof', '--quiet')
  expect(code).toBe(0)
  expect(written.filter(path => path.endsWith('.pdf'))).toEqual(['proofs/cramps-a4.pdf'])
  expect(said).toMatchInlineSnapshot(`
    "1 publication pressed as a marked proof, in \`proofs/\`:
      cramps: 1 of 1 remedy lacks leave to print (\`warm-pack\`).
    A proof is for checking, not for patients. A remedy is final once a reviewer has signed it.
    "
  `)
})

test('--proof leaves final what is final', async () => {
  const { written } = await build({ ...signed, ...leaflet('fail') }, '--proof')
  expect(written.filter(path => path.endsWith('.pdf'))).toEqual(['leaflets/cramps-a4.pdf'])
})

test('--release and --proof cannot be asked for together', async () => {
  const { code, said, written } = await build(unsigned, '--release', '--proof')
  expect([code, written]).toEqual([1, []])
  expect(said).toContain("option '--release' cannot be used with option '--proof'")
})

test('in place of a remedy that is withheld stands a line that says so', async () => {
  const { code, said, written, dist } = await build(
    {
      ...unsigned,
      ...leaflet('withhold'),
      'publications/book.yaml': 'kind: book\nunreviewed: withhold\n',
      'publications/ebook.yaml': 'kind: ebook\nunreviewed: withhold\n',
    },
    '--release',
  )
  expect(code).toBe(0)
  expect(said).toContain('`cramps` leaves out 1 remedy that awaits review (`warm-pack`).')
  const issued = written.filter(path => /\.(?:pdf|epub)$/.test(path))
  expect(issued.map(path => path.split('/')[0])).toEqual(['books', 'ebooks', 'leaflets'])
  const { withheld } = openTemplates().words('en')
  for (const path of issued) {
    const text = await textOf(join(dist, path))
    expect(text).not.toContain('zanzibar')
    const [before, after] = [text.indexOf('Before.'), text.lastIndexOf('After.')]
    expect(before).toBeGreaterThan(-1)
    expect(text.slice(before, after)).toContain(withheld)
  }
})

/** What a reader meets, on one line. */
async function textOf(file: string): Promise<string> {
  const bytes = await readFile(file)
  if (file.endsWith('.pdf')) {
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), {
      mergePages: true,
    })
    return text.replace(/\s+/g, ' ')
  }
  const zip = await JSZip.loadAsync(bytes)
  const pages = Object.values(zip.files).filter(({ name }) => name.endsWith('.xhtml'))
  const parts = await Promise.all(pages.map(page => page.async('string')))
  return parts
    .join('\n')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
}
