import { manuscriptRule } from '../rule.ts'

/**
 * Two colours of a drawing that a copier prints in the same grey cannot tell the reader anything.
 *
 * Whether a meaning hangs on them only an editor can see: the same words, a pattern or a number
 * beside each keep it. Colours are read where they are written as `#rgb`, `#rrggbb`, `rgb(…)` or by
 * one of the sixteen names of HTML 4.
 *
 * Source: WCAG 2.1, 1.4.1 (use of colour) and its measure of relative luminance.
 *
 * @example clean
 *   ```md
 *   # Signs
 *
 *   ![The two legs](legs.svg)
 *   ```
 *   ```svg legs.svg
 *   <svg viewBox="0 0 9 9"><path fill="#8b0000" d="M0 0h3v3z"/><path fill="#ffd0d0" d="M4 0h3v3z"/></svg>
 *   ```
 *
 * @example
 *   ```md
 *   # Signs
 *
 *   ![The two legs](legs.svg)
 *   ```
 *   ```svg legs.svg
 *   <svg viewBox="0 0 9 9"><path fill="#d00" d="M0 0h3v3z"/><path fill="green" d="M4 0h3v3z"/></svg>
 *   ```
 *   legs.svg: Unexpected colours `#d00` and `green` that are one grey on a copier, expected a lighter and a darker one
 */
export const drawingInGrey = manuscriptRule('drawing-in-grey', ({ figures }, report) => {
  for (const { file, mediaType, bytes } of figures.values()) {
    if (mediaType !== 'image/svg+xml') continue
    const pair = alike(coloursIn(new TextDecoder().decode(bytes)))
    if (!pair) continue
    report({
      file,
      reason: `Unexpected colours \`${pair[0]}\` and \`${pair[1]}\` that are one grey on a copier, expected a lighter and a darker one`,
      note: 'Make one of them lighter, or say beside each part in words what it is.',
    })
  }
})

type Colour = readonly [red: number, green: number, blue: number]

const written =
  /\b(?:fill|stroke|stop-color)\s*[:=]\s*["']?\s*(#[0-9a-f]{6}\b|#[0-9a-f]{3}\b|rgb\([^)]*\)|[a-z]+)/gi

const names: Readonly<Record<string, Colour>> = {
  black: [0, 0, 0],
  silver: [192, 192, 192],
  gray: [128, 128, 128],
  white: [255, 255, 255],
  maroon: [128, 0, 0],
  red: [255, 0, 0],
  purple: [128, 0, 128],
  fuchsia: [255, 0, 255],
  green: [0, 128, 0],
  lime: [0, 255, 0],
  olive: [128, 128, 0],
  yellow: [255, 255, 0],
  navy: [0, 0, 128],
  blue: [0, 0, 255],
  teal: [0, 128, 128],
  aqua: [0, 255, 255],
}

/** The colours of a drawing, each with how it is written. */
function coloursIn(svg: string): ReadonlyMap<string, Colour> {
  const met = new Map<string, Colour>()
  for (const [, name = ''] of svg.matchAll(written)) {
    const colour = colourOf(name.toLowerCase())
    if (colour) met.set(name, colour)
  }
  return met
}

function colourOf(name: string): Colour | undefined {
  if (name.startsWith('rgb(')) {
    const [red, green, blue] = (name.match(/\d+(?=[\s,)])/g) ?? []).map(Number)
    return blue === undefined ? undefined : [red!, green!, blue]
  }
  if (!name.startsWith('#')) return names[name]
  const digits = name.length === 4 ? name.replace(/[0-9a-f]/g, '$&$&') : name
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at =>
    Number.parseInt(digits.slice(at, at + 2), 16),
  )
  return [red, green, blue]
}

/** Two colours of other hues and of the same lightness. */
function alike(colours: ReadonlyMap<string, Colour>): readonly [string, string] | undefined {
  const all = [...colours]
  for (const [index, [name, colour]] of all.entries()) {
    for (const [other, second] of all.slice(index + 1)) {
      const unlike = Math.max(...colour.map((value, at) => Math.abs(value - second[at]!)))
      if (unlike >= 96 && contrast(colour, second) < 1.2) return [name, other]
    }
  }
  return undefined
}

/** From 1, where two colours are equally light, to 21 (WCAG 2.1, contrast ratio). */
function contrast(first: Colour, second: Colour): number {
  const [light, dark] = [luminance(first), luminance(second)].sort((a, b) => b - a)
  return (light! + 0.05) / (dark! + 0.05)
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map(value => {
    const part = value / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
