import { type Dose, doses } from '../check/remedies/dose.ts'
import { mentionsIn } from '../check/remedies/offers.ts'
import type { Stance } from '../check/remedies/stance.ts'
import type { FormularyEntry } from '../read/formulary.ts'
import type { Manuscript } from '../read/manuscript.ts'
import type { Paper } from './desk.ts'
import type { Change } from './word-diff.ts'

/** One entry of the formulary that a remedy names, for the reviewer's eyes. */
export interface Substance {
  readonly entry: FormularyEntry
  /** What the text does with it. */
  readonly stance: Stance
  /** The mixture that it is an ingredient of. */
  readonly within?: string
  /** Each source in one line, with what was read of it. */
  readonly sources: readonly string[]
}

/** Everything that a reviewer needs to decide on one remedy, before it is laid out. */
export interface ReviewForm {
  readonly paper: Paper
  /** What stands before and after it, so that it can be judged in its place. */
  readonly before: string
  readonly after: string
  readonly substances: readonly Substance[]
  readonly doses: readonly Dose[]
  /** What keeps it from having leave. */
  readonly reasons: readonly string[]
  readonly changes: readonly Change[] | undefined
  /** The review to fill in, as YAML: it holds no decision. */
  readonly blank: string
}

/** Lays out what a reviewer needs; it writes no decision, no name and no date. */
export function reviewForm(paper: Paper, manuscript: Pick<Manuscript, 'formulary'>): ReviewForm {
  const { standing, chapter, changes } = paper
  const { remedy, refusals, needed } = standing
  const read = mentionsIn(chapter, manuscript)
  const { lines, mentions } = read
  const first = lines.findIndex(line => line.remedy === remedy.id)
  const last = lines.findLastIndex(line => line.remedy === remedy.id)
  const outside = (from: number, step: 1 | -1) => {
    for (let at = from + step; lines[at]; at += step) {
      if (lines[at]!.remedy === undefined && !lines[at]!.aside) return lines[at]!.text
    }
    return ''
  }
  const { sources } = manuscript.formulary
  const substances = new Map<string, Substance>()
  for (const { entry, line, stance, within } of mentions) {
    if (lines[line]?.remedy !== remedy.id) continue
    const known = substances.get(entry.id)
    if (known && known.stance === 'recommended') continue
    if (known && stance !== 'recommended') continue
    substances.set(entry.id, {
      entry,
      stance,
      ...(within && { within: within.name }),
      sources: entry.sources.map(key => {
        const source = sources.get(key)
        if (!source) return key
        const read = { page: 'read', elsewhere: 'read in a copy', no: 'not read' }[source.read]
        const year = source.year ? ` (${source.year})` : ''
        return `${source.organisation}: ${source.document}${year}; ${source.confidence}, ${read}`
      }),
    })
  }
  return {
    paper,
    before: first < 0 ? '' : outside(first, -1),
    after: last < 0 ? '' : outside(last, 1),
    substances: [...substances.values()],
    doses: doses(read, remedy.id),
    reasons: refusals.map(({ reason }) => reason),
    changes,
    blank: blank(remedy.id, remedy.fingerprint, remedy.words, needed),
  }
}

/** A review with everything in it but what only the reviewer can give. */
function blank(id: string, fingerprint: string, words: string, needed: 1 | 2): string {
  const person = (indent: string) =>
    [
      'reviewer:',
      '  name: ',
      '  role: ',
      '  registration: ',
      '  display:         # name or role: what may be printed beside the text',
      'decision:          # approve, approve-with-note or reject',
      'date:              # the day that you decided, such as 2026-11-22',
      'expires:           # the last day that your decision holds',
      `fingerprint: ${fingerprint}`,
      'note:              # printed beside the text; needed for approve-with-note',
    ].map(line => `${indent}${line}`)
  return [
    `# Review of the remedy \`${id}\`. Save it as reviews/${id}.yaml.`,
    `remedy: ${id}`,
    ...person(''),
    ...(needed === 2 ? ['second:            # another clinician signs here', ...person('  ')] : []),
    '# The words that are signed. Leave them as they are.',
    'words: |2-',
    ...words.split('\n').map(line => (line ? `  ${line}` : '')),
    '',
  ].join('\n')
}
