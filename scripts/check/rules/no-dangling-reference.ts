import type { Heading, Nodes, RootContent } from 'mdast'
import { visit } from 'unist-util-visit'
import { chapterRule } from '../rule.ts'

/**
 * What a text points at must be there: the video after "watch this video", the list after a colon,
 * the link behind "see the article".
 *
 * Source: practice gate 10 (missing media); PEMAT-P, visual aids.
 *
 * @example clean
 *   ```md
 *   You need:
 *
 *   - a chair
 *
 *   See the article on [stretching](https://example.org).
 *   ```
 *
 * @example
 *   ```md
 *   ## Stretch
 *
 *   Do it like this:
 *
 *   ## Rest
 *
 *   Lie down.
 *   ```
 *   3:16-3:17: Unexpected colon with nothing after it, expected what it announces
 *
 * @example
 *   ```md
 *   Watch this video first.
 *   ```
 *   1:1-1:17: Unexpected "Watch this video" with none in the chapter, expected it here
 *
 * @example
 *   ```md
 *   For more, see our article on stretching.
 *   ```
 *   1:11-1:26: Unexpected "see our article" without a link, expected the place it points at
 */
export const noDanglingReference = chapterRule('no-dangling-reference', (page, report) => {
  if (!page.language.startsWith('en')) return
  const { children } = page.tree
  for (const block of page.blocks) {
    if (block.kind !== 'paragraph') continue
    const top = block.parents.length === 1
    const next = top ? children[children.indexOf(block.node as RootContent) + 1] : undefined
    if (top && /:\s*$/.test(block.text) && (!next || ends(next, block.section))) {
      const end = block.text.trimEnd().length
      report({
        at: block.at(Math.max(0, end - 1), end),
        reason: 'Unexpected colon with nothing after it, expected what it announces',
        note: 'Put the list or picture back, or end the sentence with a full stop.',
      })
    }
    const media =
      /\b(?:(?:watch|see|look at|in) (?:this|the following) (?:short )?(?:video|film|clip|picture|photo|drawing)|(?:video|picture|photo|figure|diagram|drawing|table) below)\b/i.exec(
        block.text,
      )
    if (media && !children.some(shows)) {
      report({
        at: block.at(media.index, media.index + media[0].length),
        reason: `Unexpected "${media[0]}" with none in the chapter, expected it here`,
        note: 'Put the picture or film back, or take the sentence out.',
      })
    }
    const article =
      /\b(?:see|read) (?:(?:also )?(?:the|our|this) )(?:other )?(?:article|post|blog post|review|material|publication)\b|\b(?:we recommend|recommended) reading\b/i.exec(
        block.text,
      )
    if (article && !links(block.node)) {
      report({
        at: block.at(article.index, article.index + article[0].length),
        reason: `Unexpected "${article[0]}" without a link, expected the place it points at`,
        note: 'Make it a link, or take the sentence out.',
      })
    }
  }
})

/** What ends a section; the parts below it may be what was announced. */
function ends(node: RootContent, section: Heading | undefined): boolean {
  if (node.type === 'heading') return node.depth <= (section?.depth ?? 1)
  return node.type === 'thematicBreak'
}

/** True for anything that is more than text. */
function shows(node: RootContent): boolean {
  let found = false
  visit(node as Nodes, child => {
    if (
      /^(?:image|imageReference|html|table|code|link|linkReference|leafDirective)$/.test(child.type)
    )
      found = true
  })
  return found
}

function links(node: Nodes): boolean {
  let found = false
  visit(node, child => {
    if (/^(?:link|linkReference|footnoteReference|html)$/.test(child.type)) found = true
  })
  return found
}
