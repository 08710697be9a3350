import { variableIn } from '../remedies/remedy-name.ts'
import { chapterRule } from '../rule.ts'

/**
 * A remedy holds no variables: a clinician signs the words that are printed, not a gap that is
 * filled in later.
 *
 * Source: the gate fingerprints a remedy's words after includes.
 *
 * @example clean
 *   ```md
 *   Our number is {{ phone }}.
 *
 *   :::remedy{#warm-bath}
 *   Take a warm bath of 10 minutes.
 *   :::
 *   ```
 *
 * @example
 *   ```md
 *   :::remedy{#warm-bath}
 *   Take a warm bath of {{ minutes }} minutes.
 *   :::
 *   ```
 *   2:21-2:34: Unexpected variable `{{ minutes }}` in a remedy, expected the words themselves
 */
export const noVariableInRemedy = chapterRule('no-variable-in-remedy', (page, report) => {
  for (const block of page.blocks) {
    const met = block.boxes.includes('remedy') ? variableIn(block.text) : undefined
    if (met === undefined) continue
    const start = block.text.indexOf(met)
    report({
      at: block.at(start, start + met.length),
      reason: `Unexpected variable \`${met}\` in a remedy, expected the words themselves`,
      note: 'Write out what it stands for, so that the reviewer signs what is printed.',
    })
  }
})
