import { chapterRule } from '../rule.ts'
import { amount, doseIn, duration, frequency, unit } from '../text/dose.ts'
import { sentences } from '../text/sentences.ts'

/**
 * A dose must be whole: how much, how often and for how long at most.
 *
 * It reads a paragraph and, in a remedy, the whole box; "until" and "no longer than" end a dose.
 *
 * Source: practice gate 6 (unit, frequency, maximum duration); ISMP, complete medication orders.
 *
 * @example clean
 *   ```md
 *   :::remedy{#iron}
 *   Take 200 mg twice a day.
 *
 *   Do not take it for more than 3 weeks: no longer than 21 days.
 *   :::
 *
 *   Drink 6 to 8 glasses of water a day.
 *   ```
 *
 * @example
 *   ```md
 *   Take 200 mg twice a day.
 *   ```
 *   1:6-1:12: Unexpected dose "200 mg" without an end, expected for how long at most
 *
 * @example
 *   ```md
 *   To make the medicine, grind the bark. Take the medicine once a day.
 *   ```
 *   1:39-1:68: Unexpected "how often" without "how much", expected an amount with its unit
 */
export const doseComplete = chapterRule('dose-complete', (page, report) => {
  for (const [index, block] of page.blocks.entries()) {
    for (const sentence of sentences(block)) {
      const dose = doseIn(sentence.text)
      if (dose?.repeated) {
        const box = block.parents.findLast(
          node => node.type === 'containerDirective' && node.name === 'remedy',
        )
        const around = page.blocks.filter((other, at) =>
          box
            ? other.parents.includes(box)
            : other.section === block.section && at >= index && at <= index + 1,
        )
        if (around.some(({ text }) => duration.test(text))) continue
        report({
          at: block.at(sentence.start + dose.start, sentence.start + dose.end),
          reason: `Unexpected dose "${dose.text}" without an end, expected for how long at most`,
          note: 'Say for how many days or weeks, as the source has it; or leave the dose out.',
        })
      } else if (!dose && remedyTaken.test(sentence.text) && frequency.test(sentence.text)) {
        if (withAmount.test(sentence.text)) continue
        report({
          at: block.at(sentence.start, sentence.end),
          reason: 'Unexpected "how often" without "how much", expected an amount with its unit',
          note: 'Say how much is taken each time, as the source has it; or leave the dose out.',
        })
      }
    }
  }
})

const remedyTaken =
  /\b(?:take|drink|swallow|apply|use|taken|drunk|applied|used?)\b[^.]*\b(?:remedy|medicine|infusion|decoction|tincture|mixture|powder|syrup|extract|ointment|drops|tablets?|capsules?|product)\b|\b(?:remedy|medicine|infusion|decoction|tincture|mixture|powder|syrup|extract|ointment|product)\b[^.]*\b(?:is|are|should be|must be|be) (?:taken|drunk|applied|used)\b/i
const withAmount = new RegExp(`${amount}\\s*${unit}`, 'iu')
