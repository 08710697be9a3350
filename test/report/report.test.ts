import { createRequire } from 'node:module'
import { default as AjvDraft04 } from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import { type ReportContext, report, reportFormats } from '../../scripts/check/report/report.ts'
import type { Finding } from '../../scripts/read/finding.ts'
import { manuscriptOf } from './manuscript-of.ts'

const context: ReportContext = {
  manuscript: manuscriptOf('manuscript', {
    '01-water.md': '# Water\n\nDrink it. Rest. Sit down.\n',
    '02-fever.md':
      '# Fever & "chills"\n\nUncontrolled administration necessitates hospitalisation.\n',
    '03-rest.md': '# Rest\n\nLie down.\n',
  }),
  day: '2026-11-22',
  version: '1.2.3',
}

const findings: readonly Finding[] = [
  {
    rule: 'no-duplicate-passage',
    severity: 'warning',
    file: '02-fever.md',
    start: { line: 7, column: 1 },
    end: { line: 7, column: 29 },
    reason: 'Unexpected passage repeated from `01-water.md`, expected a shared passage',
    cause: { file: '01-water.md', start: { line: 3, column: 1 }, reason: 'first set here' },
  },
  {
    rule: 'leading-zero',
    severity: 'error',
    file: '02-fever.md',
    start: { line: 3, column: 1 },
    end: { line: 5, column: 4 },
    reason: 'Unexpected bare point in `.5` <b>, expected `0.5`',
    expected: ['0.5'],
    note: 'Write 100% & "more", in full:\nplease.',
  },
  {
    rule: 'publisher-given',
    severity: 'info',
    file: 'clinic.yaml',
    reason: 'Missing `clinic.yaml`',
  },
]

test('text is what an editor reads', () => {
  expect(report('text', findings, context)).toBe(`manuscript/02-fever.md
7:1-7:29  warning  Unexpected passage repeated from \`01-water.md\`, expected a shared passage  no-duplicate-passage
  [cause]: 01-water.md:3:1 first set here
3:1-5:4   error    Unexpected bare point in \`.5\` <b>, expected \`0.5\`                          leading-zero
  [note]: Write 100% & "more", in full:
please.

manuscript/clinic.yaml
note     Missing \`clinic.yaml\`  publisher-given

1 error, 1 warning and 1 note in 2 files. Mend the errors first: with one of them, a publication comes out as a marked proof.
\`imprimatur explain leading-zero\` says more about a rule.
`)
})

test('text names a rule to explain only where it is one', () => {
  const [, , missing] = findings
  const torn = { ...missing!, rule: 'proof-reading', severity: 'error' } as const
  const rule = { ...missing!, rule: 'no-long-sentence', severity: 'warning' } as const
  expect(report('text', [torn], context)).not.toContain('imprimatur explain')
  expect(report('text', [torn, rule], context)).toContain('`imprimatur explain no-long-sentence`')
})

test('text says what was looked at where nothing was found', () => {
  expect(report('text', [], context)).toBe('No findings in 3 chapters.\n')
})

test('text has colours only when told', () => {
  expect(report('text', findings, context)).not.toContain('\u001B')
  expect(report('text', findings, { ...context, colour: true })).toContain(
    '\u001B[31merror  \u001B[0m',
  )
})

test('JSON holds the findings as they are', () => {
  const value = JSON.parse(report('json', findings, context))
  expect(value.findings).toEqual(findings)
  expect(value.counts).toEqual({ error: 1, warning: 1, info: 1 })
})

test('GitHub reads one line a finding', () => {
  expect(report('github', findings, context)).toBe(
    [
      '::warning file=manuscript/02-fever.md,line=7,endLine=7,col=1,endColumn=29,title=no-duplicate-passage::Unexpected passage repeated from `01-water.md`, expected a shared passage',
      '::error file=manuscript/02-fever.md,line=3,endLine=5,title=leading-zero::Unexpected bare point in `.5` <b>, expected `0.5`%0AWrite 100%25 & "more", in full:%0Aplease.',
      '::notice file=manuscript/clinic.yaml,title=publisher-given::Missing `clinic.yaml`',
      '',
    ].join('\n'),
  )
})

describe('SARIF', () => {
  const require = createRequire(import.meta.url)
  const schema = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
  const ajv = new AjvDraft04.default({
    strict: false,
    allErrors: true,
    // The schema has a pattern with a lone bracket.
    unicodeRegExp: false,
  })
  addFormats.default(ajv)
  const validate = ajv.compile(schema)

  test.each([
    ['findings', findings],
    ['nothing', []],
  ] as const)('with %s fits the schema', (_, met) => {
    const log = JSON.parse(report('sarif', met, context))
    validate(log)
    expect(validate.errors).toBeNull()
    expect(log.runs[0].results).toHaveLength(met.length)
  })

  test('the schema refuses what is wrong', () => {
    const log = JSON.parse(report('sarif', findings, context))
    log.runs[0].results[0].level = 'info'
    expect(validate(log)).toBe(false)
  })

  test('names file, line, rule and weight', () => {
    const [run] = JSON.parse(report('sarif', findings, context)).runs
    const [, second, third] = run.results
    expect(second.level).toBe('error')
    expect(run.tool.driver.rules[second.ruleIndex].id).toBe('leading-zero')
    expect(second.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'manuscript/02-fever.md' },
      region: { startLine: 3, startColumn: 1, endLine: 5, endColumn: 4 },
    })
    expect(third.level).toBe('note')
    expect(run.results[0].relatedLocations[0].message.text).toBe('first set here')
  })
})

describe('JUnit', () => {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' })

  test('is XML with a suite for each file and a case for each finding', () => {
    const xml = report('junit', findings, context)
    expect(XMLValidator.validate(xml)).toBe(true)
    const { testsuites } = parser.parse(xml)
    expect(testsuites).toMatchObject({ tests: '5', failures: '2', errors: '0' })
    expect(testsuites.testsuite.map(({ name }: { name: string }) => name)).toEqual([
      'manuscript/01-water.md',
      'manuscript/02-fever.md',
      'manuscript/03-rest.md',
      'manuscript/clinic.yaml',
    ])
    expect(testsuites.testsuite[1].testcase[1].failure.type).toBe('error')
  })

  test('stays XML whatever a finding says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (reason, note) => {
        const [first] = findings
        const xml = report('junit', [{ ...first!, reason, note }], context)
        return XMLValidator.validate(xml) === true
      }),
    )
  })
})

test.each(reportFormats)('%s repeats byte for byte', format => {
  expect(report(format, findings, context)).toBe(report(format, findings, context))
})

test('HTML escapes what the text says and loads nothing', () => {
  const html = report('html', findings, context)
  expect(html).toContain('Unexpected bare point in `.5` &lt;b&gt;')
  expect(html).toContain('Fever &amp; &quot;chills&quot;')
  expect(html).not.toMatch(/(?:src|href)=|url\((?!#)|@import/)
})
