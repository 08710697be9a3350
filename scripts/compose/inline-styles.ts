import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/**
 * An SVG text whose style sheet and `style` attributes have become plain attributes, shape by
 * shape: a drawing program writes its colours there, and no style sheet of a drawing may reach the
 * page. A text that is not well formed comes back as it is.
 */
export function inlineStyles(svg: string): string {
  if (!/<style\b|\sstyle\s*=/.test(svg)) return svg
  // Four hundred modules, which few manuscripts need.
  const { optimize } = require('svgo') as typeof import('svgo')
  try {
    return optimize(svg.replace(strange, ''), {
      plugins: [
        {
          name: 'inlineStyles',
          params: { onlyMatchedOnce: false, useMqs: ['', 'print', 'screen'] },
        },
        'convertStyleToAttrs',
      ],
    }).data
  } catch {
    return svg
  }
}

/** Names that a document type of the file's own gave to addresses; none of them is painted. */
const strange = /&(?!(?:amp|lt|gt|quot|apos);)[a-z_][\w.-]*;/gi
