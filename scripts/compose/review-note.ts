import type { ElementContent } from 'hast'
import type { Words } from '../read/templates.ts'
import type { Standing } from '../review/standing.ts'

/** What is printed beside a remedy: so far, plainly, that nobody has signed it. */
export function reviewNote(
  standing: Standing | undefined,
  words: Words,
): readonly ElementContent[] {
  if (standing && standing.refusals.length === 0) return []
  return [
    {
      type: 'element',
      tagName: 'p',
      properties: { className: ['review-note', 'unreviewed'] },
      children: [
        {
          type: 'element',
          tagName: 'strong',
          properties: {},
          children: [{ type: 'text', value: words.unreviewed }],
        },
        { type: 'text', value: ` ${words['unreviewed-explained']}` },
      ],
    },
  ]
}
