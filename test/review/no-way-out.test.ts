import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import JSZip from 'jszip'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pressroom } from '../../scripts/commands/surroundings.ts'
import { type Outcome, type Pressing, press } from '../../scripts/press.ts'
import { folderOf } from './folder.ts'

/** A word that stands nowhere but in words that nobody signed. */
const secret = 'zanzibar'
const offer = `Drink liquorice ${secret} tea.`
const boxed = `:::remedy{#tea}\n${offer}\n:::`

/** Each place where text can stand, as a chapter with the words in it. */
const places: Readonly<Record<string, string>> = {
  paragraph: `${offer}\n`,
  heading: `## ${offer}\n\nText.\n`,
  list: `- ${offer}\n- Other.\n`,
  'nested-list': `- Other.\n  - ${offer}\n`,
  'table-cell': `| What | How |\n| --- | --- |\n| Tea | ${offer} |\n`,
  'table-row': `| Remedy | Dose |\n| --- | --- |\n| liquorice ${secret} | 1 cup, 3 times a day |\n`,
  quotation: `> ${offer}\n`,
  footnote: `Text.[^a]\n\n[^a]: ${offer}\n`,
  'alt-text': `![${offer}](a.svg)\n`,
  caption: `![A cup](a.svg "${offer}")\n`,
  'link-title': `[A cup](https://example.org/ "${offer}")\n`,
  html: `<div>${offer}</div>\n`,
  code: `\`\`\`\n${offer}\n\`\`\`\n`,
  glossary: `**Tea**\n\n: A word. ${offer}\n`,
  'plain-passage': '::passage{#offer}\n',
  'note-box': `:::note\n${offer}\n:::\n`,
  'split-word': `Drink lico**rice** ${secret} tea.\n`,
  'hidden-character': `Drink li\u00adcorice ${secret} tea.\n`,
  'another-alphabet': `Drink lic\u043erice ${secret} tea.\n`,
  'boxed-remedy': `${boxed}\n`,
  'boxed-in-list': `- Item\n\n  ${boxed.replaceAll('\n', '\n  ')}\n`,
  'boxed-in-quotation': `${boxed.replace(/^/gm, '> ')}\n`,
  'boxed-in-footnote': `Text.[^a]\n\n[^a]: Note\n\n    ${boxed.replaceAll('\n', '\n    ')}\n`,
  'boxed-passage': '::passage{#remedy}\n',
  'boxed-with-note': `:::remedy{#tea}\nTea.[^a]\n:::\n\n[^a]: ${offer}\n`,
  'boxed-without-name': `:::remedy\n${offer}\n:::\n`,
}

const kinds = { leaflet: 'formats: [a4, letter]\n', book: '', ebook: '' } as const
const choices = ['proof', 'withhold', 'fail'] as const

function files(): Record<string, string> {
  const all: Record<string, string> = {
    'passages/offer.md': `${offer}\n`,
    'passages/remedy.md': `${boxed}\n`,
    'a.svg':
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>',
    'clean.md': '---\ntitle: Clean\n---\n\nWalk a little.\n',
    'summary.md': `---\ntitle: Summary\nsummary: ${offer}\n---\n\nText.\n`,
    'title.md': `---\ntitle: ${offer}\n---\n\nText.\n`,
  }
  for (const [place, text] of Object.entries(places)) {
    // Each remedy has a name of its own.
    const named = text.replace('#tea', `#${place}`)
    all[`${place}.md`] = `---\ntitle: A chapter\n---\n\n${named}`
  }
  for (const place of [...Object.keys(places), 'clean', 'summary', 'title']) {
    for (const [kind, more] of Object.entries(kinds)) {
      for (const choice of choices) {
        all[`publications/${place}--${kind}--${choice}.yaml`] =
          `kind: ${kind}\nchapters: [${place}]\nunreviewed: ${choice}\n${more}`
      }
    }
  }
  all['publications/cover--book--withhold.yaml'] =
    `kind: book\ntitle: Book\nsubtitle: ${offer}\nchapters: [clean]\nunreviewed: withhold\n`
  return all
}

async function textOf(file: string): Promise<string> {
  const bytes = await readFile(file)
  if (file.endsWith('.pdf')) {
    const document = await getDocumentProxy(new Uint8Array(bytes))
    const { text } = await extractText(document, { mergePages: true })
    const { info } = await document.getMetadata()
    return `${text} ${JSON.stringify(info)}`
  }
  const zip = await JSZip.loadAsync(bytes)
  const parts = Object.values(zip.files).filter(({ name }) =>
    /\.(xhtml|opf|ncx|xml|svg)$/.test(name),
  )
  return (await Promise.all(parts.map(part => part.async('string')))).join('\n')
}

describe('nothing unsigned reaches a final file', () => {
  let pressing: Pressing
  let out: string

  beforeAll(async () => {
    const folder = await folderOf(files(), afterAll)
    out = join(folder, 'dist')
    const stop = new AbortController()
    const room = pressroom(
      {
        env: process.env,
        out: () => {},
        err: () => {},
        terminal: false,
        colour: false,
        signal: stop.signal,
        now: () => Date.parse('2026-11-22T12:00:00Z'),
      },
      () => {},
    )
    pressing = await press({ folder, out, publications: [] }, room)
  }, 120_000)

  const outcomes = (place: string, choice: string): readonly Outcome[] =>
    pressing.outcomes.filter(({ publication }) => {
      const [at, , how] = publication.id.split('--')
      return at === place && how === choice
    })

  test('the search finds the words in a proof, and a clean text is final', async () => {
    const proofs = outcomes('paragraph', 'proof')
    expect(proofs.map(({ standing }) => standing)).toEqual(['proof', 'proof', 'proof'])
    for (const { path } of proofs.flatMap(({ files }) => files)) {
      expect(await textOf(join(out, path))).toContain(secret)
      expect(path).toMatch(/^proofs\//)
    }
    const clean = choices.flatMap(choice => outcomes('clean', choice))
    expect(new Set(clean.map(({ standing }) => standing))).toEqual(new Set(['final']))
  })

  test('what is boxed is left out of a final edition that withholds', () => {
    const all = ['boxed-remedy', 'boxed-in-list', 'boxed-passage', 'boxed-in-quotation']
    const standings = all.flatMap(place => outcomes(place, 'withhold').map(one => one.standing))
    expect(standings).toEqual(Array.from({ length: 12 }, () => 'final'))
  })

  test.each([...Object.keys(places), 'summary', 'title', 'cover'])('%s', async place => {
    const all = choices.flatMap(choice => outcomes(place, choice))
    expect(all.length).toBeGreaterThan(0)
    for (const { standing, files, publication } of all) {
      if (standing !== 'final') continue
      // Only words in a box can be left out, and only where the publication says so.
      expect(`${place} ${publication.unreviewed}`).toMatch(/^boxed-.* withhold$/)
      for (const { path } of files) expect(await textOf(join(out, path))).not.toContain(secret)
    }
    // It is the gate itself that refuses, not another fault of the text.
    for (const { decision, publication } of all) {
      const codes = decision.refusals?.map(({ code }) => code)
      if (!place.startsWith('boxed')) expect(codes).toContain('remedy-outside')
      else if (publication.unreviewed !== 'withhold') expect(codes?.length).toBeGreaterThan(0)
    }
    for (const { standing, files } of outcomes(place, 'fail')) {
      expect([standing, files]).toEqual(['not made', []])
    }
  })
})
