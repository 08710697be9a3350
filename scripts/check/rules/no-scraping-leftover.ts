import type { Nodes } from 'mdast'
import { visit } from 'unist-util-visit'
import { chapterRule } from '../rule.ts'

/**
 * What a web page says to its visitors must not come into a leaflet: "see also: …", ">>>", "share
 * this article", and letters that a wrong encoding broke.
 *
 * Source: practice section 5 and gate 10 (leftovers of scraping); NHS standard (no adverts).
 *
 * @example clean
 *   ```md
 *   See also [Stretching](#stretching). Share this leaflet with your partner.
 *
 *   ## Stretching
 *   ```
 *
 * @example
 *   ```md
 *   Bleeding gums (see also: how to treat bleeding gums?).
 *   ```
 *   1:15-1:54: Unexpected leftover of a web page "(see also: how to treat bleeding gums?)", expected none
 *
 * @example
 *   ```md
 *   Donâ€™t rest.
 *   ```
 *   1:4-1:7: Unexpected broken letters "â€™", expected the letter that was meant
 */
export const noScrapingLeftover = chapterRule('no-scraping-leftover', (page, report) => {
  for (const block of page.blocks) {
    if (!linked(block.node)) {
      for (const { 0: met, index } of block.text.matchAll(leftover)) {
        report({
          at: block.at(index, index + met.length),
          reason: `Unexpected leftover of a web page "${met}", expected none`,
          note: 'Take it out, or link to the chapter that is meant.',
        })
      }
    }
    for (const { 0: met, index } of block.text.matchAll(broken)) {
      report({
        at: block.at(index, index + met.length),
        reason: `Unexpected broken letters "${met}", expected the letter that was meant`,
        note: 'The text was once read in a wrong encoding. Copy it from the source again.',
      })
    }
  }
})

const leftover =
  /\((?:see also|read also|also read|read more|recommended reading|we (?:recommend|advise|suggest) (?:reading|you read|to read))\s*:[^)]*\)|\b(?:read also|also read|recommended reading|related articles?|you may also like|see also on this topic)\s*:|>{3,}|»{2,}|\[(?:edit|citation needed|…|\.\.\.)\]|\b(?:share (?:this article|with your friends|on (?:facebook|twitter|social networks))|subscribe to our (?:channel|newsletter|updates)|leave a comment|click here to|advertisement|all rights reserved|cookie policy|photo ?: ?(?:getty|shutterstock|istock|depositphotos))\b|&(?:nbsp|amp|quot|lt|gt|laquo|raquo|mdash);/gi

const broken = /\uFFFD+|â€(?:™|œ|\u009D|“|”|¦|˜)?|Ã[\u0080-\u00BF©¨ª«¤¶¼Ÿ±¡­³º]|Ð[\u00B0-\u00BF]Ñ/g

function linked(node: Nodes): boolean {
  let found = false
  visit(node, child => {
    if (child.type === 'link' || child.type === 'linkReference') found = true
  })
  return found
}
