import { describe, expect, it } from 'vitest'
import { quantities } from '../../scripts/check/quantity/quantity.ts'
import { relation } from '../../scripts/check/quantity/relation.ts'

/** A quantity in one line: kind, comparator, numbers, unit, times a day. */
const said = (text: string, language?: string) =>
  quantities(text, language).map(({ kind, comparator, low, high, unit, perDay }) => {
    const number = low === high ? `${round(low)}` : `${round(low)}..${round(high)}`
    const often = perDay ? ` x${round(perDay[0])}` : ''
    return `${kind} ${comparator === '=' ? '' : comparator}${number} ${unit.code}${often}`
  })
const round = (value: number) => Number(value.toPrecision(4))

describe('quantities', () => {
  it.each([
    ['Take 1,500 mg of calcium a day.', ['amount 1500 mg x1', 'frequency 1 /d']],
    ['walk 10 000 steps', ['count 10000 1']],
    ['a fever of 38 C or more', ['amount >=38 Cel']],
    ['heat to 100.4F', ['amount 100.4 [degF]']],
    ['keep the water at 37 degrees', ['amount 37 Cel']],
    ['bend the knee 90 degrees', ['amount 90 deg']],
    ['about 2,000 calories', ['amount ~2000 kcal']],
    ['a 24-hour urine test', ['duration 24 h']],
    ['women over 35 years old', ['age >35 a']],
    ['a 35-year-old woman', ['age 35 a']],
    ['aged 18 or over', ['age >=18 a']],
    ['adults of 18+ years', ['duration >=18 a']],
    ['dilute in a ratio 1:2', ['ratio 0.5 {ratio}']],
    ['mix 1:20 with water', ['ratio 0.05 {ratio}']],
    ['from 28 weeks of pregnancy', ['gestation >=28 wk']],
    ['between 24 and 28 weeks pregnant', ['gestation 24..28 wk']],
    ['week 28 is the start', ['gestation 28 wk']],
    ['weeks 24 to 28', ['gestation 24..28 wk']],
    ['from week 28 on', ['gestation >=28 wk']],
    ['in the 28th week of pregnancy', ['gestation 28 wk']],
    ['the 7th month of pregnancy', ['gestation 7 mo']],
    ['From 28 weeks, sleep on your side', ['gestation >=28 wk']],
    ['rest from 10 to 12 weeks', ['duration 10..12 wk']],
    ['a ratio of 1 to 3', ['ratio 0.3333 {ratio}']],
    ['mix 2 to 3 tablespoons', ['amount 2..3 [tbs_m]']],
    ['two-thirds of women', ['ratio 0.6667 1']],
    ['½ teaspoon or 1/2 tsp', ['amount 0.5 [tsp_m]', 'amount 0.5 [tsp_m]']],
    ['1 1/2 tablets, 1½ cups', ['amount 1.5 {tablet}', 'amount 1.5 [cup_m]']],
    ['one and a half teaspoons', ['amount 1.5 [tsp_m]']],
    ['half a teaspoon', ['amount 0.5 [tsp_m]']],
    ['a quarter of an hour', ['duration 0.25 h']],
    ['an hour and a half', ['duration 1.5 h']],
    ['1 hour 30 minutes', ['duration 1.5 h']],
    ['once to three times a day', ['frequency 1..3 /d']],
    ['once or twice a week', ['frequency 1..2 /wk']],
    ['every 4 to 6 hours', ['frequency 4..6 /d']],
    ['every other day', ['frequency 0.5 /d']],
    ['5 days a week', ['frequency 5 /wk']],
    ['5~10 ml', ['amount 5..10 mL']],
    ['twenty-five minutes', ['duration 25 min']],
    ['two hundred and fifty ml', ['amount 250 mL']],
    ['a couple of drops', ['amount ~2..3 [drp]']],
    ['30 seconds to 2 minutes', ['duration 30..2 min']],
    ['1 to 2 in 1,000', ['ratio 0.001..0.002 1']],
    ['two thirds of women', ['ratio 0.6667 1']],
    ['Do not take more than 4 g in 24 hours', ['amount <=4 g x1', 'frequency 1 /d']],
    ['no more than 5 cm', ['amount <=5 cm']],
    ['less than an hour', ['duration <1 h']],
    ['5 mg/kg, 7.8 mmol/L', ['amount 5 mg/kg', 'amount 7.8 mmol/L']],
    ['140/90 mmHg', ['amount 140 mm[Hg]', 'amount 90 mm[Hg]']],
    ['one small glass of milk', ['amount 1 [cup_m]']],
  ])('reads %s', (text, expected) => {
    expect(said(text)).toEqual(expected)
  })

  it.each([
    'Come at 10:30am or at 14:15',
    'on 6 August 2018, 2018-08-06 and 6/8/2018',
    'call 0300 123 4567',
    'call 999 or 112 now',
    'in 2016 and (2019)',
    'vitamin B6, omega-3, step 3, figure 2 and type 1',
    'one of them, the 2nd visit, a second opinion, at once',
    'twice as likely',
    'in week 3 of the course',
    '£9.50 for over-65s',
    'see https://example.org/10/mg',
  ])('counts nothing in %s', text => {
    expect(said(text)).toEqual([])
  })

  it.each([
    ['fr', '1 500 mg par jour', ['amount 1500 mg x1', 'frequency 1 /d']],
    ['es', '1.500 mg dos veces al día', ['amount 1500 mg x2', 'frequency 2 /d']],
    ['de', '1,5 Tabletten dreimal täglich', ['amount 1.5 {tablet} x3', 'frequency 3 /d']],
    ['ru', 'по 1 чайной ложке 3 раза в день', ['amount 1 [tsp_m] x3', 'frequency 3 /d']],
    ['ar', '٥٠٠ مغ مرتين في اليوم', ['amount 500 mg x2', 'frequency 2 /d']],
    ['sw', 'gramu 500 mg', ['amount 500 mg']],
  ])('reads %s: %s', (language, text, expected) => {
    expect(said(text, language)).toEqual(expected)
  })

  it('says where a quantity stands and what it is about', () => {
    const text = 'Rest first. Take at most 2 tablets of iron with food.'
    const [met] = quantities(text)
    expect(text.slice(met!.start, met!.end)).toBe('at most 2 tablets')
    expect(met!.about).toEqual(['take', 'iron', 'food'])
    const [bare] = quantities('The heel must be stable. Its height is 5 cm.')
    expect(bare!.about).toEqual(['height', 'stable', 'heel'])
  })
})

