import type { StyleSheet } from '../../read/style-sheet.ts'
import { chapterRule } from '../rule.ts'
import { explained } from '../text/explained.ts'
import { lexicon } from '../text/lexicon.ts'

/**
 * One thing must have one name: a reader takes two names for two things.
 *
 * The names are those of `terms` in the style sheet. Another name may stand where it is explained,
 * in brackets or quotation marks.
 *
 * Source: CDC Clear Communication Index, language; PEMAT-P; ISO 24495-1 (consistent terms).
 *
 * @example clean
 *   ```md
 *   A leg cramp (charley horse) passes.
 *   ```
 *   ```yaml style-sheet.yaml
 *   terms:
 *     leg cramp: [charley horse]
 *   ```
 *
 * @example
 *   ```md
 *   A charley horse passes.
 *   ```
 *   ```yaml style-sheet.yaml
 *   terms:
 *     leg cramp: [charley horse]
 *   ```
 *   1:3-1:16: Unexpected term "charley horse", expected "leg cramp" as elsewhere
 */
export const oneTerm = chapterRule('one-term', (page, report) => {
  const { terms } = page.styleSheet
  if (!terms) return
  const find = finder(page.styleSheet, terms)
  for (const block of page.blocks) {
    for (const { text, value, start, end } of find(block)) {
      if (explained(block, start, end)) continue
      report({
        at: block.at(start, end),
        reason: `Unexpected term "${text}", expected "${value}" as elsewhere`,
        expected: [value],
        note: 'The style sheet has one name for one thing. Write that, or give this one in brackets.',
      })
    }
  }
})

const finders = new WeakMap<StyleSheet, ReturnType<typeof lexicon<string>>>()

function finder(sheet: StyleSheet, terms: NonNullable<StyleSheet['terms']>) {
  const known = finders.get(sheet)
  if (known) return known
  const others = Object.entries(terms).flatMap(([term, names]) =>
    names.map(name => [name, term] as const),
  )
  // The preferred form is in the table too, so that "blood clotting" is not met inside it.
  const own = Object.keys(terms).map(term => [term, ''] as const)
  const all = lexicon([...others, ...own])
  const made: typeof all = block => all(block).filter(({ value }) => value !== '')
  finders.set(sheet, made)
  return made
}
