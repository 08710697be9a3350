import { chapterRule } from '../rule.ts'
import { passives } from '../text/passives.ts'
import { sentences } from '../text/sentences.ts'

/**
 * Most sentences must say who does what: a chapter in which more than a fifth are passive leaves the
 * reader to guess whose turn it is.
 *
 * One passive is no fault, so the rule counts them over a chapter of ten sentences or more. What is
 * a passive, retext-passive decides: it knows irregular verbs ("is held"), so the true share is higher.
 *
 * Source: PEMAT-P (the material uses the active voice); NHS content style guide.
 *
 * @example clean
 *   ```md
 *   It can be treated. Sit down. Hold your foot. Pull your toes up. Wait. The cramp goes. Walk a bit.
 *   Go to bed. Rest. Call us if it stays.
 *   ```
 *
 * @example
 *   ```md
 *   The foot is held. The toes are bent up. A tablet was given. The leg was bound. The doctor
 *   was told. Wait. Rest. Sleep. Walk. Call us.
 *   ```
 *   1:1-2:44: Unexpected passive voice in 5 of 10 sentences, expected a fifth at most
 */
export const fewPassives = chapterRule('few-passives', (page, report) => {
  if (page.kind !== 'chapter' || !page.language.startsWith('en')) return
  const texts = page.blocks
    .filter(({ kind }) => kind === 'paragraph')
    .flatMap(block => sentences(block).map(({ text }) => text))
  if (texts.length < 10) return
  const count = passives(texts)
  if (count * 5 <= texts.length) return
  report({
    at: page.blocks[0]?.node.position,
    reason: `Unexpected passive voice in ${count} of ${texts.length} sentences, expected a fifth at most`,
    note: 'Say who does it: "your midwife measures", "hold your foot".',
  })
})
