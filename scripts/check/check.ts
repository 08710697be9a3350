import { unified } from 'unified'
import { fact } from '../read/facts.ts'
import type { Day } from '../read/fields.ts'
import { byPlace, type Finding, type Severity } from '../read/finding.ts'
import type { Chapter, Manuscript, Passage } from '../read/manuscript.ts'
import { comparison } from './duplicates/comparison.ts'
import { unknownContrasts } from './duplicates/own-glossary.ts'
import { gathered, takenFrom } from './gathered.ts'
import { defaultSeverity, gateRules, houseStyle } from './house-style.ts'
import { levelOf } from './readability.ts'
import { failed, fileOf, findingsOf, type RuleOptions } from './rule.ts'
import { waive } from './waive.ts'

/** What the checks are told besides the manuscript. */
export interface CheckOptions {
  /** The day on which the manuscript is pressed. */
  readonly day: Day
}

/**
 * Everything worth saying about a manuscript, in the order of its files: what reading found, what
 * the rules find, less what the editors have waived.
 */
export function check(manuscript: Manuscript, { day }: CheckOptions): readonly Finding[] {
  const options = ruleOptions(manuscript)
  const { chapters, passages, styleSheet } = manuscript
  // All that is ever wanted of a text at once, since its tree is not held for long.
  const inText = (text: Chapter | Passage) => {
    takenFrom(text, manuscript)
    comparison(manuscript).lookAt(text)
    return checkText(text, options)
  }
  const found = [
    ...manuscript.findings,
    ...chapters.flatMap(chapter => {
      levelOf(chapter, styleSheet)
      return inText(chapter)
    }),
    ...[...passages.values()].flatMap(inText),
    ...checkWhole(manuscript, day),
  ]
  return waive(found, manuscript).toSorted(byPlace)
}

/** The part of a manuscript that the chapter rules go by; same options and text, same findings. */
export function ruleOptions({ styleSheet, clinic }: Manuscript): RuleOptions {
  return { styleSheet, clinic }
}

/** What the chapter rules find in one chapter or passage; the day does not matter to them. */
export function checkText(text: Chapter | Passage, options: RuleOptions): readonly Finding[] {
  return fact(text, 'findings', [options.styleSheet, options.clinic], () => {
    const file = fileOf(text)
    processorFor(options).runSync(text.source, file)
    return findingsOf(file, text.file, (rule, own) => severityOf(rule, options, own) ?? 'error')
  })
}

/** What the rules on the whole manuscript find; `day` decides what is overdue. */
export function checkWhole(manuscript: Manuscript, day: Day): readonly Finding[] {
  const options = ruleOptions(manuscript)
  const findings: Finding[] = [...wronglySet(options), ...unknownMembers(manuscript)]
  const harvests = gathered(manuscript)
  for (const { rule } of houseStyle) {
    if (rule.scope !== 'manuscript' || !severityOf(rule.name, options)) continue
    const { met = [], failures = [] } = harvests.get(rule.name) ?? {}
    findings.push(...failures)
    try {
      rule.run(manuscript, met, day, ({ at, severity, ...remark }) => {
        const { start, end } = at ?? {}
        findings.push({
          rule: rule.name,
          severity: severityOf(rule.name, options, severity) ?? 'error',
          ...(start && { start: { line: start.line, column: start.column } }),
          ...(end && { end: { line: end.line, column: end.column } }),
          ...remark,
        })
      })
    } catch (error) {
      findings.push(failed(rule.name, '', error))
    }
  }
  return findings
}

/** What the style sheet says of rules that are not there, or that nobody may turn off. */
function wronglySet({ styleSheet }: RuleOptions): readonly Finding[] {
  return Object.keys(styleSheet.rules ?? {}).flatMap((name): Finding[] => {
    const common = { rule: 'style-sheet', severity: 'error', file: 'style-sheet.yaml' } as const
    if (defaultSeverity(name) === undefined) {
      return [
        {
          ...common,
          reason: `Unexpected rule \`${name}\` in the style sheet, expected a rule of the house style`,
          note: '`imprimatur explain` lists the rules.',
        },
      ]
    }
    if (!gateRules.has(name)) return []
    return [
      {
        ...common,
        reason: `Unexpected weight for \`${name}\`, expected the rule as it is`,
        note: 'It belongs to the gate of remedies, which nothing turns off.',
      },
    ]
  })
}

/** Contrasts of the style sheet that name no concept, and so would hold nothing apart. */
function unknownMembers(manuscript: Manuscript): readonly Finding[] {
  if (manuscript.styleSheet.contrasts === undefined) return []
  return unknownContrasts(manuscript).map(({ set, member }) => ({
    rule: 'style-sheet',
    severity: 'error',
    file: 'style-sheet.yaml',
    reason: `Unexpected \`${member}\` in the contrast \`${set}\`, expected a concept`,
    note: 'Give it a line under `concepts`, with other words for it.',
  }))
}

/**
 * The weight of a rule for this manuscript, or of one of its messages that has an `own` one;
 * undefined where the style sheet turns the rule off.
 */
function severityOf(
  name: string,
  { styleSheet }: RuleOptions,
  own?: Severity,
): Severity | undefined {
  const chosen = gateRules.has(name) ? undefined : styleSheet.rules?.[name]
  return chosen === 'off' ? undefined : (chosen ?? own ?? defaultSeverity(name))
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
