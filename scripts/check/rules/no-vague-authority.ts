import type { Nodes } from 'mdast'
import { visit } from 'unist-util-visit'
import { chapterRule } from '../rule.ts'
import { sentences } from '../text/sentences.ts'

/**
 * A claim that leans on "doctors note" or "studies show" must say which: with a footnote, a link or
 * a named body in the same paragraph.
 *
 * Source: practice gate 12 (every claim has a source record); CDC Clear Communication Index, state
 * of the science.
 *
 * @example clean
 *   ```md
 *   Studies show that stretching helps.[^1] Ask your doctor.
 *
 *   [^1]: Cochrane 2020.
 *   ```
 *
 * @example
 *   ```md
 *   Studies show that stretching helps.
 *   ```
 *   1:1-1:13: Unexpected authority without a name "Studies show", expected a source
 */
export const noVagueAuthority = chapterRule('no-vague-authority', (page, report) => {
  if (!page.language.startsWith('en')) return
  for (const block of page.blocks) {
    for (const { 0: met, index } of block.text.matchAll(vague)) {
      if (hasSource(block.node)) break
      const sentence = sentences(block).find(({ start, end }) => start <= index && index < end)
      if (
        /\b(?:ask|tell|if|whether|when|unless)\b[^.]*$/i.test(
          block.text.slice(sentence?.start ?? 0, index),
        )
      )
        continue
      report({
        at: block.at(index, index + met.length),
        reason: `Unexpected authority without a name "${met}", expected a source`,
        note: 'Name the source in a footnote, or say it without leaning on anybody.',
      })
    }
  }
})

const vague =
  /\b(?:(?:many |most |some |all |leading |western |modern )?(?:doctors|experts|scientists|specialists|researchers|physicians|nutritionists)(?: (?:often|usually|always|now|strongly))? (?:note|notes|say|believe|claim|think|agree|advise|recommend|assure|argue|consider|have (?:proven|shown|found|established))|(?:as )?(?:doctors|experts|scientists|specialists) note|(?:many|some|numerous|recent) studies (?:show|have shown|prove|confirm|suggest)|(?:studies|research|science|statistics) (?:shows?|proves?|has (?:shown|proven)|have (?:shown|proven)|confirms?)|it (?:is|has been) (?:well |widely |scientifically |long been )?(?:known|proven|proved|established)(?: that)?|many (?:people )?(?:argue|believe|claim|say)|according to (?:doctors|experts|scientists|specialists|statistics|studies))\b/gi

function hasSource(node: Nodes): boolean {
  let found = false
  visit(node, child => {
    if (
      child.type === 'footnoteReference' ||
      child.type === 'link' ||
      child.type === 'linkReference'
    )
      found = true
  })
  return found
}
