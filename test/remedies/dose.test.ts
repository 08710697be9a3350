import { expect, test } from 'vitest'
import { doses } from '../../scripts/check/remedies/dose.ts'
import { mentionsIn } from '../../scripts/check/remedies/offers.ts'
import { chapter } from '../../scripts/read/chapter.ts'
import { readFormulary } from '../../scripts/read/formulary.ts'

const { formulary } = readFormulary(new Map())

function dosesOf(markdown: string) {
  const text = `---\ntopic: pregnancy\n---\n\n:::remedy{#it}\n${markdown}\n:::\n`
  const read = chapter('a.md', text, new Map(), 'en').chapter!
  return doses(mentionsIn(read, { formulary }), 'it')
}

test('substance, amount, frequency, duration and stage are read out', () => {
  expect(
    dosesOf('Take 400 mg of magnesium twice a day for 2 weeks. Do so from 20 weeks of pregnancy.'),
  ).toEqual([
    {
      substance: 'magnesium',
      amount: '400 mg',
      frequency: 'twice a day',
      duration: '2 weeks',
      stage: 'from 20 weeks of pregnancy',
      missing: [],
    },
  ])
})

test('what is missing is told', () => {
  expect(dosesOf('Take 1 teaspoon of liquorice tea.')).toMatchObject([
    { substance: 'liquorice-root', missing: ['frequency', 'duration', 'stage'] },
  ])
})

test('how often without how much is a dose with a gap', () => {
  expect(dosesOf('Drink nettle tea twice a day.')[0]?.missing).toContain('amount')
})

test('duration and stage may stand elsewhere in the remedy', () => {
  const [dose] = dosesOf(
    'Take 1 tablet of paracetamol 4 times a day.\n\n- For at most 3 days.\n- At any stage of pregnancy.',
  )
  expect(dose?.missing).toEqual([])
})

test('a length, a temperature and a warning are no doses', () => {
  expect(dosesOf('Walk 5 km. Keep it at 37 °C. Liquorice raises blood pressure.')).toEqual([])
})
