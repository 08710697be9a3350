import { type Block, prose } from '../prose.ts'
import { manuscriptRule } from '../rule.ts'
import { isGlossary } from '../text/is-glossary.ts'
import { lexicon } from '../text/lexicon.ts'

/**
 * A term of the glossary must be used in the text, and explained in the glossary's chapter.
 *
 * The terms are those of `glossary` in the style sheet; the chapter is the one with "glossary" in
 * its file name or title. A term counts as explained where a heading, a list item or a table row
 * begins with it. `Deep vein thrombosis (DVT)` is used where either form is.
 *
 * Source: PEMAT-P (medical terms are explained); practice section 5 (glossary).
 *
 * @example clean
 *   ```md 01-cramps.md
 *   Your midwife helps.
 *   ```
 *   ```md 02-glossary.md
 *   - **Midwife**: a nurse for births.
 *   ```
 *   ```yaml style-sheet.yaml
 *   glossary: [Midwife]
 *   ```
 *
 * @example
 *   ```md 01-cramps.md
 *   Your doctor helps. The womb grows.
 *   ```
 *   ```md 02-glossary.md
 *   - **Midwife**: a nurse for births.
 *   ```
 *   ```yaml style-sheet.yaml
 *   glossary: [Midwife, Womb]
 *   ```
 *   02-glossary.md: Missing glossary term "Womb", expected it explained here
 *   style-sheet.yaml: Unexpected glossary term "Midwife", expected one that a chapter uses
 */
export const glossaryTerms = manuscriptRule('glossary-terms', (manuscript, report) => {
  const { glossary } = manuscript.styleSheet
  if (!glossary) return
  const explaining = manuscript.chapters.filter(isGlossary)
  if (explaining.length === 0) return
  const opened = explaining.flatMap(({ source, text }) =>
    prose(source, text).map(({ text }) => text.trim().toLowerCase()),
  )
  const find = lexicon(glossary.flatMap(term => namesOf(term).map(name => [name, term] as const)))
  const used = new Set<string>()
  const others = [
    ...manuscript.chapters.filter(chapter => !isGlossary(chapter)),
    ...manuscript.passages.values(),
  ]
  for (const { source, text } of others) {
    for (const block of prose(source, text))
      for (const { value } of find(block as Block)) used.add(value)
  }
  for (const term of glossary) {
    const names = namesOf(term).map(name => name.toLowerCase())
    const chapter = explaining[0]!
    if (!used.has(term)) {
      report({
        file: 'style-sheet.yaml',
        reason: `Unexpected glossary term "${term}", expected one that a chapter uses`,
        note: `Take it out of the style sheet and of \`${chapter.file}\`.`,
      })
    }
    if (!opened.some(text => names.some(name => text.startsWith(name)))) {
      report({
        file: chapter.file,
        reason: `Missing glossary term "${term}", expected it explained here`,
        note: 'Add a line that begins with it, or take it out of `glossary` in style-sheet.yaml.',
      })
    }
  }
})

/** `Deep vein thrombosis (DVT)` has two names. */
function namesOf(term: string): readonly string[] {
  const [, long, short] = /^(.*?)\s*\(([^)]+)\)$/.exec(term) ?? []
  return long && short ? [long, short] : [term]
}
