import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chapter } from '../../scripts/read/chapter.ts'
import type { Passage } from '../../scripts/read/manuscript.ts'
import { parseMarkdown } from '../../scripts/read/markdown.ts'
import { remediesOf } from '../../scripts/review/remedies.ts'

const invisible = ['\u200b', '\u200c', '\u200d', '\u00ad', '\u2060', '\ufeff', '\u202e', '\u2066']

const word = fc
  .string({ unit: fc.constantFrom(...'abcdefghijklmnoprstuvwéñжиша'), minLength: 2, maxLength: 9 })
  .filter(text => !text.startsWith('www'))
const unit = fc.constantFrom('mg', 'ml', 'g', 'tablets', 'drops', 'times a day', 'weeks')
const amount = fc
  .tuple(fc.integer({ min: 1, max: 2000 }), unit)
  .map(([number, unit]) => `${number} ${unit}`)
const sentence = fc
  .tuple(fc.array(fc.oneof(word, amount), { minLength: 2, maxLength: 10 }), amount)
  .map(([words, amount]) => `Take ${words.join(' ')} and ${amount}.`)
const block = fc.oneof(
  sentence,
  fc
    .array(sentence, { minLength: 1, maxLength: 4 })
    .map(items => items.map(text => `- ${text}`).join('\n')),
  fc.tuple(word, amount).map(([a, b]) => `| ${a} | dose |\n| --- | --- |\n| x | ${b} |`),
)
const remedy = fc.array(block, { minLength: 1, maxLength: 5 }).map(blocks => blocks.join('\n\n'))

function fingerprintOf(
  markdown: string,
  passages: Record<string, string> = {},
  around = '',
): string {
  const read = chapter(
    'a.md',
    `${around}\n\n:::remedy{#it}\n${markdown}\n:::\n\n${around}\n`,
    new Map(
      Object.entries(passages).map(([id, text]): [string, Passage] => [
        id,
        { id, file: `passages/${id}.md`, text, source: parseMarkdown(text) },
      ]),
    ),
    'en',
  )
  return remediesOf(read.chapter!, new Map())[0]!.fingerprint
}

/** A place within the text that is inside a word or a number. */
function placed(text: string, at: number): number {
  const places = [...text.matchAll(/(?<=[\p{L}\p{N}])(?=[\p{L}\p{N}])/gu)].map(({ index }) => index)
  return places[at % places.length]!
}

test('a changed digit voids the signature', () => {
  fc.assert(
    fc.property(remedy, fc.nat(), fc.integer({ min: 1, max: 9 }), (text, at, by) => {
      const digits = [...text.matchAll(/\d/g)]
      const { index, 0: digit } = digits[at % digits.length]!
      const other = `${text.slice(0, index)}${(Number(digit) + by) % 10}${text.slice(index + 1)}`
      expect(fingerprintOf(other)).not.toBe(fingerprintOf(text))
    }),
  )
})

test('a changed unit voids the signature', () => {
  fc.assert(
    fc.property(remedy, fc.nat(), unit, (text, at, to) => {
      const units = [...text.matchAll(/(?<=\d )(?:mg|ml|g|tablets|drops|times a day|weeks)\b/g)]
      const { index, 0: from } = units[at % units.length]!
      fc.pre(from !== to)
      const other = text.slice(0, index) + to + text.slice(index + from.length)
      expect(fingerprintOf(other)).not.toBe(fingerprintOf(text))
    }),
  )
})

test('a word put in or taken out voids the signature', () => {
  fc.assert(
    fc.property(remedy, fc.nat(), word, (text, at, more) => {
      const gaps = [...text.matchAll(/(?<=[\p{L}\p{N}]) (?=[\p{L}\p{N}])/gu)]
      const { index } = gaps[at % gaps.length]!
      const other = `${text.slice(0, index)} ${more}${text.slice(index)}`
      expect(fingerprintOf(other)).not.toBe(fingerprintOf(text))
    }),
  )
})

test('an invisible character voids the signature', () => {
  fc.assert(
    fc.property(remedy, fc.nat(), fc.constantFrom(...invisible), (text, at, mark) => {
      const place = placed(text, at)
      const other = text.slice(0, place) + mark + text.slice(place)
      expect(fingerprintOf(other)).not.toBe(fingerprintOf(text))
    }),
  )
})

test('a changed include voids the signature', () => {
  fc.assert(
    fc.property(remedy, sentence, sentence, (text, before, after) => {
      fc.pre(before !== after)
      const including = `${text}\n\n::passage{#part}`
      expect(fingerprintOf(including, { part: after })).not.toBe(
        fingerprintOf(including, { part: before }),
      )
    }),
  )
})

test('white space, emphasis and bullets change nothing', () => {
  const space = fc.constantFrom(' ', '  ', '\n', '\u00a0', '\u2009', ' \n')
  fc.assert(
    fc.property(remedy, space, fc.nat(), (text, gap, at) => {
      // A line break may not fall into a table's row, nor where a word would open a list.
      const lines = text.split('\n')
      const changed = lines
        .map(line =>
          line.startsWith('|') || (gap.includes('\n') && line.startsWith('- '))
            ? line
            : line.replace(/(?<=[\p{L}]) (?=\p{L})/u, gap),
        )
        .join('\n')
      const bullets = changed.replace(/^- /gm, at % 2 ? '* ' : '+ ')
      const bold = bullets.replace(/Take/g, at % 3 ? '**Take**' : '_Take_')
      expect(fingerprintOf(bold.replace(/\n\n/g, '\n\n\n'))).toBe(fingerprintOf(text))
    }),
  )
})

test('what stands around a remedy, and in what order, changes nothing', () => {
  fc.assert(
    fc.property(remedy, remedy, (text, around) => {
      expect(fingerprintOf(text, {}, around)).toBe(fingerprintOf(text))
    }),
  )
})
