import type { Nodes } from 'mdast'
import { visit } from 'unist-util-visit'
import { fact } from '../read/facts.ts'
import type { Finding, Point } from '../read/finding.ts'
import { emojiSequence } from '../read/fonts.ts'
import type { Manuscript, Passage } from '../read/manuscript.ts'

/**
 * Names each character that no font of the press has, where it first stands in a file.
 *
 * Without this it would be a blank on paper: Chromium leaves such a character out without a word.
 */
export function uncoveredCharacters(
  manuscript: Pick<Manuscript, 'chapters' | 'passages' | 'figures' | 'clinic' | 'sources'>,
  covers: (point: number) => boolean,
): readonly Finding[] {
  const { chapters, passages, figures, clinic, sources } = manuscript
  const uncovered = (met: readonly Met[]) =>
    met.filter(({ char }) => isSequence(char) || !covers(char.codePointAt(0) ?? 0))
  const inTexts = [...chapters, ...passages.values()].flatMap(text =>
    reported(text.file, uncovered(fact(text, 'characters', [], () => charactersOf(text)))),
  )
  const drawings = [...figures.values()].filter(({ mediaType }) => mediaType === 'image/svg+xml')
  return [
    ...inTexts,
    ...drawings.flatMap(({ file, bytes }) =>
      reported(file, uncovered(charactersIn(new TextDecoder().decode(bytes)))),
    ),
    ...reported('clinic.yaml', unplaced(uncovered(charactersIn(JSON.stringify(clinic))))),
    ...reported('sources.yaml', unplaced(uncovered(charactersIn(JSON.stringify(sources))))),
  ]
}

/** A character beyond ASCII: where it first stands, and how often. */
interface Met {
  readonly char: string
  readonly start?: Point | undefined
  readonly count: number
}

function charactersOf({ text, source }: Pick<Passage, 'text' | 'source'>): readonly Met[] {
  const met = charactersIn(text)
  // A character may also be written by its number or name: `&#x4E2D;`.
  if (!text.includes('&')) return met
  const known = new Set(met.map(({ char }) => char))
  const named = new Map<string, Met>()
  visit(source as Nodes, 'text', ({ value, position }) => {
    for (const { char } of charactersIn(value)) {
      if (known.has(char) || named.has(char)) continue
      named.set(char, { char, start: position?.start, count: 1 })
    }
  })
  return [...met, ...named.values()]
}

function charactersIn(text: string): readonly Met[] {
  if (isPlain(text)) return []
  const met = new Map<string, { char: string; start: Point; count: number }>()
  for (const { char, line, column } of characters(text)) {
    if (isPlain(char)) continue
    const before = met.get(char)
    if (before) before.count += 1
    else met.set(char, { char, start: { line, column }, count: 1 })
  }
  return [...met.values()]
}

/** Every font has these. */
const isPlain = (text: string) => !/[^\0-\x7e]/.test(text)

function* characters(text: string) {
  let line = 1
  let column = 1
  for (const char of signs(text)) {
    yield { char, line, column }
    if (char === '\n') {
      line += 1
      column = 1
    } else column += char.length
  }
}

/** The characters of a text; an emoji that is made of several is one. */
function* signs(text: string): Iterable<string> {
  let from = 0
  for (const { 0: met, index } of text.matchAll(emojiSequence)) {
    yield* text.slice(from, index)
    yield met
    from = index + met.length
  }
  yield* text.slice(from)
}

const isSequence = (char: string) => [...char].length > 1

/** What was met in fields, where only the file is known. */
function unplaced(met: readonly Met[]): readonly Met[] {
  return met.map(({ char, count }) => ({ char, count }))
}

function reported(file: string, all: readonly Met[]): readonly Finding[] {
  return all.map(({ char, start, count }): Finding => {
    const code = [...char]
      .map(one => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
      .join(' ')
    const often = count > 1 ? `, ${count} times in this file` : ''
    const place = start && {
      start: { line: start.line, column: start.column },
      end: { line: start.line, column: start.column + char.length },
    }
    return {
      rule: 'character-has-font',
      severity: 'error',
      file,
      ...place,
      reason: `Unexpected character “${char}” (${code})${often}, expected one that a font of the press has`,
      note: advice(char, code),
    }
  })
}

/** Scripts whose fonts are too large to bring along, and the package that has each. */
const packages: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Hiragana}|\p{Script=Katakana}/u, '@fontsource/noto-sans-jp'],
  [/\p{Script=Hangul}/u, '@fontsource/noto-sans-kr'],
  [/\p{Script=Han}/u, '@fontsource/noto-sans-sc'],
  [/\p{Script=Ethiopic}/u, '@fontsource/noto-sans-ethiopic'],
  [/\p{Script=Gujarati}/u, '@fontsource/noto-sans-gujarati'],
  [/\p{Script=Georgian}/u, '@fontsource/noto-sans-georgian'],
  [/\p{Script=Armenian}/u, '@fontsource/noto-sans-armenian'],
  [/\p{Script=Khmer}/u, '@fontsource/noto-sans-khmer'],
  [/\p{Script=Myanmar}/u, '@fontsource/noto-sans-myanmar'],
  [/\p{Script=Sinhala}/u, '@fontsource/noto-sans-sinhala'],
]

function advice(char: string, code: string): string {
  const shown = `It is printed as [${code}] meanwhile.`
  if (isSequence(char)) {
    const [first = ''] = char
    const flag = /[\u{1F1E6}-\u{1F1FF}]/u.test(first)
    return `The fonts have no such sign in one piece. Write ${flag ? 'its name' : `\`${first}\``} instead. ${shown}`
  }
  const other = packages.find(([script]) => script.test(char))?.[1]
  if (other) return `\`npm install ${other}\` adds a font for it. ${shown}`
  const plain = char.normalize('NFKC').replace('⁄', '/')
  // "10⁻³" is not "10-3", nor "1⅓" "11/3".
  return plain === char || /[\p{No}⁺⁻₊₋]/u.test(char)
    ? `Write it in words. ${shown}`
    : `Write \`${plain}\` instead. ${shown}`
}
