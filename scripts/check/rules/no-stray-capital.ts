import { chapterRule } from '../rule.ts'

/**
 * A small word must not have a capital in the middle of a sentence: there, two texts were run
 * together, or a heading slid into its paragraph.
 *
 * It looks at words that are never names ("The", "With", "These"), and lets titles be.
 *
 * Source: practice section 5 (leftover "With a"); leftovers of scraping.
 *
 * @example clean
 *   ```md
 *   Read The Lancet. She said: "The leg hurts". How To Stretch The Calf.
 *   ```
 *
 * @example
 *   ```md
 *   In the second trimester The cause may be a lack of iron.
 *   ```
 *   1:25-1:28: Unexpected capital of "The" within a sentence, expected "the" or a new sentence
 */
export const noStrayCapital = chapterRule('no-stray-capital', (page, report) => {
  if (!page.language.startsWith('en')) return
  for (const block of page.blocks) {
    if (block.kind !== 'paragraph') continue
    for (const match of block.text.matchAll(stray)) {
      const [, before = '', word = ''] = match
      const start = match.index + before.length
      report({
        at: block.at(start, start + word.length),
        reason: `Unexpected capital of "${word}" within a sentence, expected "${word.toLowerCase()}" or a new sentence`,
        expected: [word.toLowerCase()],
        note: 'Two sentences may have run together here. Compare with the source.',
      })
    }
  }
})

const stray =
  /((?<![\p{Lu}\uFFFC][\p{L}\p{N}’'-]{0,20})(?<=[\p{Ll}]{2}),? )(The|These|This|Those|That|With|During|In|On|At|For|From|And|But|Or|If|When|While|After|Before|As|By|To|They|You|He|She|Is|Are|Be|Of|Their|Your|Her|His)(?= (?:an? )?\p{Ll}{2,}(?: \p{Ll}|[,.;!?]))(?! \p{Ll}+ \p{Lu})/gu
