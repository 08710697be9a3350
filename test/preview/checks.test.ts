import { rm } from 'node:fs/promises'
import { afterEach, expect, test } from 'vitest'
import { inspect } from '../../scripts/inspect.ts'
import { type Checks, openChecks } from '../../scripts/preview/checks.ts'
import { openWarmFolder } from '../../scripts/preview/warm-folder.ts'
import { read } from '../../scripts/read/read.ts'
import { folderOf, stock } from './opened.ts'

const day = '2026-11-22'

const open: Checks[] = []
const folders: string[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

const said =
  'Drink a glass of water before each walk and a second glass of water after it, and rest in the shade for ten minutes when you feel dizzy.'
const other =
  'Sit down with your feet on a low stool, loosen your shoes, and wait until the swelling of your ankles has gone before you stand up again.'
const chapter = (title: string, text: string) => `# ${title}\n\n## How\n\n${text}\n`

test('checks of words that were edited come to what checks of the whole come to', async () => {
  const { folder, put } = await folderOf({
    '01-walks.md': chapter('Walks', said),
    '02-heat.md': chapter('Heat', other),
    '03-shoes.md': chapter('Shoes', 'Wear shoes that are wide.'),
  })
  folders.push(folder)
  const warm = await openWarmFolder(folder, () => performance.now())
  const again = openChecks()
  open.push(again)
  const run = async (checks: Checks) => {
    const { bytes: _, ...listing } = warm.folder()
    return checks.check(folder, listing, warm.contents(), day)
  }
  const edits: readonly (readonly [string, string | undefined])[] = [
    ['03-shoes.md', chapter('Shoes', 'Wear shoes that are wide and soft.')],
    ['02-heat.md', chapter('Heat', said)],
    ['02-heat.md', chapter('Heat', said.replace('ten minutes', 'two hours'))],
    ['04-feet.md', chapter('Feet', `${other}\n\n${said}`)],
    ['01-walks.md', undefined],
    ['clinic.yaml', 'publisher: A clinic\ncountry: GB\n'],
    ['02-heat.md', chapter('Heat', 'Take .5 mg of it.')],
  ]
  const repeated: number[] = []
  await warm.look()
  await run(again)
  for (const [file, text] of edits) {
    if (text === undefined) await rm(`${folder}/${file}`)
    else await put(file, text)
    while ((await warm.look()).unsure) await new Promise(resolve => setImmediate(resolve))
    const met = await run(again)
    const whole = inspect(await read(folder), { day, fonts: stock.fonts })
    expect([file, met.findings]).toEqual([file, whole])
    repeated.push(met.findings.filter(({ rule }) => rule === 'no-duplicate-passage').length)
  }
  // The edits make repetitions and end them.
  expect(new Set(repeated).size).toBeGreaterThan(1)
})
