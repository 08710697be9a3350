import { chapterRule } from '../rule.ts'
import { lexicon } from '../text/lexicon.ts'
import { translationese, translationeseNear } from '../text/translationese.ts'

/**
 * A word that only a machine translation uses must be translated anew: "toxicosis", "fractional
 * nutrition", "genital vein".
 *
 * What was meant is a guess; a reader of the original has to say. A language edition is never
 * mended by machine.
 *
 * Source: practice section 5 (quarantine words of machine translation); NHS England guidance for
 * interpreting and translation (2018).
 *
 * @example clean
 *   ```md
 *   Morning sickness is common.
 *   ```
 *
 * @example
 *   ```md
 *   Early toxicosis is common.
 *   ```
 *   1:1-1:16: Unexpected word of a machine translation "Early toxicosis", expected plain English
 */
export const noTranslationese = chapterRule('no-translationese', (page, report) => {
  if (!page.language.startsWith('en')) return
  for (const block of page.blocks) {
    for (const { text, value, start, end } of find(block)) {
      const [near, meant] = value
      if (near && !near.test(block.text)) continue
      report({
        at: block.at(start, end),
        reason: `Unexpected word of a machine translation "${text}", expected plain English`,
        expected: [meant],
        note: `Most likely meant: ${meant}. Let somebody who reads the original say what it says.`,
      })
    }
  }
})

type Meaning = readonly [near: RegExp | undefined, meant: string]

const find = lexicon<Meaning>([
  ...Object.entries(translationese).map(([word, meant]) => [word, [undefined, meant]] as const),
  ...Object.entries(translationeseNear),
])
