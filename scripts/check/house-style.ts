import type { Severity } from '../read/finding.ts'
import type { Rule } from './rule.ts'
import { noHiddenCharacter } from './rules/no-hidden-character.ts'

/** What kind of care a rule takes; reports count by it. */
export type Family = 'safety' | 'words' | 'structure' | 'references' | 'documents'

/** A rule as this house applies it, before the manuscript's own style sheet has its say. */
export interface HouseRule {
  readonly family: Family
  readonly rule: Rule
  readonly severity: Severity
}

const inFamily = (family: Family, rules: readonly (readonly [Rule, Severity])[]): HouseRule[] =>
  rules.map(([rule, severity]) => ({ family, rule, severity }))

/** Every rule and its severity. An error makes a publication come out as a marked proof. */
export const houseStyle: readonly HouseRule[] = [
  ...inFamily('structure', [[noHiddenCharacter, 'error']]),
]

const severities = new Map(houseStyle.map(({ rule, severity }) => [rule.name, severity]))

/** The severity of a rule in the house style. */
export function defaultSeverity(name: string): Severity | undefined {
  return severities.get(name)
}
