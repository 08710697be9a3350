import { eachChapterRule } from '../rule.ts'

/**
 * A chapter must hold text: a file that is empty, or only a title, prints as a leaflet that tells
 * the reader nothing, and is mostly one that was not saved.
 *
 * Source: practice section 3 (a leaflet states its purpose and what to do).
 *
 * @example clean
 *   ```md
 *   # Cramps
 *
 *   Stretch the calf.
 *   ```
 *
 * @example
 *   ```md
 *   # Cramps
 *   ```
 *   Unexpected chapter without text, expected something to read
 */
export const chapterHasText = eachChapterRule(
  'chapter-has-text',
  'written',
  ({ file, source }, report) => {
    if (source.children.some(({ type }) => !silent.has(type))) return
    report({
      file,
      reason: 'Unexpected chapter without text, expected something to read',
      note: 'Write its text, or delete the file; if there was text, look for the copy that was not saved.',
    })
  },
)

/** What stands in a file and tells the reader nothing by itself. */
const silent: ReadonlySet<string> = new Set([
  'yaml',
  'heading',
  'definition',
  'footnoteDefinition',
  'thematicBreak',
])
