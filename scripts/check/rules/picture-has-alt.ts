import type { Nodes } from 'mdast'
import { visit } from 'unist-util-visit'
import { chapterRule } from '../rule.ts'

/**
 * A picture must be described for who cannot see it, in words that say what it shows.
 *
 * A file name, "image" or "photo of" says nothing.
 *
 * Source: WCAG 2.1, 1.1.1 and failure F30; EPUB Accessibility 1.1.
 *
 * @example clean
 *   ```md
 *   ![A woman pulls her toes towards her shin.](stretch.png)
 *   ```
 *
 * @example
 *   ```md
 *   ![](stretch.png)
 *   ```
 *   1:1-1:17: Missing description of the picture, expected what it shows
 *
 * @example
 *   ```md
 *   ![IMG_0123.png](stretch.png)
 *   ```
 *   1:1-1:29: Unexpected description "IMG_0123.png" that says nothing, expected what the picture shows
 */
export const pictureHasAlt = chapterRule('picture-has-alt', (page, report) => {
  visit(page.tree as Nodes, node => {
    if (node.type !== 'image' && node.type !== 'imageReference') return
    const alt = node.alt?.trim() ?? ''
    if (alt === '') {
      report({
        at: node.position,
        reason: 'Missing description of the picture, expected what it shows',
        note: 'Write it between the square brackets: `![A woman pulls her toes up.](…)`.',
      })
    } else if (empty.test(alt)) {
      report({
        at: node.position,
        reason: `Unexpected description "${alt}" that says nothing, expected what the picture shows`,
        note: 'Say what one must see to understand it: who does what.',
      })
    }
  })
})

const empty =
  /^(?:(?:an? |the )?(?:image|picture|photo(?:graph)?|figure|graphic|screenshot|illustration|drawing|diagram|img|pic)s?(?: \d+)?|[\w-]+\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?)|(?:img|dsc|dscn|pict|image|screenshot)[_ -]?\d+|untitled|placeholder|alt(?: text)?|todo)\.?$/i
