import { expect, test } from 'vitest'
import { check } from '../../scripts/check/check.ts'
import { doubts } from '../../scripts/check/remedies/doubts.ts'
import { type Files, manuscriptOf } from '../review/folder.ts'

const pregnant = '---\ntopic: pregnancy\n---\n\n'

/** What the press cannot tell of a manuscript, by name. */
async function doubted(files: Files): Promise<readonly string[]> {
  const manuscript = await manuscriptOf(files)
  return manuscript.chapters.flatMap(chapter =>
    doubts(chapter, manuscript).map(({ entry }) => entry.id),
  )
}

test.each([
  ['A friend of many women: valerian.', 'valerian'],
  ['Valerian, the queen of the night.', 'valerian'],
  ['There is no risk at all in valerian.', 'valerian'],
  ['No side effects are known of valerian.', 'valerian'],
  ['For the night, quinine.', 'quinine'],
  // A herb that needs review.
  ['A friend of many women: horsetail.', 'horsetail'],
  // So do a mineral, a food and a procedure.
  ['Zinc saw me through the last month.', 'zinc'],
  ['Our night nurse loves seaweed.', 'seaweed'],
  ['Nobody who has tried reflexology goes back.', 'reflexology'],
  ['Text.[^a]\n\n[^a]: For the night, valerian.', 'valerian'],
  ['| When | What |\n| --- | --- |\n| Night | valerian |', 'valerian'],
  ['Ask, or [valerian](https://example.org/).', 'valerian'],
  // Once for a paragraph, with what it holds.
  ['The name of valerian, of all names, is Valerian.', 'valerian'],
  ['The name of Sedavit is new.', 'sedavit'],
])('%j leaves a doubt', async (text, ...ids) => {
  expect(await doubted({ 'a.md': pregnant + text })).toEqual(ids)
})

test.each([
  // Plain words: a finding of its own, or none.
  ['Drink valerian.'],
  ['Do not take valerian.'],
  ['Valerian can harm the baby.'],
  ['Quinine brings a risk of bleeding.'],
  ['Cramps come from smoking: it triggers them.'],
  // Nothing to be avoided.
  ['The word magnesium is Greek.'],
  // No sentences.
  ['## Valerian\n\nText.'],
  ['[Valerian](https://example.org/)'],
  ['- [Valerian](https://example.org/)'],
  ['```\nvalerian\n```'],
  ['Text.[^a]\n\n[^a]: `EMA-VALERIAN-2016`'],
  ['## Sources\n\n- A paper on valerian, 2016'],
  // A question, an allergy.
  ['Ask your midwife about valerian.'],
  ['Tell us if you take magnesium.'],
  ['May someone rub my legs?'],
  ['Are you allergic to valerian?'],
  // A clinician decides, or signs.
  ['Diosmin is started by a specialist.'],
  [':::remedy{#valerian}\nFor the night, valerian.\n:::'],
])('%j leaves none', async text => {
  expect(await doubted({ 'a.md': pregnant + text })).toEqual([])
})

test('a table of a glossary explains, a sentence there may offer', async () => {
  const table = '| Word | Meaning |\n| --- | --- |\n| Valerian | A plant of the night |\n'
  expect(await doubted({ '11-glossary.md': pregnant + table })).toEqual([])
  expect(await doubted({ '11-glossary.md': `${pregnant}For the night, valerian.\n` })).toEqual([
    'valerian',
  ])
})

test('a text about something else, or about nothing in particular, leaves no doubt', async () => {
  const text = 'For the night, valerian.\n'
  expect(await doubted({ 'a.md': `---\ntopic: gardens\n---\n\n${text}` })).toEqual([])
  expect(await doubted({ 'a.md': text })).toEqual([])
})

test('a text that is plainly about pregnancy does, though it names no topic', async () => {
  const text = `${'She is pregnant. '.repeat(5)}\n\nFor the night, valerian.\n`
  expect(await doubted({ 'a.md': text })).toEqual(['valerian'])
})

// The press knows the name too, under an entry of its own: the manuscript's stands above it.
test("the manuscript's own formulary is in force in every text", async () => {
  const formulary = `entries:
  warfarin:
    name: warfarin
    kind: medicine
    status: specialist-only
    confidence: established
    reason: Bleeding.
`
  const text = '---\ntopic: blood\n---\n\nFor the heart, warfarin.\n'
  expect(await doubted({ 'a.md': text, 'formulary.yaml': formulary })).toEqual(['warfarin'])
})

test('a doubt is a warning that says the next step, ordinary comfort is none', async () => {
  const files = { 'a.md': `${pregnant}For the night, valerian. Put your feet on a pillow.\n` }
  const told = async (more: Files = {}) =>
    check(await manuscriptOf({ ...files, ...more }), { day: '2026-01-15' }).filter(
      ({ rule }) => rule === 'no-remedy-outside',
    )
  const [doubt, ...others] = await told()
  expect(others).toEqual([])
  expect([doubt?.severity, doubt?.start]).toEqual(['warning', { line: 5, column: 16 }])
  expect(doubt?.note).toContain('The press cannot tell whether this sentence offers it.')
  const asked = await told({ 'style-sheet.yaml': 'ordinary-offers: yes\n' })
  expect(asked.map(({ severity }) => severity).sort()).toEqual(['info', 'warning'])
})

test('soft hyphens hide no offer', async () => {
  const text = `${pregnant}Ta\u00ADke ibu\u00ADpro\u00ADfen.\n`
  const [offer] = check(await manuscriptOf({ 'a.md': text }), { day: '2026-01-15' }).filter(
    ({ rule }) => rule === 'no-remedy-outside',
  )
  expect(offer).toMatchObject({
    severity: 'error',
    start: { line: 5, column: 7 },
    end: { line: 5, column: 18 },
    reason: /^Unexpected offer of "ibuprofen"/,
  })
})
