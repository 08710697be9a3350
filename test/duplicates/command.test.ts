import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { duplicates } from '../../scripts/commands/duplicates.ts'
import { openedLibrary } from '../../scripts/commands/library-file.ts'

let folder: string
let out: string
let err: string
const world = () => ({
  env: {},
  out: (text: string) => {
    out += text
  },
  err: (text: string) => {
    err += text
  },
  terminal: false,
  colour: false,
  signal: new AbortController().signal,
  now: () => 0,
})
const text = 'Rest the sore leg on two pillows for 10 minutes, then walk about the room.'

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imprimatur-duplicates-'))
  out = ''
  err = ''
  for (const name of ['one', 'two']) await mkdir(join(folder, name))
  await writeFile(
    join(folder, 'one/a.md'),
    `# A\n\n${text}\n\nBring the blue folder to each visit.\n`,
  )
  await writeFile(join(folder, 'two/b.md'), `# B\n\n${text.replace('10', '20')}\n`)
})
afterEach(() => rm(folder, { recursive: true }))

test('shows groups across folders side by side, with the numbers that differ', async () => {
  const code = await duplicates(
    [join(folder, 'one'), join(folder, 'two')],
    { columns: 160 },
    world(),
  )
  expect(code).toBe(0)
  expect(out).toContain('── 2 passages, nearly the same words')
  expect(out).toContain('[[10 minutes]], then')
  expect(out).toContain('numbers differ: "10 minutes" and "20 minutes"')
  expect(out).toContain('1 group of passages that say the same.')
})

test('gives the same as JSON', async () => {
  await duplicates([join(folder, 'one'), join(folder, 'two')], { json: true }, world())
  const [group] = JSON.parse(out)
  expect(group).toMatchObject({
    tier: 'near',
    pairs: [{ numbers: [['10 minutes', '20 minutes']] }],
  })
})

test('compares only what changed with an index, and finds the same', async () => {
  const index = join(folder, 'library.index')
  await duplicates([join(folder, 'one')], { index }, world())
  expect(out).toContain('1 changed text compared')
  expect(out).toContain('none say the same')
  out = ''
  await duplicates([join(folder, 'two')], { index }, world())
  expect(out).toContain('1 changed text compared')
  expect(out).toContain('numbers differ')
  out = ''
  await duplicates([join(folder, 'two')], { index }, world())
  expect(out).toContain('0 changed texts compared')
  const held = await openedLibrary(index)
  expect(held && 'texts' in held && held.texts.map(({ key }) => key)).toEqual([
    `${join(folder, 'one')}/a.md`,
    `${join(folder, 'two')}/b.md`,
  ])
})

test('finds in other words what an index holds, as a full run does, and mends a broken index', async () => {
  const index = join(folder, 'library.index')
  const one = join(folder, 'one')
  const two = join(folder, 'two')
  await writeFile(
    join(one, 'a.md'),
    `# A\n\nSpeak to your GP if the swelling in your calf gets worse.\n\n${others}`,
  )
  await writeFile(
    join(two, 'b.md'),
    '# B\n\nIf the oedema of your lower limb worsens, contact your doctor.\n',
  )
  const told = async (folders: readonly string[], more: { index?: string }) => {
    out = ''
    await duplicates(folders, { json: true, from: '0.2', ...more }, world())
    return JSON.parse(out)
  }
  const full = await told([one, two], {})
  expect(full).toMatchObject([{ tier: 'paraphrase' }])
  expect(await told([one], { index })).toEqual([])
  expect(await told([two], { index })).toEqual(full)
  expect(await told([one, two], { index })).toEqual([])
  const whole = await readFile(index)
  const flipped = Array.from({ length: 40 }, (_, step) => {
    const at = Math.floor((step * (whole.length - 1)) / 39)
    return Buffer.from(whole.map((byte, index) => (index === at ? byte ^ 4 : byte)))
  })
  const older = Buffer.from('{"form":2,"words":"a","texts":0}\n')
  const broken = [Buffer.alloc(0), older, whole.subarray(0, -40), whole.subarray(0, 300)]
  for (const bytes of [...broken, ...flipped]) {
    await writeFile(index, bytes)
    err = ''
    expect(await told([one, two], { index })).toEqual(full)
    const moved = err.includes('is no index of this version') && bytes.length > 0
    if (moved) expect((await readFile(`${index}.old`)).equals(bytes)).toBe(true)
    await rm(`${index}.old`, { force: !moved })
    expect(err).toContain('it was made anew from the folders named here')
    expect((await readFile(index)).equals(whole)).toBe(true)
  }
  expect((await readdir(folder)).toSorted()).toEqual(['library.index', 'one', 'two'])
  err = ''
  await told([one, two], { index })
  expect(err).toBe('')
})

const others = Array.from(
  { length: 12 },
  (_, index) => `Nobody saw blue${index} cars near house${index} on street${index}.`,
).join('\n\n')

test('goes by the concepts and contrasts of a style sheet', async () => {
  await writeFile(
    join(folder, 'one/a.md'),
    `# A\n\nBring the zorb to the gate when the bell rings.\n\n${others}`,
  )
  await writeFile(
    join(folder, 'two/b.md'),
    '# B\n\nWhen a bell is rung, the quillon comes to the gate.\n',
  )
  const folders = [join(folder, 'one'), join(folder, 'two')]
  await duplicates(folders, { json: true, from: '0.01' }, world())
  const shared = () => JSON.parse(out)[0].pairs[0].shared
  expect(shared()).not.toContain('zorb ~ quillon')
  out = ''
  await writeFile(join(folder, 'one/style-sheet.yaml'), 'concepts:\n  Zorb: [quillon]\n')
  await duplicates(folders, { json: true, from: '0.01' }, world())
  expect(shared()).toContain('zorb ~ quillon')
  out = ''
  await writeFile(
    join(folder, 'one/style-sheet.yaml'),
    'concepts:\n  zorb: []\n  quillon: []\ncontrasts:\n  tools: [Zorb, quillon]\n',
  )
  await duplicates(folders, { json: true, from: '0.01' }, world())
  expect(JSON.parse(out).flatMap((group: { pairs: unknown[] }) => group.pairs)).not.toContainEqual(
    expect.objectContaining({ shared: expect.arrayContaining(['gate']) }),
  )
})

test('names a folder that is not there', async () => {
  expect(await duplicates([join(folder, 'three')], {}, world())).toBe(1)
  expect(err).toContain('There is no folder')
})

test('lists nothing of the handbook that its editors have not answered', async () => {
  expect(await duplicates(['manuscript'], { json: true }, world())).toBe(0)
  expect(JSON.parse(out)).toEqual([])
})

test('lists a row that says in short what the text says only when told from which score', async () => {
  const one = join(folder, 'one')
  const two = join(folder, 'two')
  const row =
    '| What | Why |\n| --- | --- |\n| Fill the red bucket before the goat wakes | Goats |\n'
  await writeFile(join(one, 'a.md'), `# A\n\n${row}\n${others}`)
  await writeFile(join(two, 'b.md'), '# B\n\nBefore the goat has woken, a red bucket is filled.\n')
  const told = async (from?: string) => {
    out = ''
    await duplicates([one, two], { json: true, ...(from ? { from } : {}) }, world())
    return JSON.parse(out).length
  }
  expect(await told('0.35')).toBe(1)
  expect(await told()).toBe(0)
  // The same in running text has its place in the list.
  await writeFile(
    join(one, 'a.md'),
    `# A\n\nFill the red bucket before the goat wakes: goats.\n\n${others}`,
  )
  expect(await told()).toBe(1)
})
