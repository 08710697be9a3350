import type { Nodes } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import type { Position } from 'unist'
import { visit } from 'unist-util-visit'
import { gatheringRule } from '../rule.ts'
import { emergencyBox } from '../text/emergency.ts'

/**
 * The number to call must be the one that works in the country of the publication, and the
 * emergency box must name it.
 *
 * The country stands in `clinic.yaml`; `emergency-number` there overrides the list of countries.
 *
 * Source: ITU-T E.161.1 and the national numbering plans; practice: a local number for each country.
 *
 * @example clean
 *   ```md
 *   :::emergency
 *   Call **999** for a fit.
 *   :::
 *   ```
 *   ```yaml clinic.yaml
 *   country: GB
 *   ```
 *
 * @example
 *   ```md
 *   Call 911 for a fit.
 *   ```
 *   ```yaml clinic.yaml
 *   country: GB
 *   ```
 *   1:1-1:20: Unexpected emergency number 911, expected 999
 *
 * @example
 *   ```md
 *   :::emergency
 *   Call your midwife.
 *   :::
 *   ```
 *   ```yaml clinic.yaml
 *   country: GB
 *   ```
 *   1:1-3:4: Missing emergency number in the emergency box, expected 999
 *
 * @example
 *   ```md
 *   Call your midwife.
 *   ```
 *   ```yaml clinic.yaml
 *   country: GB
 *   emergency-number: "911"
 *   ```
 *   clinic.yaml: Unexpected emergency number 911 for GB, expected 999 or 112
 */
export const emergencyNumber = gatheringRule(
  'emergency-number',
  'set',
  text => {
    const calls: { readonly number: string; readonly at: Position | undefined }[] = []
    visit(text.source as Nodes, ['paragraph', 'tableCell', 'heading'], node => {
      for (const [, number = ''] of textOf(node).matchAll(called)) {
        calls.push({ number, at: node.position })
      }
    })
    const { box } = 'matter' in text ? emergencyBox(text) : {}
    if (!box) return calls.length > 0 ? { calls } : undefined
    const all = [...box.text.matchAll(/\d+/g)].map(([number]) => number)
    return { calls, box: { file: box.file, at: box.node.position, numbers: [...new Set(all)] } }
  },
  (gathered, { clinic }, report) => {
    const { country, 'emergency-number': own } = clinic
    const ofCountry = country === undefined ? undefined : numbers[country]
    if (own !== undefined && ofCountry && !ofCountry.includes(digits(own))) {
      report({
        file: 'clinic.yaml',
        reason: `Unexpected emergency number ${own} for ${country}, expected ${ofCountry.join(' or ')}`,
        expected: ofCountry,
        note: 'Mend `country` or `emergency-number`.',
      })
    }
    const right = own === undefined ? ofCountry : [digits(own), ...(ofCountry ?? [])]
    if (!right) return
    for (const { text, facts } of gathered) {
      for (const { number, at } of facts.calls) {
        if (right.includes(number) || !everyNumber.has(number)) continue
        report({
          file: text.file,
          at,
          reason: `Unexpected emergency number ${number}, expected ${right[0]}`,
          expected: [right[0]!],
          note: `\`clinic.yaml\` says that this is published in ${country ?? 'a country'}. Mend the number there or here.`,
        })
      }
    }
    const told = new Set<string>()
    for (const { facts } of gathered) {
      const { box } = facts
      const place = `${box?.file}:${box?.at?.start.line}`
      if (!box || told.has(place)) continue
      told.add(place)
      if (right.some(number => box.numbers.includes(number))) continue
      report({
        file: box.file,
        at: box.at,
        reason: `Missing emergency number in the emergency box, expected ${right[0]}`,
        note: `Say it in the first line: "Call **${right[0]}** for …".`,
      })
    }
  },
)

const digits = (text: string) => text.replace(/\D/g, '')

const called =
  /\b(?:call|calls|calling|dial|dialling|dialing|phone|ring|number)\b[^.\d]{0,20}(\d{2,3})(?![\d-]|\s\d)/gi

const european =
  'AT BE BG CH CY CZ DE DK EE ES FI FR GR HR HU IS IT LI LT LU LV MT NL NO PL PT RO RS SE SI SK TR UA BA MK ME MD GE AM AZ KZ'

const numbers: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(european.split(' ').map(country => [country, ['112']])),
  AE: ['998', '999'],
  AR: ['107', '911'],
  AU: ['000', '112'],
  BD: ['999'],
  BR: ['192'],
  BY: ['103', '112'],
  CA: ['911'],
  CL: ['131'],
  CN: ['120'],
  CO: ['123'],
  EG: ['123'],
  GB: ['999', '112'],
  GH: ['112', '193'],
  HK: ['999'],
  ID: ['112', '119'],
  IE: ['999', '112'],
  IL: ['101'],
  IN: ['112', '108'],
  IR: ['115'],
  JM: ['110', '119'],
  JP: ['119'],
  KE: ['999', '112'],
  KR: ['119'],
  LK: ['1990'],
  MX: ['911'],
  MY: ['999'],
  NG: ['112'],
  NP: ['102'],
  NZ: ['111'],
  PE: ['106'],
  PH: ['911'],
  PK: ['1122', '115'],
  RU: ['103', '112'],
  SA: ['997', '911'],
  SG: ['995'],
  TH: ['1669'],
  TW: ['119'],
  US: ['911'],
  VN: ['115'],
  ZA: ['10177', '112'],
}
const everyNumber = new Set(
  Object.values(numbers)
    .flat()
    .filter(number => number.length === 3),
)
