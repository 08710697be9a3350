import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { characterMap } from './character-map.ts'
import { compareText } from './finding.ts'

/** One font file with the characters it can set. */
export interface Face {
  readonly family: string
  readonly weight: 400 | 700
  readonly style: 'normal' | 'italic'
  /** WOFF2. */
  readonly bytes: Uint8Array
  /** The file's name, unique among all faces. */
  readonly name: string
  /** Of the characters asked for, those that this face has, in ascending order. */
  readonly points: readonly number[]
}

/** The fonts that come with the press. Output depends on these and on no installed font. */
export interface Fonts {
  /** Families in the order in which a character looks for one that has it. */
  readonly families: readonly string[]
  /** True where some face has the character, or where it needs none (a control, a joiner). */
  readonly covers: (point: number) => boolean
  /** The faces that a text of these characters needs; `code` where it sets code. */
  readonly faces: (points: ReadonlySet<number>, code?: boolean) => readonly Face[]
}

/** The typeface of code; never used as a way out for running text. */
export const codeFamily = 'Noto Sans Mono'

const require = createRequire(import.meta.url)
const order = [
  'atkinson-hyperlegible-next',
  'noto-sans',
  'noto-sans-arabic',
  'noto-sans-hebrew',
  'noto-sans-devanagari',
  'noto-sans-bengali',
  'noto-sans-gurmukhi',
  'noto-sans-tamil',
  'noto-sans-thai',
  'open-sans',
  'noto-sans-math',
  'noto-sans-symbols',
  'noto-sans-symbols-2',
  'noto-emoji',
  // Fractions, superscripts and signs such as ‰ and ℃, which the files above leave out.
  'dejavu-sans',
]

/** A subset of a font package: one file for each weight and style. */
interface Subset {
  readonly family: string
  readonly stem: string
  readonly declared: (point: number) => boolean
  readonly has: () => ReadonlySet<number>
}

/**
 * Opens the fonts of the `@fontsource` packages that are installed with the press.
 *
 * What a face covers is read from the font itself: a package's own list of ranges promises
 * characters that the file does not have. A further `@fontsource/noto-sans-…` package beside the
 * press is taken up without any setting.
 */
export function openFonts(): Fonts {
  const folder = dirname(dirname(require.resolve(`@fontsource/${order[0]}/package.json`)))
  const others = readdirSync(folder)
    .filter(name => /^noto-(sans|serif)-/.test(name) && !order.includes(name))
    .filter(name => name !== 'noto-sans-mono')
    .sort(compareText)
  const text = [...order, ...others].flatMap(name => subsets(folder, name))
  const code = subsets(folder, 'noto-sans-mono')
  const home = new Map<number, Subset | undefined>()
  const homeOf = (point: number): Subset | undefined => {
    if (home.has(point)) return home.get(point)
    const found =
      text.find(subset => subset.declared(point) && subset.has().has(point)) ??
      text.find(subset => subset.has().has(point))
    home.set(point, found)
    return found
  }
  return {
    families: [...new Set(text.map(({ family }) => family))],
    covers: point => needsNoGlyph(point) || homeOf(point) !== undefined,
    faces: (points, withCode = false) => {
      const needed = new Set<Subset>()
      for (const point of points) {
        if (needsNoGlyph(point)) continue
        const subset = homeOf(point)
        if (subset) needed.add(subset)
        if (!withCode) continue
        const mono = code.find(each => each.declared(point) && each.has().has(point))
        if (mono) needed.add(mono)
      }
      const ascending = [...withParts(points)].sort((a, b) => a - b)
      return [...text, ...code]
        .filter(subset => needed.has(subset))
        .flatMap(subset => facesOf(subset, ascending))
    },
  }
}

/** Characters with the parts that some are drawn of: Thai's `ำ` is a ring and an `า` to a font. */
function withParts(points: Iterable<number>): ReadonlySet<number> {
  const parts = new Set<number>()
  for (const point of points) {
    parts.add(point)
    if (point < 0x80) continue
    for (const part of String.fromCodePoint(point).normalize('NFKD'))
      parts.add(part.codePointAt(0)!)
  }
  return parts
}

/** White space, controls, joiners, variation selectors: nothing to draw, so nothing to miss. */
export function needsNoGlyph(point: number): boolean {
  return /^[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}]$/u.test(
    String.fromCodePoint(point),
  )
}

/**
 * Emoji made of several characters: a skin tone, joined people, a boxed digit, a flag. The fonts
 * have their parts and not the whole, which would print as parts on top of each other or beside it.
 */
export const emojiSequence =
  /[\u{1F1E6}-\u{1F1FF}]{2}|[0-9#*]\uFE0F?\u20E3|\p{Extended_Pictographic}\uFE0F?(?:\p{Emoji_Modifier}|[\u{E0020}-\u{E007F}])(?:\u200D\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?)*|\p{Extended_Pictographic}\uFE0F?(?:\u200D\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?)+/gu

const bytesByName = new Map<string, Uint8Array>()

function facesOf(subset: Subset, ascending: readonly number[]): Face[] {
  const points = ascending.filter(point => subset.has().has(point))
  const faces: Face[] = []
  for (const style of ['normal', 'italic'] as const) {
    for (const weight of [400, 700] as const) {
      const path = `${subset.stem}-${weight}-${style}.woff2`
      const bytes = bytesByName.get(path) ?? readIfThere(path)
      if (!bytes) continue
      bytesByName.set(path, bytes)
      const name = path.slice(dirname(path).length + 1)
      faces.push({ family: subset.family, weight, style, bytes, name, points })
    }
  }
  return faces
}

function subsets(folder: string, name: string): Subset[] {
  const ranges = readIfThere(join(folder, name, 'unicode.json'))
  if (!ranges) return []
  const family = name
    .split('-')
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
  const parts = JSON.parse(new TextDecoder().decode(ranges)) as Record<string, string>
  // A font in one file names no ranges.
  const declared = Object.keys(parts).length > 0 ? parts : { latin: '' }
  // `latin` first: it is the one that nearly every text needs.
  return Object.keys(declared)
    .sort((a, b) => Number(b === 'latin') - Number(a === 'latin') || compareText(a, b))
    .map(subset => {
      const stem = join(folder, name, 'files', `${name}-${subset.replace(/[[\]]/g, '')}`)
      let has: ReadonlySet<number> | undefined
      return {
        family,
        stem,
        declared: within(declared[subset] ?? ''),
        has: () => {
          // The same characters as in the WOFF2, and many times quicker to open.
          if (has) return has
          const font = readIfThere(`${stem}-400-normal.woff`)
          has = font ? characterMap(font) : new Set()
          return has
        },
      }
    })
}

function within(ranges: string): (point: number) => boolean {
  const parts = ranges.split(',').map(range => {
    const [first = '', last = first] = range.trim().replace(/^U\+/i, '').split('-')
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const
  })
  return point => parts.some(([first, last]) => point >= first && point <= last)
}

function readIfThere(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
