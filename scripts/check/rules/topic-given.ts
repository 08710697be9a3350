import { chapterRule } from '../rule.ts'
import { aboutPregnancy } from '../text/about-pregnancy.ts'

/**
 * A text that is plainly about pregnancy must say so in its front matter, because only then do the
 * safety rules for pregnancy ask for its emergency box.
 *
 * Source: practice gate 2 (red flags before any self-care).
 *
 * @example clean
 *   ```md
 *   The baby can wait. Nobody here is pregnant.
 *   ```
 *
 * @example
 *   ```md
 *   Pregnant women have cramps. In pregnancy, in each trimester of pregnancy, a pregnant woman
 *   should rest.
 *   ```
 *   1:1-1:1: Missing topic of a text about pregnancy, expected `topic: pregnancy`
 */
export const topicGiven = chapterRule('topic-given', (page, report) => {
  if (page.kind !== 'chapter' || aboutPregnancy(page) !== 'evident') return
  report({
    at: page.tree.children[0]?.position && page.at(0, 0),
    reason: 'Missing topic of a text about pregnancy, expected `topic: pregnancy`',
    note: 'Put `topic: pregnancy` into the front matter, and the emergency box under the title. If the text is about something else, name that topic.',
  })
})
