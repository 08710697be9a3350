import { prose } from '../prose.ts'
import { gatheringRule } from '../rule.ts'
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
export const glossaryTerms = gatheringRule(
  'glossary-terms',
  'set',
  (text, { styleSheet: { glossary } }) => {
    if (!glossary) return undefined
    const blocks = prose(text.source, text.text)
    if ('matter' in text && isGlossary(text)) {
      const openings = blocks.map(({ text }) => text.trim().toLowerCase())
      const opens = (name: string) => openings.some(text => text.startsWith(name.toLowerCase()))
      return { explains: glossary.filter(term => namesOf(term).some(opens)) }
    }
    const find = finderOf(glossary)
    return { uses: [...new Set(blocks.flatMap(block => find(block)).map(({ value }) => value))] }
  },
  (gathered, { styleSheet: { glossary = [] } }, report) => {
    const chapter = gathered.find(({ facts }) => facts.explains)?.text
    if (!chapter) return
    const used = new Set(gathered.flatMap(({ facts }) => facts.uses ?? []))
    const explained = new Set(gathered.flatMap(({ facts }) => facts.explains ?? []))
    for (const term of glossary) {
      if (!used.has(term)) {
        report({
          file: 'style-sheet.yaml',
          reason: `Unexpected glossary term "${term}", expected one that a chapter uses`,
          note: `Take it out of the style sheet and of \`${chapter.file}\`.`,
        })
      }
      if (!explained.has(term)) {
        report({
          file: chapter.file,
          reason: `Missing glossary term "${term}", expected it explained here`,
          note: 'Add a line that begins with it, or take it out of `glossary` in style-sheet.yaml.',
        })
      }
    }
  },
)

const finders = new WeakMap<readonly string[], ReturnType<typeof lexicon<string>>>()

/** Finds the terms of a glossary by any of their names; made once for all texts. */
function finderOf(glossary: readonly string[]) {
  const known =
    finders.get(glossary) ??
    lexicon(glossary.flatMap(term => namesOf(term).map(name => [name, term] as const)))
  finders.set(glossary, known)
  return known
}

/** `Deep vein thrombosis (DVT)` has two names. */
function namesOf(term: string): readonly string[] {
  const [, long, short] = /^(.*?)\s*\(([^)]+)\)$/.exec(term) ?? []
  return long && short ? [long, short] : [term]
}
