import type { Finding } from '../read/finding.ts'
import type { Manuscript } from '../read/manuscript.ts'

/**
 * Names each character that no font of the press has, where it first stands in a file.
 *
 * Without this it would be a blank on paper: Chromium leaves such a character out without a word.
 */
export function uncoveredCharacters(
  manuscript: Pick<Manuscript, 'chapters' | 'passages'>,
  covers: (point: number) => boolean,
): readonly Finding[] {
  const findings: Finding[] = []
  for (const { file, text } of [...manuscript.chapters, ...manuscript.passages.values()]) {
    const met = new Map<string, { line: number; column: number; count: number }>()
    let line = 1
    let column = 1
    for (const char of text) {
      const point = char.codePointAt(0) ?? 0
      if (point >= 0x7f && !covers(point)) {
        const before = met.get(char)
        if (before) before.count += 1
        else met.set(char, { line, column, count: 1 })
      }
      if (char === '\n') {
        line += 1
        column = 1
      } else column += char.length
    }
    for (const [char, { line, column, count }] of met) {
      const code = `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
      const often = count > 1 ? `, ${count} times in this file` : ''
      findings.push({
        rule: 'character-has-font',
        severity: 'error',
        file,
        start: { line, column },
        end: { line, column: column + char.length },
        reason: `Unexpected character “${char}” (${code})${often}, expected one that a font of the press has`,
        note: advice(char, code),
      })
    }
  }
  return findings
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
  const other = packages.find(([script]) => script.test(char))?.[1]
  if (other) return `\`npm install ${other}\` adds a font for it. ${shown}`
  const plain = char.normalize('NFKC').replace('⁄', '/')
  return plain === char ? `Write it in words. ${shown}` : `Write \`${plain}\` instead. ${shown}`
}
