import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Element } from 'hast'
import sharp from 'sharp'
import { visit } from 'unist-util-visit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawing } from '../../scripts/compose/drawing.ts'
import type { Edition } from '../../scripts/compose/edition.ts'
import { press } from '../../scripts/press.ts'
import { read } from '../../scripts/read/read.ts'
import { figuresForPrint } from '../../scripts/render/figures-for-print.ts'
import { openEpub } from '../press/read-back.ts'
import { pressroomWith, sharedPrinter } from '../press/shared-printer.ts'

let bench: string
beforeAll(async () => {
  bench = await mkdtemp(join(tmpdir(), 'figures-'))
})
afterAll(() => rm(bench, { recursive: true, force: true }))

/** A picture of two halves, red at the left, turned as a camera does and with a place in it. */
const photograph = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#0a0' } })
    .composite([
      {
        input: { create: { width: width / 2, height, channels: 3, background: '#d00' } },
        left: 0,
        top: 0,
      },
    ])
    .withExif({ IFD3: { GPSLatitude: '51/1 30/1 0/1' }, IFD0: { Artist: 'Somebody' } })

/** Only the pictures of an edition matter here. */
const editionWith = (file: string, mediaType: string, bytes: Uint8Array) =>
  ({ figures: new Map([[file, { file, mediaType, bytes }]]) }) as unknown as Edition

async function printed(file: string, mediaType: string, bytes: Uint8Array) {
  const { edition, faults } = await figuresForPrint(editionWith(file, mediaType, bytes))
  return { figure: edition.figures.get(file)!, faults }
}

describe('a photograph', () => {
  it('is no larger than paper can show, and loses where and by whom it was taken', async () => {
    const bytes = await photograph(4000, 3000).jpeg().toBuffer()
    expect((await sharp(bytes).metadata()).exif?.includes('Somebody')).toBe(true)
    const { figure, faults } = await printed('a.jpg', 'image/jpeg', bytes)
    expect(faults).toEqual([])
    const { width, height, exif, format } = await sharp(figure.bytes).metadata()
    expect({ width, height, exif, format }).toEqual({
      width: 2008,
      height: 1506,
      exif: undefined,
      format: 'jpeg',
    })
    expect(Buffer.from(figure.bytes).includes('Somebody')).toBe(false)
  })

  it('is turned as the camera was held', async () => {
    const bytes = await photograph(400, 200).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const { figure } = await printed('a.jpg', 'image/jpeg', bytes)
    const { data, info } = await sharp(figure.bytes).raw().toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([200, 400])
    // Turned by a quarter to the right, the left half is at the top.
    expect([...data.subarray(0, 3)].map(value => value > 120)).toEqual([true, false, false])
    expect([...data.subarray(-3)].map(value => value > 120)).toEqual([false, true, false])
  })

  it('keeps its colour profile; four inks become three lights', async () => {
    const wide = await photograph(100, 50).withIccProfile('p3').jpeg().toBuffer()
    const kept = await printed('a.jpg', 'image/jpeg', wide)
    const { icc } = await sharp(wide).metadata()
    expect(icc).toBeDefined()
    expect((await sharp(kept.figure.bytes).metadata()).icc?.equals(icc!)).toBe(true)
    const inks = await photograph(100, 50).toColourspace('cmyk').jpeg().toBuffer()
    const { figure } = await printed('b.jpg', 'image/jpeg', inks)
    expect((await sharp(figure.bytes).metadata()).space).toBe('srgb')
  })

  it('gives the same bytes again, and small ones stay as large as they are', async () => {
    const hash = async () => {
      const bytes = await sharp({
        create: { width: 300, height: 200, channels: 4, background: '#12345678' },
      })
        .png()
        .toBuffer()
      const { figure } = await printed('a.png', 'image/png', bytes)
      expect(await sharp(figure.bytes).metadata()).toMatchObject({
        width: 300,
        height: 200,
        hasAlpha: true,
        format: 'png',
      })
      return createHash('sha256').update(figure.bytes).digest('hex')
    }
    expect(await hash()).toBe(await hash())
  })

  it('that breaks off is named, and no final holds it', async () => {
    const whole = await photograph(400, 300).png().toBuffer()
    const { faults } = await printed('a.png', 'image/png', whole.subarray(0, whole.length / 2))
    expect(faults.map(({ severity, file, reason }) => ({ severity, file, reason }))).toEqual([
      {
        severity: 'error',
        file: 'a.png',
        reason: 'Broken picture `a.png`, expected one that can be read to its end',
      },
    ])
  })

  it('is fit for every reader of ebooks, whatever its form', async () => {
    const folder = join(bench, 'ebook')
    await mkdir(folder)
    await writeFile(join(folder, '01-rest.md'), '# Rest\n\n![A](a.webp)\n\n![B](b.gif)\n')
    await writeFile(join(folder, 'a.webp'), await photograph(40, 30).webp().toBuffer())
    await writeFile(join(folder, 'b.gif'), await photograph(40, 30).gif().toBuffer())
    const { printer, close } = await sharedPrinter()
    const { outcomes, written } = await press(
      { folder, out: join(bench, 'ebook-out'), publications: ['ebook'] },
      pressroomWith(printer),
    ).finally(close)
    expect(outcomes.map(({ standing }) => standing)).toEqual(['final'])
    const path = written?.manifest.files.find(({ path }) => path.endsWith('.epub'))?.path ?? ''
    const files = await openEpub(await readFile(join(bench, 'ebook-out', path)))
    expect([...files.keys()].filter(path => /images\//.test(path))).toEqual([
      'EPUB/images/image-1.jpg',
      'EPUB/images/image-2.png',
    ])
  })

  it('that would unpack to more than there is room for is refused by name', async () => {
    const folder = join(bench, 'large')
    await mkdir(folder)
    await writeFile(join(folder, '01-rest.md'), '# Rest\n\n![A](bomb.png) ![B](big.svg)\n')
    const bomb = await sharp({
      create: { width: 16, height: 16, channels: 3, background: '#fff' },
    })
      .png()
      .toBuffer()
    // The head of the file promises 60,000 × 60,000 pixels.
    bomb.writeUInt32BE(60_000, 16)
    bomb.writeUInt32BE(60_000, 20)
    await writeFile(join(folder, 'bomb.png'), bomb)
    await writeFile(
      join(folder, 'big.svg'),
      `<svg viewBox="0 0 9 9">${' '.repeat(2_000_000)}</svg>`,
    )
    const { findings, figures } = await read(folder)
    expect(findings.map(({ reason }) => reason).filter(each => /size/.test(each))).toEqual([
      'Unexpected size of `bomb.png` (60000 × 60000 pixels), expected a smaller picture',
      'Unexpected size of `big.svg` (2.0 MB), expected a smaller picture',
    ])
    expect(figures.size).toBe(0)
  })
})

