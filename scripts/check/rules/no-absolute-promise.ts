import { chapterRule } from '../rule.ts'
import { negated } from '../text/negated.ts'

/**
 * A leaflet must promise nothing that nobody can promise: "cures", "completely safe", "will never
 * come back".
 *
 * A denial ("nothing cures it", "no one can say that it is completely safe") may stand, and so may
 * words in quotation marks.
 *
 * Source: CDC Clear Communication Index, state of the science; ASA/CAP Code 12; NHS standard for
 * creating health content.
 *
 * @example clean
 *   ```md
 *   No tea cures a cramp. It is not completely safe. Many people sell it as "completely safe".
 *   ```
 *
 * @example
 *   ```md
 *   This tea cures cramps and is completely safe.
 *   ```
 *   1:10-1:15: Unexpected promise "cures", expected what is known and how sure it is
 *   1:30-1:45: Unexpected promise "completely safe", expected what is known and how sure it is
 */
export const noAbsolutePromise = chapterRule('no-absolute-promise', (page, report) => {
  if (!page.language.startsWith('en')) return
  for (const block of page.blocks) {
    for (const match of block.text.matchAll(promise)) {
      const [met] = match
      const { index } = match
      if (negated(block.text, index)) continue
      if (/["“‘']\s*$/.test(block.text.slice(0, index))) continue
      report({
        at: block.at(index, index + met.length),
        reason: `Unexpected promise "${met}", expected what is known and how sure it is`,
        note: 'Say whom it helped, how often, and who found so; or leave it out.',
      })
    }
  }
})

const promise = new RegExp(
  `\\b(?:${[
    '(?:can |will )?cures?(?= (?:\\w+ )?(?:cramps?|pain|diseases?|illness|infections?|you|it|them|this|the|all|any|your)\\b)',
    '(?:completely|totally|absolutely|perfectly|entirely|100 ?%|one hundred per ?cent) (?:safe|harmless|effective|natural|cured)',
    '(?:always|never fails? to) (?:works?|helps?|cures?)',
    'never fails',
    'guaranteed(?: to)?',
    'guarantees?(?= (?:that|a|the|you|results?|success|recovery|relief)\\b)',
    'will never (?:arise|return|come back|happen|appear|occur|recur|bother|suffer|get|have|need)',
    '(?:without|no|has no) (?:any )?(?:side effects|risks?(?: (?:at all|whatsoever)))',
    'miracle (?:cure|remedy|drug|product|plant)',
    'miraculous(?:ly)?',
    'panacea',
    'once and for all',
    'forever (?:get rid of|forget)',
    '(?:get rid of|forget about) (?:\\w+ ){1,4}forever',
    'instantly (?:relieves?|cures?|removes?|stops?)',
    '(?:the )?(?:cause|source|root) of (?:almost )?all (?:\\w+ )?(?:problems|diseases|illnesses|ills|ailments)',
    'everyone (?:knows|can|should) (?:be cured|benefits?)',
    '(?:all|any) (?:diseases|illnesses|ailments) (?:can be|are) (?:cured|healed)',
    'best (?:remedy|cure|medicine|treatment) (?:in the world|of all|ever)',
    'completely (?:gets? rid|cures?|heals?|eliminates?|solves?)',
  ].join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
)
