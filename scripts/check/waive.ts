import { slug } from 'github-slugger'
import type { RootContent } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import type { Finding } from '../read/finding.ts'
import type { Manuscript, Passage } from '../read/manuscript.ts'
import type { Waiver } from '../read/waivers.ts'
import { manuscriptPassages, passageHash } from './duplicates/passages.ts'
import { gateRules, houseStyle } from './house-style.ts'

/**
 * Takes out what the editors have waived, and adds what is wrong with the waivers themselves.
 *
 * Only rules of the house style can be waived: what reading found, and the gate of remedies,
 * stand.
 */
export function waive(
  findings: readonly Finding[],
  manuscript: Pick<Manuscript, 'waivers' | 'chapters' | 'passages' | 'clinic'>,
): readonly Finding[] {
  const { waivers, chapters, passages } = manuscript
  if (waivers.length === 0) return findings
  const known = new Set(
    houseStyle.map(({ rule }) => rule.name).filter(name => !gateRules.has(name)),
  )
  const texts = new Map([...chapters, ...passages.values()].map(text => [text.file, text]))
  const used = new Set<Waiver>()
  const left = findings.filter(finding => {
    if (!known.has(finding.rule)) return true
    const matching = waivers.filter(
      ({ rule, place, passages }) =>
        rule === finding.rule &&
        (place === undefined
          ? isSamePair(passages, finding.passages)
          : covers(place, finding, texts.get(finding.file))),
    )
    for (const waiver of matching) used.add(waiver)
    return matching.length === 0
  })
  const idle = waivers.filter(waiver => !used.has(waiver))
  const answers = idle.filter(({ rule, passages }) => rule === listedToo && passages)
  const hashes = new Set(answers.length > 0 ? manuscriptPassages(manuscript).map(passageHash) : [])
  const stands = (waiver: Waiver) =>
    answers.includes(waiver) && waiver.passages!.every(hash => hashes.has(hash))
  return [...left, ...idle.filter(waiver => !stands(waiver)).map(unused)]

  function unused({ rule, place, passages, start }: Waiver): Finding {
    const common = { rule: 'waiver', severity: 'error', file: 'waivers.yaml', start } as const
    if (known.has(rule)) {
      return {
        ...common,
        reason: `Unexpected waiver of \`${rule}\` at \`${place ?? passages?.join(', ')}\`, expected one that a finding needs`,
        note: passages
          ? 'One of the two passages has changed, or they no longer differ: look again, and take the waiver out.'
          : 'Take the waiver out: what it allowed is no longer there.',
      }
    }
    return {
      ...common,
      reason: `Unexpected waiver of \`${rule}\`, expected a rule of the house style that can be waived`,
      note:
        gateRules.has(rule) || findings.some(finding => finding.rule === rule)
          ? 'This finding cannot be waived. Mend what it points to, or ask for a review.'
          : 'Mend the name of the rule: `imprimatur check` prints it at the end of each finding.',
    }
  }
}

/** `imprimatur duplicates` lists more pairs than this rule tells: an answer holds while both passages do. */
const listedToo = 'no-duplicate-passage'

/** The same two passages, whichever is named first. */
function isSamePair(
  one: readonly [string, string] | undefined,
  other: readonly [string, string] | undefined,
): boolean {
  if (!one || !other) return false
  return (
    (one[0] === other[0] && one[1] === other[1]) || (one[0] === other[1] && one[1] === other[0])
  )
}

function covers(
  place: string,
  { file, start }: Finding,
  text: Pick<Passage, 'source'> | undefined,
): boolean {
  if (place === file) return true
  if (!place.startsWith(file) || !start) return false
  const rest = place.slice(file.length)
  if (rest.startsWith(':')) return rest === `:${start.line}`
  if (!rest.startsWith('#')) return false
  const nodes: readonly RootContent[] = text?.source.children ?? []
  const headings = nodes.filter(node => node.type === 'heading')
  const index = headings.findIndex(heading => slug(textOf(heading)) === rest.slice(1))
  const heading = headings[index]
  if (!heading?.position) return false
  const next = headings.slice(index + 1).find(({ depth }) => depth <= heading.depth)
  const end = next?.position?.start.line ?? Number.POSITIVE_INFINITY
  return start.line >= heading.position.start.line && start.line < end
}
