import { mentionsIn } from '../remedies/offers.ts'
import { manuscriptRule } from '../rule.ts'

/**
 * A remedy that offers a medicine in pregnancy says for which stage: many are safe in one trimester
 * and harmful in another.
 *
 * Source: practice gate 7 (a medicine named without its stage limit fails).
 *
 * @example clean
 *   ```md
 *   ---
 *   topic: pregnancy
 *   ---
 *
 *   :::remedy{#paracetamol}
 *   Take paracetamol as the pack says, at any stage of pregnancy.
 *   :::
 *   ```
 *
 * @example
 *   ```md
 *   ---
 *   topic: pregnancy
 *   ---
 *
 *   :::remedy{#paracetamol}
 *   Take paracetamol as the pack says.
 *   :::
 *   ```
 *   6:6-6:17: Unexpected medicine "paracetamol" without a stage of pregnancy, expected from or until when
 */
export const medicineHasStage = manuscriptRule('medicine-has-stage', (manuscript, report) => {
  const told = new Set<string>()
  for (const chapter of manuscript.chapters) {
    if (!chapter.matter.topic?.toLowerCase().includes('pregnan')) continue
    const { lines, mentions } = mentionsIn(chapter, manuscript)
    for (const { entry, line, start, end, stance, within, carried } of mentions) {
      const { remedy, text, at } = lines[line]!
      if (remedy === undefined || entry.kind !== 'medicine' || stance !== 'recommended') continue
      if (within || carried) continue
      if (lines.some(other => other.remedy === remedy && stage.test(other.text))) continue
      const place = at(start, end)
      const key = `${place.file} ${remedy} ${entry.id}`
      if (told.has(key)) continue
      told.add(key)
      report({
        file: place.file,
        ...(place.start && place.end && { at: { start: place.start, end: place.end } }),
        reason: `Unexpected medicine "${text.slice(start, end)}" without a stage of pregnancy, expected from or until when`,
        note: 'Say the weeks or the trimester, or "at any stage of pregnancy", as the source has it.',
      })
    }
  }
})

const stage =
  /\b(?:trimester|weeks?|months?|stage|throughout (?:your |the )?pregnancy|early pregnancy|late pregnancy|birth|labour)\b/i
