import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { press } from '../../scripts/press.ts'
import type { Printer } from '../../scripts/render/chromium.ts'
import { edge } from '../../scripts/render/proof-reading/passage.ts'
import { pdfText } from '../../scripts/render/proof-reading/pdf-text.ts'
import { pressroomWith, sharedPrinter } from '../press/shared-printer.ts'

let bench: string
let printer: Printer
let closeBrowser: () => Promise<void>
beforeAll(async () => {
  bench = await mkdtemp(join(tmpdir(), 'right-to-left-'))
  ;({ printer, close: closeBrowser } = await sharedPrinter())
})
afterAll(async () => {
  await closeBrowser()
  await rm(bench, { recursive: true, force: true })
})

const clinic = (language: string) => `language: ${language}
contact:
  phone: "020 7946 0018"
rights: "CC BY 4.0. You may copy it."
`

const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40"><text x="5" y="20" font-size="12">Left hand (1).</text></svg>'

describe('a leaflet from right to left', () => {
  it.for([
    ['ar', 'تشنج الساق', 'اتصلي بالرقم', 'خذي', 'الدواء'],
    ['he', 'התכווצות', 'התקשרי למספר', 'קחי', 'תרופה'],
  ] as const)('in %s says numbers and English as they are written', async args => {
    const [language, title, call, take, medicine] = args
    const folder = join(bench, language)
    const out = join(bench, `${language}-out`)
    await mkdir(join(folder, 'publications'), { recursive: true })
    await writeFile(join(folder, 'clinic.yaml'), clinic(language))
    await writeFile(
      join(folder, 'publications', 'one.yaml'),
      'kind: leaflet\nchapters: [01]\nformats: [a4]\nappointment: yes\n',
    )
    await writeFile(
      join(folder, '01.md'),
      `# ${title}

${call} 020 7946 0018.

${take} 5 ml.

This whole paragraph is English.

## What to do?

- Lie on your side.

| ${medicine} | Dose? |
|---|---|
| ${medicine} | 38 °C |

    a = (1);

![${medicine}](hand.svg)
`,
    )
    await writeFile(join(folder, 'hand.svg'), drawing)
    const order = { folder, out, publications: [] }
    const { findings, written } = await press(order, pressroomWith(printer))
    const faults = findings.filter(({ rule }) => rule === 'proof-reading')
    expect(faults.map(({ reason }) => reason)).toEqual([])
    const [file] = written?.manifest.files.filter(({ path }) => path.endsWith('.pdf')) ?? []
    const printed = pdfText(await readFile(join(out, file!.path))).text.replaceAll(edge, '')
    // No line ends between a number and its unit.
    const text = printed.replaceAll('\u00a0', ' ')
    expect(text.match(/020 7946 0018/g)).toHaveLength(2)
    for (const said of [
      '5 ml',
      'This whole paragraph is English.',
      'What to do?',
      'Lie on your side.',
      'Dose?',
      '38 °C',
      'a = (1);',
      'CC BY 4.0. You may copy it.',
      'Date and time:',
    ])
      expect(text).toContain(said)
  })
})