describe('a drawing', () => {
  const drawn = (svg: string) => {
    const shapes = new Map<string, Element['properties']>()
    const tree = drawing(
      { file: 'a.svg', mediaType: 'image/svg+xml', bytes: Buffer.from(svg) },
      'A',
      'p~',
    )
    if (tree)
      visit(tree, 'element', ({ tagName, properties }) => {
        shapes.set(tagName, properties)
      })
    return { shapes, whole: JSON.stringify(tree) }
  }

  it('keeps the colours that a drawing program wrote in a style sheet', () => {
    const { shapes, whole } = drawn(
      `<!DOCTYPE svg [<!ENTITY ns "http://x/">]><svg xmlns="http://www.w3.org/2000/svg" xmlns:x="&ns;" viewBox="0 0 9 9">
      <style>.cls-1{fill:#f00;stroke-width:2px}.cls-1,.cls-2{stroke:#123456}text{font-weight:bold}</style>
      <rect class="cls-1" width="3" height="3"/><path class="cls-2" d="M0 0h3" style="fill:none;opacity:.5"/><text>A</text></svg>`,
    )
    expect(shapes.get('rect')).toMatchObject({
      fill: '#f00',
      stroke: '#123456',
      strokeWidth: '2px',
    })
    expect(shapes.get('path')).toMatchObject({ fill: 'none', stroke: '#123456', opacity: '.5' })
    expect(shapes.get('text')).toMatchObject({ fontWeight: 'bold' })
    expect(whole).not.toMatch(/style|class/i)
  })

  it('lets no style reach the page or the network', () => {
    const { shapes, whole } = drawn(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">
      <style>@import url(http://evil/a.css); body{display:none} rect{fill:url(http://evil/b);behavior:url(c)}</style>
      <rect width="3" height="3" style="background:url(javascript:d);stroke:expression(e);clip-path:url(//evil/f)"/></svg>`,
    )
    expect(shapes.get('rect')).toMatchObject({ width: '3', height: '3' })
    expect(whole).not.toMatch(/evil|javascript|behavior|body|import/)
  })
})
