import { toString as textOf } from 'mdast-util-to-string'
import { type ReadingLevel, readability } from '../readability.ts'
import { chapterRule, type Page } from '../rule.ts'

/**
 * A chapter must be easy enough to read, by a named formula: SMOG or Flesch-Kincaid.
 *
 * `reading` in the style sheet sets the formula and its limits; without it SMOG, with a warning
 * from grade 12. From `block` on, where the style sheet sets it, the finding is an error. Sections
 * of ten sentences or more are measured too. The words of `unavoidable` do not count; the note has
 * the figures with them.
 *
 * A low grade does not prove that people understand: a test with readers outranks it.
 *
 * Source: NHS, use a readability tool to prioritise content (SMOG; 12 to 13 suits half of UK
 * adults); McLaughlin 1969; Kincaid 1975.
 *
 * @example clean
 *   ```md
 *   Sit down. Hold your foot. Pull your toes up. Wait. The cramp goes. Walk a bit. Go to bed. Rest.
 *   Call us if it stays. We are here all night.
 *   ```
 *
 * @example
 *   ```md
 *   Administration necessitates individualised consideration. Contraindications necessitate
 *   discontinuation. Pharmacological alternatives accommodate individual circumstances. Physiological
 *   deterioration necessitates immediate hospitalisation. Musculoskeletal manifestations predominate.
 *   Electrolyte supplementation remains controversial. Observational investigations demonstrate
 *   inconsistency. Practitioners individualise recommendations. Uncontrolled administration
 *   necessitates discontinuation. Gastrointestinal manifestations predominate universally.
 *   ```
 *   1:1-6:87: Unexpected reading level of the chapter: SMOG grade 14.3, expected below 12
 *
 * @example
 *   ```md
 *   ## Rest
 *
 *   Sit down. Hold your foot. Pull your toes up. Wait. The cramp goes. Walk a bit. Go to bed. Rest.
 *   Call us. We are here. Sit down. Hold your foot. Pull your toes up. Wait. The cramp goes. Walk a
 *   bit. Go to bed. Rest. Call us. We are here. Sit down. Hold it. Wait. Rest. Stay. Sit. Lie down.
 *   Call us. We are here. Sit down. Hold your foot. Pull your toes up. Wait. The cramp goes. Walk a
 *   bit. Go to bed. Rest. Call us. We are here. Sit down. Hold it. Wait. Rest. Stay. Sit. Lie down.
 *
 *   ## Medicines
 *
 *   Administration necessitates individualised consideration. Contraindications necessitate
 *   discontinuation. Pharmacological alternatives accommodate individual circumstances. Physiological
 *   deterioration necessitates immediate hospitalisation. Musculoskeletal manifestations predominate.
 *   Electrolyte supplementation remains controversial. Observational investigations demonstrate
 *   inconsistency. Practitioners individualise recommendations. Uncontrolled administration
 *   necessitates discontinuation. Gastrointestinal manifestations predominate universally.
 *   ```
 *   ```yaml style-sheet.yaml
 *   reading:
 *     formula: smog
 *     warn: "12"
 *     block: "13"
 *   ```
 *   9:1-9:13: Unexpected reading level of section "Medicines": SMOG grade 14.3, expected below 13
 */
export const readingLevel = chapterRule('reading-level', (page, report) => {
  if (page.kind !== 'chapter' || !page.language.startsWith('en')) return
  const { reading, unavoidable = [] } = page.styleSheet
  const formula = reading?.formula ?? 'smog'
  const block = reading?.block ?? (formula === 'smog' ? 12 : 9)
  const warn = reading?.warn ?? reading?.block ?? block
  const title = page.matter.title ?? ''
  const grade = (level: ReadingLevel) =>
    formula === 'smog' ? level.without.smog : level.without.fleschKincaid
  const name = formula === 'smog' ? 'SMOG' : 'Flesch-Kincaid'

  const whole = readability(page.blocks, title, unavoidable)
  if (whole.sentences >= 10 && grade(whole) >= warn) {
    report({
      at: page.blocks[0]?.node.position,
      severity: reading?.block !== undefined && grade(whole) >= block ? 'error' : 'warning',
      reason: `Unexpected reading level of the chapter: ${name} grade ${grade(whole)}, expected below ${warn}`,
      note: advice(whole),
    })
  }
  for (const { heading, blocks } of sections(page)) {
    const level = readability(blocks, title, unavoidable)
    if (level.sentences < 10 || grade(level) < block) continue
    report({
      at: heading.position,
      severity: 'warning',
      reason: `Unexpected reading level of section "${textOf(heading)}": ${name} grade ${grade(level)}, expected below ${block}`,
      note: advice(level),
    })
  }
})

function advice({ smog, fleschKincaid, without, sentences }: ReadingLevel): string {
  const spared =
    without.smog === smog && without.fleschKincaid === fleschKincaid
      ? ''
      : `; without unavoidable words SMOG ${without.smog}, Flesch-Kincaid ${without.fleschKincaid}`
  const estimate = sentences < 30 ? ' SMOG is an estimate below 30 sentences.' : ''
  return `SMOG ${smog}, Flesch-Kincaid ${fleschKincaid} over ${sentences} sentences${spared}.${estimate} Shorter words and shorter sentences bring it down.`
}

function sections({ blocks }: Page) {
  const met = new Map<NonNullable<Page['blocks'][number]['section']>, Page['blocks'][number][]>()
  for (const block of blocks) {
    if (!block.section) continue
    const list = met.get(block.section) ?? []
    list.push(block)
    met.set(block.section, list)
  }
  return Array.from(met, ([heading, blocks]) => ({ heading, blocks }))
}
