import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { create } from 'fontkit'
import { expect, it } from 'vitest'
import { characterMap } from '../../scripts/read/character-map.ts'

const require = createRequire(import.meta.url)
const scope = dirname(dirname(require.resolve('@fontsource/noto-sans/package.json')))
const fonts = readdirSync(scope).flatMap(name => {
  const folder = join(scope, name, 'files')
  return readdirSync(folder)
    .filter(file => file.endsWith('-400-normal.woff'))
    .map(file => join(folder, file))
})

it("tells the characters of every font that comes with the press, as a font library's own reading", () => {
  expect(fonts.length).toBeGreaterThan(20)
  for (const path of fonts) {
    const bytes = readFileSync(path)
    const font = create(bytes)
    const expected = 'characterSet' in font ? [...font.characterSet].sort((a, b) => a - b) : []
    expect(expected.length, path).toBeGreaterThan(0)
    expect(
      [...characterMap(bytes)].sort((a, b) => a - b),
      path,
    ).toEqual(expected)
  }
})

it('finds none in a font without a map', () => {
  const bytes = Uint8Array.from(readFileSync(fonts[0]!))
  // The number of tables.
  bytes.fill(0, 12, 14)
  expect(characterMap(bytes)).toEqual(new Set())
})
