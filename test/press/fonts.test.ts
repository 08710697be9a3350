import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Face, openFonts } from '../../scripts/read/fonts.ts'
import type { Printer } from '../../scripts/render/chromium.ts'
import { fontData } from '../../scripts/render/html.ts'
import { sharedPrinter } from './shared-printer.ts'

const require = createRequire(import.meta.url)
const scope = dirname(dirname(require.resolve('@fontsource/noto-sans/package.json')))

let printer: Printer
let closeBrowser: () => Promise<void>
beforeAll(async () => {
  ;({ printer, close: closeBrowser } = await sharedPrinter())
})
afterAll(() => closeBrowser())

describe('the fonts', () => {
  it('all load in the browser: every face of every package', async () => {
    const all = new Set<number>()
    for (let point = 0x20; point < 0x1ffff; point += 1) {
      if (point < 0xd800 || point > 0xdfff) all.add(point)
    }
    const faces: readonly Face[] = openFonts().faces(all, true)
    const packages = readdirSync(scope).filter(name => /^(noto|atkinson)/.test(name))
    expect(new Set(faces.map(({ family }) => family)).size).toBeGreaterThanOrEqual(packages.length)
    const names = faces.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    // A page whose fonts fail to load is not printed: `print` throws.
    for (let index = 0; index < faces.length; index += 40) {
      const some = faces.slice(index, index + 40)
      const rules = some.map(
        (face, at) => `@font-face{font-family:f${at};src:url(${fontData(face)}) format("woff2")}`,
      )
      const lines = some.map(
        ({ points }, at) =>
          `<p style="font-family:f${at}">${String.fromCodePoint(points.at(-1) ?? 65)}</p>`,
      )
      const html = `<!doctype html><title>Fonts</title><style>${rules.join('')}</style>${lines.join('')}`
      expect((await printer.print(html)).byteLength).toBeGreaterThan(1000)
    }
  })

  it('are missed where one is broken', async () => {
    const html =
      '<!doctype html><title>x</title><style>@font-face{font-family:f;src:url(data:font/woff2;base64,AAAA)}</style><p style="font-family:f">x</p>'
    await expect(printer.print(html)).rejects.toThrow('did not settle')
  })
})
