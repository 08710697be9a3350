import { type Block, prose } from '../prose.ts'
import { eachChapterRule } from '../rule.ts'
import { emergencyBox } from '../text/emergency.ts'

/**
 * A chapter that names a danger sign must say what to do about it: in an emergency box, or by
 * telling the reader in the same paragraph whom to call.
 *
 * Source: practice gate 2 (red flags and what to do); NICE NG133, NG158.
 *
 * @example clean
 *   ```md
 *   Call an ambulance at once if there is a loss of consciousness.
 *
 *   A blood clot is one thing to know of. Call your midwife the same day if a leg swells.
 *   ```
 *
 * @example
 *   ```md
 *   In severe cramps, loss of consciousness is possible.
 *   ```
 *   1:19-1:40: Unexpected danger sign "loss of consciousness" without what to do, expected whom to call
 */
export const dangerSignAnswered = eachChapterRule(
  'danger-sign-answered',
  'set',
  (chapter, report) => {
    if (!chapter.language.startsWith('en') || !signs.test(chapter.text)) return
    if (emergencyBox(chapter).box) return
    for (const block of prose(chapter.source, chapter.text)) {
      const met = signs.exec(block.text)
      if (!met || isAnswered(block)) continue
      report({
        file: chapter.file,
        at: block.at(met.index, met.index + met[0].length),
        reason: `Unexpected danger sign "${met[0]}" without what to do, expected whom to call`,
        note: 'Add an emergency box under the title, or say here whom to call, and how soon.',
      })
    }
  },
)

/** One mention in the same paragraph is enough. */
function isAnswered({ text }: Block): boolean {
  return /\b(?:call|ring|phone|dial|go to|contact|emergency|ambulance|straight away|immediately|at once|urgent(?:ly)?|same day|hospital|999|112|911)\b/i.test(
    text,
  )
}

const signs =
  /\b(?:loss of consciousness|(?:lose|loses|losing|lost) consciousness|unconscious(?:ness)?|blood clots?|deep vein thrombosis|pulmonary embolism|chest pain|cough(?:s|ing)? up blood|pre-?eclampsia|eclampsia|heavy bleeding|vaginal bleeding|waters break(?:ing)?|fewer movements|reduced movements|short(?:ness)? of breath|suicid(?:e|al))\b/i
