import { expect, test } from 'vitest'
import { offers } from '../../scripts/check/remedies/offers.ts'
import { manuscriptOf } from '../review/folder.ts'

const entry = (name: string, more = '') =>
  `name: ${name}, kind: herb, status: avoid, confidence: uncertain, reason: Nobody knows.${more}`

test('a manuscript adds entries, and they are in force whatever its topic', async () => {
  const manuscript = await manuscriptOf({
    'formulary.yaml': `entries:\n  moonwort: { ${entry('moonwort', ', names: [lunaria]')} }\n`,
    'a.md': '---\ntopic: burns\n---\n\nDrink lunaria tea.\n',
  })
  expect(manuscript.findings).toEqual([])
  expect(
    offers(manuscript.chapters[0]!, manuscript).map(one => [one.entry.id, one.severity]),
  ).toEqual([['moonwort', 'error']])
})

test('a manuscript adds a whole formulary, and mends an entry of the press', async () => {
  const manuscript = await manuscriptOf({
    'formularies/children.yaml': `title: Children\nentries:\n  honey: { ${entry('honey')} }\n`,
    'a.md': 'Give honey to calm the cough.\n',
  })
  expect(manuscript.formulary.entries.get('honey')?.status).toBe('avoid')
  expect(manuscript.formulary.entries.get('honey')?.file).toBe('formularies/children.yaml')
  expect(manuscript.formulary.entries.size).toBe(300)
})

test('what a formulary points to and does not hold is told', async () => {
  const manuscript = await manuscriptOf({
    'formulary.yaml': `entries:\n  x: { ${entry('xyz', ', ingredients: [nothing]')} }\n  y: { name: y }\n`,
    'a.md': 'Text.\n',
  })
  expect(manuscript.findings.map(({ file, rule }) => `${file} ${rule}`)).toContain(
    'formulary.yaml formulary',
  )
})

test('the press’s own entries hold in a text on pregnancy, and for medicines where no topic is given', async () => {
  const said = async (topic: string, text: string) => {
    const manuscript = await manuscriptOf({ 'a.md': `---\n${topic}\n---\n\n${text}\n` })
    return offers(manuscript.chapters[0]!, manuscript).map(one => one.entry.id)
  }
  expect(await said('topic: pregnancy', 'Wrap it in cling film.')).toEqual(['cling-film-wrap'])
  expect(await said('topic: burns', 'Wrap it in cling film. Take valerian.')).toEqual([])
  expect(await said('title: It', 'Wrap it in cling film. Take valerian.')).toEqual(['valerian'])
})
