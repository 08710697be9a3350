import { type Planned, planned } from '../plan.ts'
import type { Day } from '../read/fields.ts'
import type { Finding } from '../read/finding.ts'
import type { Manuscript } from '../read/manuscript.ts'
import type { Publication } from '../read/publication.ts'
import type { ChecksOfWords } from './checks-of-words.ts'
import type { Sheets } from './sheets.ts'
import type { Made } from './sight.ts'
import type { Look } from './told.ts'
import { browserTrouble, type Trouble } from './trouble.ts'
import { PrinterMissing } from './warm-printer.ts'
import type { Words } from './words.ts'

/** Said while the checks of the newest words run: until then nothing is final. */
const unchecked = 'The checks of these words are still running.'

/** Makes what pages look at. */
export interface Sights {
  /** What a look sees; undefined where there is nothing at all. */
  readonly make: (look: Look, words: Words) => Promise<Made | undefined>
  /** Why nothing can be printed. */
  readonly trouble: () => Trouble | undefined
}

/** Opens the sights: each is planned as far as the checks have come, and made on the sheets. */
export function openSights(
  sheets: Pick<Sheets, 'make' | 'last'>,
  checks: Pick<ChecksOfWords, 'checked' | 'areOf'>,
  today: () => Day,
): Sights {
  let trouble: Trouble | undefined
  const planOf = (publication: Publication, words: Words): Planned => {
    const findings = checks.checked()?.findings ?? []
    const plan = planned(publication, words.manuscript, findings, today())
    return checks.areOf(words) || plan.standing !== 'final'
      ? plan
      : { ...plan, standing: 'proof', reasons: [unchecked] }
  }
  return {
    make: async (look, words) => {
      const { manuscript } = words
      const publication = wanted(look, manuscript)
      if (!publication)
        return look.publication ? sheets.last(look.publication, look.format) : undefined
      const books = manuscript.publications.filter(({ kind }) => kind === 'book')
      const plans = publication.kind === 'ebook' ? books.map(each => planOf(each, words)) : []
      try {
        const plan = planOf(publication, words)
        const made = await sheets.make(plan, plans, look.format, manuscript)
        trouble = undefined
        const { finish } = made
        const whole = (each: Made): Made => ({
          ...each,
          faults: [...unsigned(plan), ...each.faults],
        })
        return finish ? { ...whole(made), finish: async () => whole(await finish()) } : whole(made)
      } catch (error) {
        if (!(error instanceof PrinterMissing)) throw error
        trouble = browserTrouble(error.message)
        return sheets.last(publication.id, look.format)
      }
    },
    trouble: () => trouble,
  }
}

/** The publication that is looked at: the first leaflet, where none is named. */
function wanted({ publication }: Look, { publications }: Manuscript): Publication | undefined {
  return publication
    ? publications.find(({ id }) => id === publication)
    : (publications.find(({ kind }) => kind === 'leaflet') ?? publications[0])
}

/** The remedies that have no leave to print, each as a finding at its place. */
function unsigned({ decision }: Planned): readonly Finding[] {
  return decision.standings.flatMap(({ remedy, refusals: [refusal] }): Finding[] =>
    refusal
      ? [
          {
            ...remedy.place,
            rule: 'imprimatur',
            severity: 'warning',
            reason: refusal.reason,
            note: refusal.note,
          },
        ]
      : [],
  )
}
