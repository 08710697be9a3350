import type { Chapter } from '../../read/manuscript.ts'
import { gatheringRule } from '../rule.ts'

/**
 * A chapter with front matter must carry what every leaflet carries: a summary, dates, an author and
 * sources.
 *
 * Chapters without front matter are let be: a plain folder of Markdown is welcome. A missing
 * reviewer is said once and gently, because only a clinician can fill it in.
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
 *   1:1-8:4: Missing `reviewer` in 1 of 1 chapters, expected the clinician who read them
 */
export const frontMatterComplete = gatheringRule(
  'front-matter-complete',
  'written',
  text => {
    const [first] = text.source.children
    if (!('matter' in text)) return undefined
    const { matter } = text
    if (first?.type !== 'yaml') return { missing: [], unread: false }
    const missing = wanted.filter(field => matter[field] === undefined)
    return { at: first.position, missing, unread: matter.reviewer === undefined }
  },
  (gathered, _, report) => {
    for (const { text, facts } of gathered) {
      const missing = facts.missing.map(field => `\`${field}\``)
      if (missing.length === 0) continue
      report({
        file: text.file,
        at: facts.at,
        reason: `Missing ${missing.join(', ')} in the front matter`,
        note: 'Every leaflet says what it is for, who wrote it, when, and what it rests on.',
      })
    }
    const unread = gathered.filter(({ facts }) => facts.unread)
    const [first] = unread
    if (!first) return
    report({
      file: first.text.file,
      at: first.facts.at,
      severity: 'info',
      reason: `Missing \`reviewer\` in ${unread.length} of ${gathered.length} chapters, expected the clinician who read them`,
      note: 'Leave it out until a named clinician has read these very words; then add `reviewed` too.',
    })
  },
)

const wanted = [
  'summary',
  'published',
  'review-due',
  'author',
  'sources',
] as const satisfies readonly (keyof Chapter['matter'])[]
