import { fact, factAsSet } from '../read/facts.ts'
import type { Finding } from '../read/finding.ts'
import type { Chapter, Manuscript, Passage } from '../read/manuscript.ts'
import { houseStyle } from './house-style.ts'
import { type Form, failed, type Gathered, type GatherOptions } from './rule.ts'

/** What one rule on the whole manuscript took from its texts. */
export interface Harvest {
  readonly met: readonly Gathered<unknown>[]
  /** Told where the rule broke over a text. */
  readonly failures: readonly Finding[]
}

/** What the rules took from one text, by rule; or why one of them could not. */
type Taken = Readonly<Record<string, { readonly facts: unknown } | { readonly failure: string }>>

/** What each rule on the whole manuscript takes from its texts, by rule. */
export function gathered(manuscript: Manuscript): ReadonlyMap<string, Harvest> {
  const byRule = new Map<string, { met: Gathered<unknown>[]; failures: Finding[] }>()
  for (const text of [...manuscript.chapters, ...manuscript.passages.values()]) {
    for (const [rule, taken] of Object.entries(takenFrom(text, manuscript))) {
      const harvest = byRule.get(rule) ?? { met: [], failures: [] }
      byRule.set(rule, harvest)
      if ('facts' in taken) harvest.met.push({ text, facts: taken.facts })
      else harvest.failures.push(failed(rule, text.file, taken.failure))
    }
  }
  return byRule
}

/** What the rules take from one text; kept, so that nobody has to look at its trees again. */
export function takenFrom(text: Chapter | Passage, options: GatherOptions): Taken {
  const { styleSheet, clinic, formulary } = options
  const of = [styleSheet, clinic, formulary]
  return {
    ...fact(text, 'rules', of, () => take('written', text, options)),
    ...factAsSet(text, 'rules', of, () => take('set', text, options)),
  }
}

function take(form: Form, text: Chapter | Passage, options: GatherOptions): Taken {
  const taken: Record<string, Taken[string]> = {}
  for (const { rule } of houseStyle) {
    if (rule.scope !== 'manuscript' || rule.gathers?.form !== form) continue
    try {
      const facts = rule.gathers.from(text, options)
      if (facts !== undefined) taken[rule.name] = { facts }
    } catch (error) {
      taken[rule.name] = { failure: error instanceof Error ? error.message : String(error) }
    }
  }
  return taken
}
