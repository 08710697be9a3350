import { expect, test } from 'vitest'
import { decode } from '../../scripts/read/decode.ts'

const read = (text: string) => decode(new TextEncoder().encode(text))

test.each([
  ['quotations', `# Rest\n\n${'>'.repeat(3000)} text\n`, 3],
  ['items', `${'- '.repeat(3000)}text\n`, 1],
  ['indented items', `- a\n${' '.repeat(3000)}- text\n`, 2],
  ['elements', `# Rest\n${'<div>'.repeat(3000)}text\n`, 2],
])('%s thousands deep are told with their line', (_, text, line) => {
  expect(read(text)).toMatchObject({ reason: /a hundred times/, start: { line, column: 1 } })
})

test.each([
  [`Text\n\n${'- '.repeat(300)}\n\nText\n`],
  [`${'* '.repeat(300)}*\n`],
  [`> > > quoted\n\n- - - item\n`],
  [`Text${'<br>'.repeat(300)}\n`],
  [`| a |\n${'-'.repeat(3000)}\n`],
])('%j is a text', text => {
  expect(read(text)).toEqual({ text })
})
