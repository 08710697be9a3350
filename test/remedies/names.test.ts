import fc from 'fast-check'
import { expect, test } from 'vitest'
import { names } from '../../scripts/check/remedies/names.ts'
import { readFormulary } from '../../scripts/read/formulary.ts'

const { formulary, findings } = readFormulary(new Map())
const known = names(formulary)
const entriesIn = (text: string) => known.in(text).map(({ entry }) => entry)

test('the formulary of the press is without a fault', () => {
  expect(findings).toEqual([])
  expect(formulary.entries.size).toBe(300)
  const unsourced = [...formulary.entries.values()].filter(({ sources }) => sources.length === 0)
  expect(unsourced.map(({ id }) => id)).toEqual([])
})

/** A text, and the entries that it names. */
const named: readonly (readonly [what: string, text: string, ...entries: string[]])[] = [
  ['whole words', 'Take sage tea.', 'sage'],
  ['British spelling', 'liquorice root', 'liquorice-root'],
  ['American spelling', 'licorice root', 'liquorice-root'],
  ['sulphate and sulfate', 'ferrous sulphate or ferrous sulfate', 'iron', 'iron'],
  ['haemoglobin and hemoglobin', 'haemoglobin, hemoglobin', 'anaemia-diet', 'anaemia-diet'],
  ['-ise and -ize', 'micronized purified flavonoid fraction', 'diosmin-hesperidin'],
  ['plurals', 'hot water bottles', 'heating-pad'],
  ['plurals in -es', 'mustard poultices', 'mustard-ointment'],
  ['plurals in -ies', 'juniper berries', 'juniper'],
  ['possessives', "the nettle's leaf", 'nettle'],
  ['curly possessives', 'St John’s wort', 'st-johns-wort'],
  ['no apostrophe at all', 'St Johns wort', 'st-johns-wort'],
  ['short forms with a full stop', "St. John's wort", 'st-johns-wort'],
  ['hyphens', 'hot-water bottle', 'heating-pad'],
  ['a hyphen that joins', 'egg-shell', 'eggshell-powder'],
  ['a hyphen that is left out', 'Noshpa', 'drotaverine'],
  ['diacritics', 'pâté', 'pate'],
  ['capitals', 'VALERIAN ROOT', 'valerian'],
  ['Latin names', 'Glycyrrhiza glabra', 'liquorice-root'],
  ['a brand', 'Voltarol', 'diclofenac'],
  [
    'a brand with a case ending',
    'Ortofenom, Xefocama, No-shpu, Detralexu',
    'diclofenac',
    'lornoxicam',
    'drotaverine',
    'diosmin-hesperidin',
  ],
  ['Cyrillic', 'валериана', 'valerian'],
  ['inflected Cyrillic', 'настой крапивы с валерианой', 'nettle', 'valerian'],
  ['a Cyrillic adjective', 'отвар хвоща полевого', 'horsetail'],
  [
    'Cyrillic in two cases',
    'принимать но-шпу и ношпу детралексом',
    'drotaverine',
    'diosmin-hesperidin',
  ],
  ['the longest name', 'magnesium sulphate', 'magnesium-sulfate'],
  ['a sign in its own letters', 'Take Mg.', 'magnesium'],
  ['verbs of a procedure', 'massaging, massaged', 'leg-massage', 'leg-massage'],
  ['any owner', 'sleeping on her back', 'supine-sleep'],
  ['a break of line', 'hot\nwater bottle', 'heating-pad'],
  ['a hidden character', 'vale\u200brian, li\u00adcorice', 'valerian', 'liquorice-root'],
  ['a letter of another alphabet', 'v\u0430lerian', 'valerian'],
  ['full-width letters', 'ｖａｌｅｒｉａｎ', 'valerian'],
]

test.each(named)('%s', (_, text, ...entries) => {
  expect(entriesIn(text)).toEqual(entries)
})

/** Texts that hold a name's letters and do not name it. */
const traps: readonly (readonly [what: string, text: string])[] = [
  ['sage in massage, message and dosage', 'message, dosage, passage, usage'],
  ['a kitchen tool', 'Melt it in a water bath.'],
  ['a symptom', 'I have pins and needles in my foot.'],
  ['pin in spinning', 'spinning, opinion'],
  ['rue in true', 'true, cruel, gruel'],
  ['a unit', '360 mg'],
  ['haw in thaw', 'thaw, shawl'],
  ['an organ', 'a blood test for liver function'],
  ['a mood', 'in good spirits'],
  ['a metal tool', 'a cast iron pan'],
  ['two sentences', 'Drink water. Bathe later. It is hot. Water it.'],
  ['a brand in part', 'Mama said so.'],
  ['a thing that goes up', 'the smoke alarm'],
]

test.each(traps)('a trap: %s', (_, text) => {
  expect(entriesIn(text)).toEqual([])
})

test('sesame is told as the food that it is, not as sage', () => {
  expect(entriesIn('sesame seeds')).toEqual(['sesame-seeds'])
  expect(entriesIn('A massage, not sage.')).toEqual(['leg-massage', 'sage'])
})

test('every name of every entry is found, and tells that entry or one that shares the name', () => {
  const owners = new Map<string, Set<string>>()
  const shared = (name: string) =>
    [...formulary.entries.values()]
      .filter(entry =>
        entry.names.concat(entry.name).some(one => one.toLowerCase() === name.toLowerCase()),
      )
      .map(({ id }) => id)
  const lost: string[] = []
  for (const entry of formulary.entries.values()) {
    for (const name of entry.names) {
      const met = entriesIn(name)
      owners.set(name, new Set(met))
      if (!met.includes(entry.id) && !met.some(id => shared(name).includes(id))) {
        lost.push(`${name}: ${met.join(', ') || 'nothing'}, expected ${entry.id}`)
      }
    }
  }
  expect(lost).toEqual([])
})

test('words round a name change nothing, and places point at the name', () => {
  const words = fc.array(fc.constantFrom('and', 'with', 'on', 'quite', 'of', 'some'), {
    maxLength: 6,
  })
  fc.assert(
    fc.property(
      words,
      words,
      fc.constantFrom('liquorice root', 'No-shpa', 'nettle leaves'),
      (a, b, name) => {
        const text = [...a, name, ...b].join(' ')
        expect(known.in(text).map(({ start, end }) => text.slice(start, end))).toEqual([name])
      },
    ),
  )
})
