import type { Nodes } from 'mdast'
import { visit } from 'unist-util-visit'
import { chapterRule } from '../rule.ts'

/**
 * "As mentioned above" must link to the place, or go: in a leaflet that was put together anew, what
 * was above may be gone.
 *
 * Source: NHS content style guide (no directional references); WCAG 2.1, 1.3.3.
 *
 * @example clean
 *   ```md
 *   As described in [Stretching](#stretching), pull your toes up.
 *
 *   ## Stretching
 *   ```
 *
 * @example
 *   ```md
 *   As mentioned above, cramps pass.
 *   ```
 *   1:1-1:19: Unexpected reference "As mentioned above" to no certain place, expected a link or the thing itself
 */
export const noVagueReference = chapterRule('no-vague-reference', (page, report) => {
  if (!page.language.startsWith('en')) return
  for (const block of page.blocks) {
    const met = vague.exec(block.text)
    if (!met || links(block.node)) continue
    report({
      at: block.at(met.index, met.index + met[0].length),
      reason: `Unexpected reference "${met[0]}" to no certain place, expected a link or the thing itself`,
      note: 'Link to the section, say again what is meant, or take the words out.',
    })
  }
})

const told =
  '(?:mentioned|noted|described|discussed|stated|said|explained|written|indicated|listed)'
const vague = new RegExp(
  `\\b(?:as (?:(?:was|were|we|I|we have|has been|already|previously|just)\\s+){0,2}${told}(?: (?:above|earlier|before|previously|already|in the previous (?:section|chapter|article)))?(?=[,.;)]|\\s+(?:in the previous|above|earlier|before))|(?:already|previously) ${told} (?:above|earlier)|${told} (?:in (?:more |greater )?detail )?(?:above|earlier|later|further on|a little later|a bit later)|(?:in the|from the) previous (?:article|section|chapter)|(?:above|below)-mentioned|aforementioned|(?:talk|speak|tell you|write) (?:about (?:this|it) )?(?:later|below|in more detail later))\\b`,
  'i',
)

function links(node: Nodes): boolean {
  let found = false
  visit(node, child => {
    if (child.type === 'link' || child.type === 'linkReference') found = true
  })
  return found
}
