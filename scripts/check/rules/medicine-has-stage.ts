import { type Block, prose } from '../prose.ts'
import { type Line, mentions, pharmacy } from '../remedies/mentions.ts'
import { eachChapterRule } from '../rule.ts'
import { aboutPregnancy } from '../text/about-pregnancy.ts'

/**
 * A medicine that a leaflet on pregnancy offers must come with its stage limit: the weeks or
 * trimesters in which it may be used, or "at any stage".
 *
 * The limit may stand anywhere in the same remedy, section or, without headings, paragraph. A medicine that the text warns
 * against, or only names, needs none. Names come from the formulary.
 *
 * Source: practice gate 7 (a medicine named without its stage limit fails); BNF, prescribing in
 * pregnancy.
 *
 * @example clean
 *   ```md
 *   ---
 *   topic: pregnancy
 *   ---
 *
 *   Your doctor may prescribe paracetamol at any stage of pregnancy.
 *
 *   ## Others
 *
 *   Do not take ibuprofen.
 *   ```
 *
 * @example
 *   ```md
 *   ---
 *   topic: pregnancy
 *   ---
 *
 *   Take ibuprofen for the pain.
 *   ```
 *   5:6-5:15: Unexpected medicine "ibuprofen" without its stage limit, expected the weeks in which it may be used
 */
export const medicineHasStage = eachChapterRule(
  'medicine-has-stage',
  'written',
  ({ file, source, text, matter, language }, report, { formulary }) => {
    const blocks = prose(source, text)
    if (!aboutPregnancy({ matter, blocks, language })) return
    const told = new Set<string>()
    for (const { entry, line, start, end, stance, within, carried } of mentions(
      blocks.map(lineOf),
      pharmacy(formulary),
    )) {
      const block = blocks[line]
      if (!block || entry.kind !== 'medicine' || stance !== 'recommended' || within || carried) {
        continue
      }
      const around = partOf(block, blocks)
      const place = `${entry.id} ${blocks.indexOf(around[0]!)}`
      if (told.has(place) || around.some(({ text }) => stage.test(text))) continue
      told.add(place)
      report({
        file,
        at: block.at(start, end),
        reason: `Unexpected medicine "${block.text.slice(start, end)}" without its stage limit, expected the weeks in which it may be used`,
        note: 'Say from or until which week, or "at any stage of pregnancy", as the source has it.',
      })
    }
  },
)

const lineOf = ({ text, kind, item }: Block): Line => ({ text, kind, item })

/** The remedy that a block stands in, else its section. */
function partOf(block: Block, blocks: readonly Block[]): readonly Block[] {
  const box = block.parents.findLast(
    node => node.type === 'containerDirective' && node.name === 'remedy',
  )
  // Without a heading there is no section: the paragraph speaks for itself.
  if (!box && !block.section) return [block]
  return box
    ? blocks.filter(({ parents }) => parents.includes(box))
    : blocks.filter(({ section, node }) => section === block.section || node === block.section)
}

const stage =
  /\b(?:weeks?|trimesters?|stages?|(?:throughout|whole|all|any time (?:in|during)|during all) (?:of )?(?:the |your )?pregnancy)\b/i
