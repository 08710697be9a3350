import type { StyleSheet } from '../../read/style-sheet.ts'
import { chapterRule } from '../rule.ts'
import { explained } from '../text/explained.ts'
import { isGlossary } from '../text/is-glossary.ts'
import { jargon } from '../text/jargon.ts'
import { lexicon } from '../text/lexicon.ts'

/**
 * A technical word must give way to the plain word, or be explained where it stands.
 *
 * The words are those of `jargon` in the style sheet; without a list, those of the house. A word in
 * brackets or quotation marks, after "doctors call this", in the style sheet's `unavoidable` or
 * `glossary`, and the chapter with "glossary" in its name, may stand.
 *
 * Source: PEMAT-P (everyday language; medical terms explained); NHS A to Z of health writing; CDC
 * Everyday Words.
 *
 * @example clean
 *   ```md
 *   Your ankles may swell. Doctors call this oedema. Breathlessness (dyspnoea) needs a doctor.
 *   ```
 *
 * @example
 *   ```md
 *   Watch for oedema.
 *   ```
 *   1:11-1:17: Unexpected technical word "oedema", expected "swelling"
 */
export const plainWords = chapterRule('plain-words', (page, report) => {
  if (!page.language.startsWith('en')) return
  if (isGlossary({ file: page.file, title: page.matter.title })) return
  const find = finder(page.styleSheet)
  for (const block of page.blocks) {
    for (const { text, value, start, end } of find(block)) {
      if (explained(block, start, end)) continue
      report({
        at: block.at(start, end),
        reason: `Unexpected technical word "${text}", expected "${value}"`,
        expected: [value],
        note: 'Write the plain word, or explain this one where it stands.',
      })
    }
  }
})

const house = lexicon(Object.entries(jargon))
const finders = new WeakMap<StyleSheet, typeof house>()

function finder(sheet: StyleSheet) {
  if (!sheet.jargon) return house
  const known = finders.get(sheet)
  if (known) return known
  const allowed = new Set(
    [...(sheet.unavoidable ?? []), ...(sheet.glossary ?? [])].map(word => word.toLowerCase()),
  )
  const made = lexicon(
    Object.entries(sheet.jargon).filter(([word]) => !allowed.has(word.toLowerCase())),
  )
  finders.set(sheet, made)
  return made
}
