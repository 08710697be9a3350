import type { Nodes } from 'mdast'
import type { Position } from 'unist'
import { visit } from 'unist-util-visit'
import { gatheringRule } from '../rule.ts'

/**
 * A source that a chapter cites by its key must be in `sources.yaml`, and in the chapter's own list.
 *
 * A key is one word in capitals and figures, such as `NHS-DVT`; it counts as cited where it stands
 * as code in a footnote. A source told in words is in no list and needs none.
 *
 * Source: practice gate 12 (every claim has a source record); PIF TICK.
 *
 * @example clean
 *   ```md
 *   ---
 *   sources: [NHS-DVT, A book on cramps]
 *   ---
 *
 *   Call.[^1]
 *
 *   [^1]: `NHS-DVT`
 *   ```
 *   ```yaml sources.yaml
 *   NHS-DVT: { document: Deep vein thrombosis }
 *   ```
 *
 * @example
 *   ```md
 *   ---
 *   sources: [NHS-PE]
 *   ---
 *
 *   Call.[^1]
 *
 *   [^1]: `NHS-CALL`
 *   ```
 *   ```yaml sources.yaml
 *   NHS-DVT: { document: Deep vein thrombosis }
 *   ```
 *   1:1-3:4: Unexpected source `NHS-PE`, expected a key of sources.yaml
 *   7:7-7:17: Unexpected cited source `NHS-CALL`, expected a key of sources.yaml
 *
 * @example
 *   ```md
 *   ---
 *   sources: [A book on cramps]
 *   ---
 *
 *   Call.[^1]
 *
 *   [^1]: `NHS-DVT`
 *   ```
 *   ```yaml sources.yaml
 *   NHS-DVT: { document: Deep vein thrombosis }
 *   ```
 *   7:7-7:16: Unexpected source `NHS-DVT`, expected it in the chapter's own list too
 */
export const sourcesListed = gatheringRule(
  'sources-listed',
  'written',
  text => {
    if (!('matter' in text)) return undefined
    const listed = text.matter.sources ?? []
    const cited: { readonly key: string; readonly at: Position | undefined }[] = []
    visit(text.source as Nodes, 'footnoteDefinition', note => {
      visit(note as Nodes, 'inlineCode', ({ value, position }) => {
        if (isKey(value) && !listed.includes(value)) cited.push({ key: value, at: position })
      })
    })
    return { listed: listed.filter(isKey), at: text.source.children[0]?.position, cited }
  },
  (gathered, { sources }, report) => {
    if (Object.keys(sources).length === 0) return
    for (const { text, facts } of gathered) {
      const { file } = text
      for (const key of facts.listed) {
        if (key in sources) continue
        report({
          file,
          at: facts.at,
          reason: `Unexpected source \`${key}\`, expected a key of sources.yaml`,
          note: 'Add it to sources.yaml, or mend the key.',
        })
      }
      for (const { key, at } of facts.cited) {
        if (key in sources) {
          report({
            file,
            at,
            reason: `Unexpected source \`${key}\`, expected it in the chapter's own list too`,
            note: 'Add it to `sources` in the front matter.',
          })
        } else {
          report({
            file,
            at,
            reason: `Unexpected cited source \`${key}\`, expected a key of sources.yaml`,
            note: 'Add it to sources.yaml, or mend the key.',
          })
        }
      }
    }
  },
)

const isKey = (text: string) => /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+$/.test(text)
