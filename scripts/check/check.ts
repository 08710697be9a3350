import { unified } from 'unified'
import type { Day } from '../read/fields.ts'
import { byPlace, type Finding, type Severity } from '../read/finding.ts'
import type { Chapter, Manuscript, Passage } from '../read/manuscript.ts'
import { defaultSeverity, houseStyle } from './house-style.ts'
import { fileOf, findingsOf, type RuleOptions } from './rule.ts'
import { waive } from './waive.ts'

/** What the checks are told besides the manuscript. */
export interface CheckOptions {
  /** The day on which the manuscript is pressed. */
  readonly day: Day
  /** What the chapter rules find in one text; a press with a cache hands in its own. */
  readonly checkText?: typeof checkText
}

/**
 * Everything worth saying about a manuscript, in the order of its files: what reading found, what
 * the rules find, less what the editors have waived.
 */
export function check(
  manuscript: Manuscript,
  { day, checkText: checkOne = checkText }: CheckOptions,
): readonly Finding[] {
  const options = ruleOptions(manuscript)
  const texts = [...manuscript.chapters, ...manuscript.passages.values()]
  const found = [
    ...manuscript.findings,
    ...texts.flatMap(text => checkOne(text, options)),
    ...checkWhole(manuscript, day),
  ]
  return waive(found, manuscript).toSorted(byPlace)
}

/** The part of a manuscript that the chapter rules go by; same options and text, same findings. */
export function ruleOptions({ styleSheet, clinic }: Manuscript): RuleOptions {
  return { styleSheet, clinic }
}

/** What the chapter rules find in one chapter or passage. */
export function checkText(text: Chapter | Passage, options: RuleOptions): readonly Finding[] {
  const file = fileOf(text)
  processorFor(options).runSync(text.source, file)
  return findingsOf(file, text.file, rule => severityOf(rule, options) ?? 'error')
}

/** What the rules on the whole manuscript find; `day` decides what is overdue. */
export function checkWhole(manuscript: Manuscript, day: Day): readonly Finding[] {
  const options = ruleOptions(manuscript)
  const findings: Finding[] = []
  for (const { rule } of houseStyle) {
    const severity = severityOf(rule.name, options)
    if (rule.scope !== 'manuscript' || !severity) continue
    rule.run(manuscript, day, ({ at, ...remark }) => {
      const { start, end } = at ?? {}
      findings.push({
        rule: rule.name,
        severity,
        ...(start && { start: { line: start.line, column: start.column } }),
        ...(end && { end: { line: end.line, column: end.column } }),
        ...remark,
      })
    })
  }
  return findings
}

/** The weight of a rule for this manuscript; undefined where the style sheet turns it off. */
function severityOf(name: string, { styleSheet }: RuleOptions): Severity | undefined {
  const chosen = styleSheet.rules?.[name]
  return chosen === 'off' ? undefined : (chosen ?? defaultSeverity(name))
}

const processors = new WeakMap<RuleOptions, ReturnType<typeof processor>>()

function processorFor(options: RuleOptions) {
  const known = processors.get(options) ?? processor(options)
  processors.set(options, known)
  return known
}

function processor(options: RuleOptions) {
  const chain = unified()
  for (const { rule } of houseStyle) {
    if (rule.scope === 'chapter' && severityOf(rule.name, options)) chain.use(rule.plugin, options)
  }
  return chain.freeze()
}
