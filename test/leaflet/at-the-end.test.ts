import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Element } from 'hast'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { press } from '../../scripts/press.ts'
import type { Printer } from '../../scripts/render/chromium.ts'
import { openPageImages } from '../../scripts/render/page-images.ts'
import { openPdf } from '../../scripts/render/pdf/pdf.ts'
import { qrCode } from '../../scripts/render/qr-code.ts'
import { fewLines } from '../../scripts/render/to-write.ts'
import { body, readPdf } from '../press/read-back.ts'
import { pressroomWith, sharedPrinter } from '../press/shared-printer.ts'

// The package is CommonJS, and its types say otherwise.
const jsQR = createRequire(import.meta.url)('jsqr') as typeof import('jsqr').default

let bench: string
let printer: Printer
let closeBrowser: () => Promise<void>
beforeAll(async () => {
  bench = await mkdtemp(join(tmpdir(), 'at-the-end-'))
  ;({ printer, close: closeBrowser } = await sharedPrinter())
})
afterAll(async () => {
  await closeBrowser()
  await rm(bench, { recursive: true, force: true })
})

let made = 0
async function pressed(publication: string, text = 'Rest.', use: Printer = printer) {
  made += 1
  const folder = join(bench, String(made))
  const out = join(bench, `${made}-out`)
  await mkdir(join(folder, 'publications'), { recursive: true })
  await writeFile(join(folder, '01-rest.md'), `# Rest\n\n${text}\n`)
  await writeFile(join(folder, 'publications', 'all.yaml'), `kind: leaflets\n${publication}\n`)
  const { findings, written } = await press({ folder, out, publications: [] }, pressroomWith(use))
  const files = (written?.manifest.files ?? []).filter(({ path }) => path.endsWith('.pdf'))
  return {
    errors: findings.filter(({ severity }) => severity === 'error').map(({ reason }) => reason),
    pdfs: await Promise.all(
      files.map(async ({ path }) => ({ path, pdf: await readFile(join(out, path)) })),
    ),
  }
}

/** The QR code of the first page that shows one, from a raster of so many dots an inch. */
async function scanned(pdf: Uint8Array, dpi = 150): Promise<string | undefined> {
  const images = await openPageImages(pdf)
  try {
    for (const [page, { width }] of images.sizes.entries()) {
      const across = Math.round((width / 72) * dpi)
      const pixels = images.picture(page, across, drawn => new Uint8ClampedArray(drawn))
      const met = jsQR(pixels, across, pixels.length / 4 / across)
      if (met) return met.data
    }
    return undefined
  } finally {
    images.close()
  }
}

describe('a leaflet that names an address on the web', () => {
  it.for([
    'https://example.org/r',
    'https://www.example.org/maternity/leaflets/rest-in-pregnancy?language=en-GB&version=2',
    `https://example.org/${'long/'.repeat(40)}end`,
  ])('has a code that scans at 150 dots an inch, and the address in words: %s', async web => {
    const formats = 'formats: [a4, a5, large-print-letter, booklet-a4, tri-fold-a4]'
    const { errors, pdfs } = await pressed(`${formats}\nweb: ${web}`)
    expect(errors).toEqual([])
    expect(pdfs.length).toBe(5)
    for (const { path, pdf } of pdfs) expect(await scanned(pdf), path).toBe(web)
    const words = body(await readPdf(pdfs.find(({ path }) => /-rest-a4/.test(path))!.pdf))
    expect(words.replace(/\s/g, '')).toContain(`Readthisontheweb:${web.replace('https://', '')}`)
  })

  it('has none where it names none', async () => {
    const { pdfs } = await pressed('formats: [a4]')
    expect(await scanned(pdfs[0]!.pdf)).toBeUndefined()
  })

  it.for([
    'http://example.org',
    'javascript:alert(1)',
    'example.org',
    'https://user@example.org/a',
  ])('refuses %s', async web => {
    const { errors } = await pressed(`web: ${web}`)
    expect(errors.join()).toContain('expected an address such as https://example.org')
  })
})

describe('a QR code', () => {
  const svg = qrCode('https://example.org/leaflets/rest', 'Leads to the leaflet')
  const [white, black] = svg.children as Element[]
  const size = Number(/0 0 (\d+) /.exec(String(svg.properties.viewBox))?.[1])
  const dark = new Set<string>()
  for (const [, x = 0, y, right = 0] of String(black?.properties.d).matchAll(
    /M(\d+) (\d+)h(\d+)v1H\d+z/g,
  )) {
    for (let at = 0; at < Number(right); at += 1) dark.add(`${Number(x) + at} ${y}`)
  }

  it('has four modules of white around it, on white', () => {
    expect(white?.properties).toMatchObject({ fill: '#fff', d: `M0 0h${size}v${size}H0z` })
    const places = [...dark].flatMap(place => place.split(' ').map(Number))
    expect(Math.min(...places)).toBe(4)
    expect(Math.max(...places)).toBe(size - 5)
  })

  it('has error level M', () => {
    // The level is the first two bits of the format, 00 for M, masked by 10 (ISO/IEC 18004, 7.9).
    expect([dark.has('4 12'), dark.has('5 12')]).toEqual([true, false])
  })

  it('is at least 20 mm wide without its white, and larger in large print', () => {
    const width = (each: Element) =>
      Number(/width:([\d.]+)mm/.exec(String(each.properties.style))?.[1])
    expect((width(svg) * (size - 8)) / size).toBeGreaterThan(20)
    const large = qrCode('https://example.org/leaflets/rest', 'Leads there', 18 / 12.5)
    expect(width(large) / width(svg)).toBeCloseTo(18 / 12.5, 2)
  })

  it('says where it leads', () => {
    expect(svg.properties).toMatchObject({ role: 'img', ariaLabel: 'Leads to the leaflet' })
  })
})

describe('room to write', () => {
  it('stands where it is asked for', async () => {
    const { pdfs } = await pressed('appointment: yes\nnotes: yes')
    const words = body(await readPdf(pdfs[0]!.pdf))
    expect(words).toMatch(/My next appointment.*Date and time:.*Place:.*With:.*My notes/)
    const bare = body(await readPdf((await pressed('formats: [a4]')).pdfs[0]!.pdf))
    expect(bare).not.toMatch(/appointment|My notes/)
  })

  it('never makes a page that fewer lines would not make', async () => {
    let shortened = 0
    for (let paragraphs = 9; paragraphs <= 17; paragraphs += 1) {
      const prints: { readonly few: boolean; readonly pages: number }[] = []
      const watched: Printer = {
        ...printer,
        print: async html => {
          const pdf = await printer.print(html)
          prints.push({ few: html.includes(fewLines), pages: openPdf(pdf).pages().length })
          return pdf
        },
      }
      const text = Array.from({ length: paragraphs }, () => 'Put your feet up and rest.').join(
        '\n\n',
      )
      const { pdfs } = await pressed('notes: yes', text, watched)
      const least = prints.find(({ few }) => few)!.pages
      const images = await openPageImages(pdfs[0]!.pdf)
      expect(images.sizes.length, `${paragraphs} paragraphs`).toBe(least)
      images.close()
      if (prints.some(({ few, pages }) => !few && pages > least)) shortened += 1
    }
    expect(shortened).toBeGreaterThan(0)
  })
})
