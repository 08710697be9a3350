import { expect, test } from 'vitest'
import { type Line, mentions, pharmacy } from '../../scripts/check/remedies/mentions.ts'
import { readFormulary } from '../../scripts/read/formulary.ts'

const { formulary } = readFormulary(new Map())
const shop = pharmacy(formulary)

/** Lines of a small text: `# ` is a heading, `- ` an item. */
function lines(text: string): Line[] {
  return text.split('\n').map(line => ({
    text: line.replace(/^(?:# |- )/, ''),
    kind: line.startsWith('# ') ? 'heading' : 'paragraph',
    item: line.startsWith('- '),
  }))
}

const stances = (text: string) =>
  mentions(lines(text), shop).map(({ entry, stance }) => `${entry.id} ${stance}`)

const told: readonly (readonly [text: string, ...stances: string[]])[] = [
  ['Drink nettle tea at night.', 'nettle recommended'],
  ['Nettle tea helps with swelling.', 'nettle recommended'],
  ['Your midwife may suggest valerian.', 'valerian recommended'],
  ['Take 2 tablets of ibuprofen twice a day.', 'ibuprofen recommended'],
  ['Do not drink nettle tea.', 'nettle discouraged'],
  ['Never take ibuprofen after 28 weeks.', 'ibuprofen discouraged'],
  ['Avoid coffee and strong tea.', 'caffeine discouraged', 'caffeine discouraged'],
  ['Liquorice is not recommended in pregnancy.', 'liquorice-root discouraged'],
  ['Ibuprofen should be avoided.', 'ibuprofen discouraged'],
  ['Smoking must be given up.', 'smoking discouraged'],
  ['Experts warn against quinine.', 'quinine discouraged'],
  ['Liquorice is a remedy against cramps: it helps.', 'liquorice-root recommended'],
  ['To avoid cramps, drink nettle tea.', 'nettle recommended'],
  ['Avoid new attacks: try valerian.', 'valerian recommended'],
  ['Do not forget to take valerian.', 'valerian recommended'],
  ['Not only nettle tea helps.', 'nettle recommended'],
  ['Do not take more than 4 tablets of paracetamol a day.', 'paracetamol recommended'],
  ['Do not wear tight shoes, and take valerian.', 'valerian recommended'],
  ['A lack of magnesium may be behind it.', 'magnesium cause'],
  ['Cramps are caused by diuretics.', 'diuretics cause'],
  ['Magnesium deficiency is common.', 'magnesium cause'],
  ['Sesame makes up for the lack of calcium.', 'sesame-seeds recommended', 'calcium recommended'],
  ['Avoid these:\n- coffee', 'caffeine discouraged'],
  ['The causes are:\n- smoking', 'smoking cause'],
  ['These remedies help:\n- nettle', 'nettle recommended'],
  ['# Folk remedies\n# Nettle\nIt grows in gardens.', 'nettle recommended'],
  ['My aunt spoke of valerian.', 'valerian mention'],
  ['If you cannot sleep, take valerian.', 'valerian recommended'],
  ['In the evening, heat the nettle tea.', 'nettle recommended'],
  ['Why not reach for valerian instead?', 'valerian recommended'],
  ['Valerian is perfectly safe.', 'valerian recommended'],
  ['Valerian works wonders.', 'valerian recommended'],
  ['Valerian is harmless.', 'valerian recommended'],
  ['Opt for nettle tea.', 'nettle recommended'],
  ['Steer clear of valerian.', 'valerian discouraged'],
  ['Ibuprofen can harm the baby.', 'ibuprofen discouraged'],
  ['Valerian is off limits.', 'valerian discouraged'],
  ['Valerian does more harm than good.', 'valerian discouraged'],
  // Offers that no verb of taking or helping tells.
  ['A spoonful of magnesium before bed.', 'magnesium recommended'],
  ['My grandmother always gave us magnesium.', 'magnesium recommended'],
  ['Magnesium keeps cramps away.', 'magnesium recommended'],
  ['Leg massage is a blessing for tired legs.', 'leg-massage recommended'],
  ['Fish oil makes all the difference.', 'omega-3 recommended'],
  ['Reflexology may be an option.', 'reflexology recommended'],
  ['The secret is magnesium.', 'magnesium recommended'],
  ['Ask your pharmacist for magnesium.', 'magnesium recommended'],
  ['Thanks to magnesium I slept.', 'magnesium recommended'],
  ['I could not have done it without magnesium.', 'magnesium recommended'],
  ['Sage is a blessing.', 'sage recommended'],
  // What is taken already, what a trial found, what something does not do.
  ['Tell your doctor if you take ibuprofen.', 'ibuprofen mention'],
  ['If you take warfarin, tell your midwife.', 'anticoagulants-oral mention'],
  ['If you take magnesium, take it with food.', 'magnesium recommended'],
  ['Have you taken ibuprofen this week?', 'ibuprofen mention'],
  ['The trial compared magnesium with a dummy tablet.', 'magnesium mention'],
  ['Ginger has not been shown to help.', 'ginger discouraged'],
  ['Magnesium is not the answer.', 'magnesium mention'],
  ['You may be sent for a blood test for quinine.', 'quinine mention'],
  ['The spasms are aggravated by:\n- smoking', 'smoking cause'],
  [
    'Take valerian.\nThis remedy is sold with nettle.',
    'valerian recommended',
    'nettle recommended',
  ],
]

test.each(told)('%s', (text, ...expected) => {
  expect(stances(text).filter(one => expected.includes(one) || !one.includes('carried'))).toEqual(
    expected,
  )
})

test('a mixture is told with what it holds', () => {
  expect(stances('Take Sedavit.')).toEqual([
    'sedavit recommended',
    'st-johns-wort recommended',
    'valerian recommended',
    'hops recommended',
    'hawthorn recommended',
    'peppermint recommended',
  ])
})

test('one name of an entry can hold more than the others', () => {
  expect(stances('Take Citramon.')).toEqual([
    'aspirin-analgesic recommended',
    'caffeine recommended',
    'paracetamol recommended',
  ])
})

test('a plant without a name is told in a recipe, and only there', () => {
  expect(stances('This plant grows in gardens.')).toEqual([])
  expect(stances('Pour 500 ml of boiling water over 3 spoons of herbs and drink it.')).toEqual([
    'unidentified-herb recommended',
  ])
  expect(stances('# Nettle\nPour 500 ml of boiling water over the herb and drink it.')).toContain(
    'nettle recommended',
  )
  expect(stances('# Nettle\nPour 500 ml of boiling water over the herb.').join()).not.toContain(
    'unidentified',
  )
})

test('what "it" and "the infusion" stand for is carried along', () => {
  expect(stances('Drink nettle tea.\nThe infusion is taken 3 times a day, 2 spoons.')).toEqual([
    'nettle recommended',
    'nettle recommended',
  ])
})

test('an ordinary word counts only where the text treats with it', () => {
  expect(stances('The needle of the compass points north.')).toEqual([])
  expect(stances('Prick the muscle with a needle, it will help.')).toEqual([
    'pin-pricking recommended',
    'pin-pricking recommended',
  ])
  expect(stances('Point your heel to the floor.')).toEqual([])
})
