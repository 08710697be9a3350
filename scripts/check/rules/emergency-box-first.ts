import { prose } from '../prose.ts'
import { eachChapterRule } from '../rule.ts'
import { aboutPregnancy } from '../text/about-pregnancy.ts'
import { emergencyBox } from '../text/emergency.ts'

/**
 * A leaflet on pregnancy must open with its emergency box: who reads only the first lines must
 * read when to call for help, before any self-care.
 *
 * It asks this of chapters with `topic: pregnancy`, and gently of those that are plainly about
 * pregnancy. It looks at the chapter as it will be set: the box may come from a shared passage. A title and an opening sentence may stand before it.
 *
 * Source: NHS page pattern (call 999 stands before self-care); MBRRACE-UK on red flags in pregnancy.
 *
 * @example clean
 *   ```md 01-cramps.md
 *   ---
 *   topic: pregnancy
 *   ---
 *
 *   # Cramps
 *
 *   ::passage{#emergency}
 *
 *   ## Stretch the calf
 *   ```
 *   ```md passages/emergency.md
 *   :::emergency
 *   Call **999** for a fit.
 *   :::
 *   ```
 *
 * @example
 *   ```md
 *   ---
 *   topic: pregnancy
 *   ---
 *
 *   # Cramps
 *
 *   Stretch the calf.
 *   ```
 *   5:1-5:9: Missing emergency box, expected `:::emergency` before the first section
 *
 * @example
 *   ```md
 *   ---
 *   topic: pregnancy
 *   ---
 *
 *   # Cramps
 *
 *   ## Stretch the calf
 *
 *   Sit down first.
 *
 *   :::emergency
 *   Call **999** for a fit.
 *   :::
 *   ```
 *   7:1-7:20: Unexpected self-care before the emergency box, expected the box first
 */
export const emergencyBoxFirst = eachChapterRule(
  'emergency-box-first',
  'set',
  (chapter, report) => {
    const { matter, language, source, text } = chapter
    const about = aboutPregnancy({ matter, language, blocks: prose(source, text) })
    if (!about) return
    const { box, before } = emergencyBox(chapter)
    const severity = about === 'declared' ? 'error' : 'warning'
    if (!box) {
      report({
        file: chapter.file,
        severity,
        at: source.children.find(({ type }) => type !== 'yaml')?.position,
        reason: 'Missing emergency box, expected `:::emergency` before the first section',
        note: 'Write it once in `passages/emergency.md`, and include it with `::passage{#emergency}` under the title.',
      })
    } else if (before) {
      report({
        file: before.file,
        severity,
        at: before.node.position,
        reason: 'Unexpected self-care before the emergency box, expected the box first',
        note: 'Move the emergency box up, under the title.',
      })
    }
  },
)
