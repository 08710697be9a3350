import { chapterRule } from '../rule.ts'

/**
 * A space must stand where it belongs: before a bracket, behind a comma, on both sides of a dash or
 * on neither.
 *
 * Source: Hart's Rules, punctuation; leftovers of scraping (lost bold and link marks).
 *
 * @example clean
 *   ```md
 *   Feet up (on a pillow), and rest. Tablet(s) – or drops. See example(1), 1,000 times.
 *   ```
 *
 * @example
 *   ```md
 *   Use a raw egg(not boiled!) today.
 *   ```
 *   1:11-1:18: Missing space before the bracket in "egg(not"
 *
 * @example
 *   ```md
 *   Warm it with massage , then rest.
 *   ```
 *   1:14-1:28: Unexpected space before the comma in "massage , then", expected it behind
 *
 * @example
 *   ```md
 *   Poor food– the cause of it.
 *   ```
 *   1:6-1:15: Unexpected space on one side of the dash in "food– the", expected both sides or neither
 */
export const noMissingSpace = chapterRule('no-missing-space', (page, report) => {
  for (const block of page.blocks) {
    if (block.kind === 'heading') continue
    for (const { 0: met, index } of block.text.matchAll(bracket)) {
      report({
        at: block.at(index, index + met.length),
        reason: `Missing space before the bracket in "${met}"`,
      })
    }
    for (const { 0: met, index } of block.text.matchAll(comma)) {
      report({
        at: block.at(index, index + met.length),
        reason: `Unexpected space before the comma in "${met}", expected it behind`,
      })
    }
    for (const { 0: met, index } of block.text.matchAll(dash)) {
      report({
        at: block.at(index, index + met.length),
        reason: `Unexpected space on one side of the dash in "${met}", expected both sides or neither`,
      })
    }
  }
})

const bracket = /\b\p{Ll}{3,}\((?=\p{L}{2,}[^()]* [^()]*\))\p{Ll}+/gu
const comma = /\p{Ll}{2,} , ?\p{Ll}+/gu
const dash = /\p{L}{2,}[–—] \p{Ll}+|\p{L}{2,} [–—]\p{Ll}+/gu