describe('relation', () => {
  it.each([
    ['0.5 g', '500 mg', 'equal'],
    ['98.6 °F', '37 °C', 'equal'],
    ['14.3%', '1 in 7', 'equal'],
    ['14%', '1 in 20', 'apart'],
    ['half a teaspoon', '2.5 ml', 'equal'],
    ['200 mg twice a day', '400 mg a day', 'equal'],
    ['200 mg twice a day', '300 mg a day', 'apart'],
    ['1 kcal', '4.2 kJ', 'equal'],
    ['400 mg', '450 mg', 'apart'],
    ['5 to 10 ml', '8 ml', 'overlap'],
    ['no more than 5 cm', '4 cm', 'overlap'],
    ['no more than 5 cm', 'at most 4 cm', 'apart'],
    ['no more than 5 cm', '5 cm', 'overlap'],
    ['at least 3 hours', 'at most 3 hours', 'apart'],
    ['at least 3 hours', 'at least 180 minutes', 'equal'],
    ['at least 3 hours', 'at most 5 hours', 'overlap'],
    ['38 °C', '38.5 °C', 'apart'],
    ['about 30 minutes', 'half an hour', 'equal'],
    ['5 ml', '5 mg', undefined],
    ['for 12 weeks', '12 weeks pregnant', undefined],
  ])('%s against %s: %s', (a, b, expected) => {
    const [one] = quantities(a)
    const [other] = quantities(b)
    expect(relation(one!, other!)).toBe(expected)
    expect(relation(other!, one!)).toBe(expected)
  })
})
