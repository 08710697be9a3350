import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planned } from '../../scripts/plan.ts'
import { openSheets } from '../../scripts/preview/sheets.ts'
import { read } from '../../scripts/read/read.ts'
import type { Printer } from '../../scripts/render/chromium.ts'
import { openPageImages } from '../../scripts/render/page-images.ts'
import { hardSet } from '../hard/hard-set.ts'
import { sharedPrinter } from '../press/shared-printer.ts'
import { stock } from './opened.ts'

let printer: Printer
let closePrinter: () => Promise<void>
beforeAll(async () => {
  ;({ printer, close: closePrinter } = await sharedPrinter())
})
afterAll(() => closePrinter())

const width = 400
const hash = (pixels: Uint8Array) => createHash('sha256').update(pixels).digest('hex')

async function sheetsOf(folder: string) {
  const manuscript = await read(folder)
  const leaflets = manuscript.publications.filter(({ kind }) => kind === 'leaflet')
  const sheets = openSheets({ stock, epoch: '2000-01-01', openPrinter: async () => printer })
  const proofOf = (publication: (typeof leaflets)[number]) => ({
    ...planned(publication, manuscript, [], '2026-11-22'),
    standing: 'proof' as const,
  })
  return { manuscript, leaflets, sheets, proofOf }
}

test('a draft is drawn as the file that is made of it, page by page', async () => {
  let drafts = 0
  for (const { name, folder } of await hardSet()) {
    const { manuscript, leaflets, sheets, proofOf } = await sheetsOf(folder)
    for (const leaflet of leaflets) {
      const made = await sheets.make(proofOf(leaflet), [], undefined, manuscript)
      const id = made.sight.shown?.id ?? ''
      const draft = sheets.impression(id)
      if (!made.finish || draft?.kind !== 'pages') continue
      drafts += 1
      const pages = [...draft.pages.sizes.keys()]
      const seen = pages.map(page => draft.pages.picture(page, width, hash))
      const file = await draft.bytes()
      const images = await openPageImages(file)
      expect([name, pages.map(page => images.picture(page, width, hash))]).toEqual([name, seen])
      images.close()
      // The file is the one that a run of the press would make.
      expect(Buffer.from(file).toString('latin1')).toContain('/MarkInfo')
      expect((await made.finish()).sight.shown).toMatchObject({ id, path: draft.path })
      expect(sheets.impression(id)?.path).toMatch(/^proofs\//)
    }
    await sheets.close()
  }
  expect(drafts).toBeGreaterThan(30)
})

test('a final is shown only once it is whole, and sheets and lines for notes as they will be', async () => {
  const [hard] = await hardSet()
  const { manuscript, leaflets, sheets, proofOf } = await sheetsOf(hard!.folder)
  const [leaflet] = leaflets
  const proof = proofOf(leaflet!)
  const { publication } = proof
  const of = async (plan: Parameters<typeof sheets.make>[0], format?: string) =>
    (await sheets.make(plan, [], format, manuscript)).finish
  expect(await of(proof)).toBeDefined()
  const final = planned(publication, manuscript, [], '2026-11-22')
  expect(final.standing).toBe('final')
  expect(await of(final)).toBeUndefined()
  expect(publication.kind).toBe('leaflet')
  if (publication.kind !== 'leaflet') return
  const sheet = { ...proof, publication: { ...publication, formats: ['tri-fold-a4'] as const } }
  expect(await of(sheet, 'tri-fold-a4')).toBeUndefined()
  expect(await of({ ...proof, publication: { ...publication, notes: true } })).toBeUndefined()
  await sheets.close()
})
