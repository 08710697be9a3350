import type { Chapter } from '../../read/manuscript.ts'
import { manuscriptRule } from '../rule.ts'

/**
 * A chapter with front matter must carry what every leaflet carries: a summary, dates, an author and
 * sources.
 *
 * Chapters without front matter are let be: a plain folder of Markdown is welcome. A missing
 * reviewer is said gently, because only a clinician can fill it in.
 *
 * Source: PIF TICK (dates, sources); NHS standard for creating health content; practice section 3.
 *
 * @example clean
 *   ```md
 *   ---
 *   title: Cramps
 *   summary: How to ease a cramp.
 *   published: 2026-11-22
 *   reviewed: 2026-11-20
 *   review-due: 2028-11-22
 *   author: The editors
 *   reviewer: A. Brown, midwife
 *   sources: [NHS leg cramps page]
 *   ---
 *   ```
 *
 * @example
 *   ```md
 *   ---
 *   title: Cramps
 *   reviewer: A. Brown, midwife
 *   ---
 *   ```
 *   1:1-4:4: Missing `summary`, `published`, `review-due`, `author`, `sources` in the front matter
 *
 * @example
 *   ```md
 *   ---
 *   title: Cramps
 *   summary: How to ease a cramp.
 *   published: 2026-11-22
 *   review-due: 2028-11-22
 *   author: The editors
 *   sources: [NHS leg cramps page]
 *   ---
 *   ```
 *   1:1-8:4: Missing `reviewer`, expected the clinician who read this text
 */
export const frontMatterComplete = manuscriptRule(
  'front-matter-complete',
  ({ chapters }, report) => {
    for (const { file, matter, source } of chapters) {
      if (source.children[0]?.type !== 'yaml') continue
      const at = source.children[0].position
      const missing = wanted
        .filter(field => matter[field] === undefined)
        .map(field => `\`${field}\``)
      if (missing.length > 0) {
        report({
          file,
          at,
          reason: `Missing ${missing.join(', ')} in the front matter`,
          note: 'Every leaflet says what it is for, who wrote it, when, and what it rests on.',
        })
      }
      if (matter.reviewer === undefined) {
        report({
          file,
          at,
          severity: 'info',
          reason: 'Missing `reviewer`, expected the clinician who read this text',
          note: 'Leave it out until a named clinician has read these very words; then add `reviewed` too.',
        })
      }
    }
  },
)

const wanted = [
  'summary',
  'published',
  'review-due',
  'author',
  'sources',
] as const satisfies readonly (keyof Chapter['matter'])[]
