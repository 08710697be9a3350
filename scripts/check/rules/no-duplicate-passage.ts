import { comparison } from '../duplicates/comparison.ts'
import { passageHash } from '../duplicates/passages.ts'
import { positionOf, within } from '../duplicates/place.ts'
import { manuscriptRule } from '../rule.ts'

/**
 * The same advice must stand once and be included where it is needed: of two copies, one is
 * updated and one is not, and the reader of both trusts neither.
 *
 * A passage counts as repeated word for word, nearly (three in five words shared), or in other words
 * (the same concepts close together). Words that set left against right, one trimester against
 * another or one remedy against another are no repeat, nor is a translation. Headings may repeat, and
 * short items of a list count only as part of their list.
 *
 * The press knows common words of health and pregnancy that say the same, and the names of its
 * formulary. A manuscript adds its own in `style-sheet.yaml`: the forms under `terms`, other words
 * for a thing under `concepts` (`flight-socks: [travel socks]`), and sets of concepts that are never
 * the same under `contrasts` (`ward: [day-ward, night-ward]`).
 *
 * Source: design rule of single sourcing (DITA, S1000D); practice gate 9 (exact, near, paraphrase).
 *
 * @example clean
 *   ```md
 *   - Sleep on your left side if your right hip hurts at night.
 *   - Drink a glass of water when you are thirsty.
 *   ```
 *
 * @example
 *   ```md
 *   Stretch the calf slowly and hold it until the pain has gone.
 *
 *   Rest a little.
 *
 *   Stretch the calf slowly and hold it until the pain has gone!
 *   ```
 *   5:1-5:61: Unexpected passage repeated word for word from line 1, expected it once
 *
 * @example
 *   ```md one.md
 *   Stretch the calf slowly and hold it there until the pain has gone.
 *   ```
 *   ```md two.md
 *   Stretch the calf slowly and hold it until all the pain has gone.
 *   ```
 *   two.md: 1:1-1:65: Unexpected passage nearly repeated from `one.md`, expected it once
 */
export const noDuplicatePassage = manuscriptRule('no-duplicate-passage', (manuscript, report) => {
  const { passage, pairs } = comparison(manuscript)
  const told = new Set<number>()
  for (const pair of pairs().toSorted((x, y) => x.b - y.b || y.score - x.score || x.a - y.a)) {
    if (told.has(pair.b) || !pair.told) continue
    told.add(pair.b)
    const [first, again] = [passage(pair.a), passage(pair.b)]
    const remedy = first.remedy !== undefined || again.remedy !== undefined
    report({
      file: again.place.file,
      at: positionOf(again.place),
      ...(pair.tier === 'paraphrase' ? { severity: 'info' as const } : {}),
      reason: `Unexpected passage ${how[pair.tier]} ${within(first.place, again.place)}, expected it once`,
      note: remedy
        ? 'It belongs to a remedy: let the reviewer say which words stand, then put them into `passages/`.'
        : 'Put the better one into `passages/` and include it in both places with `::passage{#name}`. `imprimatur duplicates` shows the two side by side.',
      cause: { ...first.place, reason: 'first set here' },
      passages: [passageHash(first), passageHash(again)],
    })
  }
})

const how = {
  exact: 'repeated word for word from',
  near: 'nearly repeated from',
  paraphrase: 'said in other words in',
} as const
