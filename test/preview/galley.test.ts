import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Checked, Checks } from '../../scripts/preview/checks.ts'
import { openChecks } from '../../scripts/preview/checks.ts'
import { type Galley, openGalley, type PreviewRoom } from '../../scripts/preview/galley.ts'
import type { Look, Told } from '../../scripts/preview/told.ts'
import { openWarmFolder } from '../../scripts/preview/warm-folder.ts'
import { NoBrowser } from '../../scripts/render/browser.ts'
import type { Printer } from '../../scripts/render/chromium.ts'
import { sharedPrinter } from '../press/shared-printer.ts'
import { calm, folderOf, stock } from './opened.ts'

let printer: Printer
let closePrinter: () => Promise<void>
const checks = openChecks()
beforeAll(async () => {
  const shared = await sharedPrinter()
  printer = shared.printer
  closePrinter = shared.close
})
afterAll(async () => {
  await checks.close()
  await closePrinter()
})

/** A galley on a folder of its own, and what the page that looks at it knows. */
async function galleyOn(
  files: Readonly<Record<string, string>>,
  look: Look = { publication: '01-water', remarks: 'publication' },
  with_: Partial<PreviewRoom> & { checks?: Checks } = {},
) {
  const { folder, put } = await folderOf(files)
  const warm = await openWarmFolder(folder, () => performance.now())
  const { checks: own = checks, ...more } = with_
  const room: PreviewRoom = {
    stock,
    epoch: '2000-01-01',
    today: () => '2026-11-22',
    openPrinter: async () => printer,
    ...more,
  }
  // The thread of the checks serves all tests, one after the other.
  const kept: Checks = { check: own.check, close: async () => {} }
  const galley: Galley = openGalley(folder, warm, kept, room, () => {})
  const told: Partial<Told> = {}
  const sights: Told['sight'][] = []
  galley.look(look, (part, news) => {
    told[part] = news
    if (part === 'sight') sights.push(news as Told['sight'])
  })
  return {
    folder,
    put,
    galley,
    told,
    sights,
    ready: () => vi.waitFor(() => expect(told.state?.at).toBe('ready'), 20_000),
    met: (want: () => void) => vi.waitFor(want, { timeout: 20_000, interval: 20 }),
    close: async () => {
      await galley.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

test('nothing is begun any more where it is closed in the middle of a print', async () => {
  let asked = 0
  const held: Checks = {
    check: async () => {
      asked += 1
      return { findings: [], standings: [] }
    },
    close: async () => {},
  }
  let close = () => Promise.resolve()
  const print: Printer['print'] = async () => {
    await close()
    throw new Error('the browser ended')
  }
  const printing = vi.fn(print)
  const { galley, close: closeAll } = await galleyOn(calm, undefined, {
    checks: held,
    openPrinter: async () => ({ ...printer, print: printing }),
  })
  close = galley.close
  await vi.waitFor(() => expect(printing).toHaveBeenCalledTimes(1), 20_000)
  await printing.mock.results[0]?.value.catch(() => undefined)
  // What follows a print that failed follows within a few turns of the loop.
  for (let turn = 0; turn < 100; turn += 1) await new Promise(resolve => setImmediate(resolve))
  expect(asked).toBe(0)
  await closeAll()
})

test('nothing is final before these very words were checked', async () => {
  const waiting: (() => void)[] = []
  const held: Checks = {
    check: async (...asked) => {
      const answer: Checked = await checks.check(...asked)
      await new Promise<void>(resolve => waiting.push(resolve))
      return answer
    },
    close: async () => {},
  }
  const { told, sights, met, put, galley, close } = await galleyOn(calm, undefined, {
    checks: held,
  })
  await met(() => expect(waiting).toHaveLength(1))
  expect(told.sight).toMatchObject({
    standing: 'proof',
    reasons: ['The checks of these words are still running.'],
    shown: { path: 'proofs/01-water-a4.pdf' },
  })
  waiting.pop()?.()
  await met(() => expect(told.sight?.standing).toBe('final'))
  expect(told.sight).toMatchObject({ reasons: [], shown: { path: 'leaflets/01-water-a4.pdf' } })
  sights.length = 0
  await put('01-water.md', '# Water\n\n## How much\n\nTake .5 mg of it.\n')
  galley.changed(['01-water.md'])
  await met(() => expect(waiting).toHaveLength(1))
  waiting.pop()?.()
  await met(() => expect(told.sight?.reasons.join()).toContain('01-water.md:5'))
  // The words with the error were a proof from the first moment.
  expect(sights.map(({ standing }) => standing)).not.toContain('final')
  expect(told.remarks?.remarks).toContainEqual(
    expect.objectContaining({
      rule: 'leading-zero',
      line: 5,
      excerpt: { before: 'Take ', met: '.5', after: ' mg of it.' },
      at: expect.objectContaining({ page: 0 }),
    }),
  )
  await close()
})

test('a chapter that breaks leaves its last good version in sight, and comes back mended', async () => {
  const { told, met, put, galley, ready, folder, close } = await galleyOn(calm)
  await ready()
  const good = told.sight?.shown
  expect(good).toBeDefined()
  const broken: readonly (readonly [string, () => Promise<void>])[] = [
    ['front matter', () => put('01-water.md', '---\ntitle: [\n---\n# Water\n')],
    ['a program', () => put('01-water.md', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]))],
    ['no text at all', () => put('01-water.md', new Uint8Array([0xff, 0xfe, 0x41, 0]))],
    ['no file', () => rm(join(folder, '01-water.md'))],
  ]
  for (const [, breakIt] of broken) {
    await breakIt()
    galley.changed(['01-water.md'])
    await met(() => expect(told.sight?.standing).toBe('not made'))
    expect(told.sight?.stale).toMatch(/cannot be read|Nothing makes it any more/)
    expect(told.sight?.shown).toEqual(good)
    expect(galley.impression(good!.id)).toBeDefined()
    await put('01-water.md', calm['01-water.md'])
    galley.changed(['01-water.md'])
    await met(() => expect(told.sight?.standing).toBe('final'))
    expect(told.sight?.stale).toBeUndefined()
    expect(told.sight?.shown).toEqual(good)
  }
  await close()
})

test('what is wrong with a broken chapter is among the findings', async () => {
  const { told, met, close } = await galleyOn({
    ...calm,
    '01-water.md': '---\ntitle: [\n---\n# Water\n',
  })
  await met(() => expect(told.remarks?.remarks.length).toBeGreaterThan(0))
  expect(told.remarks?.remarks).toContainEqual(
    expect.objectContaining({ severity: 'error', file: '01-water.md' }),
  )
  expect(told.sight?.shown).toBeUndefined()
  expect(told.overview?.publications).toContainEqual(
    expect.objectContaining({ id: '02-rest', standing: 'final' }),
  )
  await close()
})

test('what is downloaded before its file was made is the file, and not the draft', async () => {
  const { told, met, galley, close } = await galleyOn(calm)
  await met(() => expect(told.sight?.shown?.path).toBe('proofs/01-water-a4.pdf'))
  const file = await galley.impression(told.sight!.shown!.id)!.bytes()
  // Only the press writes what PDF/UA asks for.
  expect(Buffer.from(file).toString('latin1')).toContain('pdfuaid')
  await met(() => expect(told.sight?.standing).toBe('final'))
  await close()
})

test('words that come fast are each shown at once, before anything is finished or checked', async () => {
  const { told, sights, met, put, galley, ready, close } = await galleyOn({
    ...calm,
    '01-water.md': '# Water\n\n## How much\n\nTake .5 mg of it.\n',
  })
  await ready()
  const shown = new Set<string>()
  for (let edit = 0; edit < 4; edit += 1) {
    const before = told.sight?.shown?.id
    await put('01-water.md', `# Water\n\n## How much\n\nTake .5 mg of it, ${edit} times.\n`)
    galley.changed(['01-water.md'])
    await met(() => expect(told.sight?.shown?.id).not.toBe(before))
    expect(told.state?.at).not.toBe('ready')
    shown.add(told.sight!.shown!.id)
  }
  expect(shown.size).toBe(4)
  await ready()
  expect(sights.at(-1)?.shown?.id).toBe([...shown].at(-1))
  await close()
})

test('what only setting shows to be faulty is final neither in sight nor in the list', async () => {
  const long = Array.from({ length: 300 }, (_, n) => `Drink when thirst comes, time ${n}.`)
  const { told, met, put, galley, close } = await galleyOn(
    {
      ...calm,
      '01-water.md': `${calm['01-water.md']}\n${long.join('\n\n')}\n`,
      'publications/water.yaml':
        'kind: leaflet\nchapters: [01-water]\nformats: [tri-fold-a4, a4]\n',
    },
    { publication: 'water', remarks: 'publication' },
  )
  const listed = () => told.overview?.publications.find(({ id }) => id === 'water')?.standing
  await met(() => expect(told.sight?.standing).toBe('not made'))
  await met(() => expect(listed()).toBe('not made'))
  await put('01-water.md', calm['01-water.md'])
  galley.changed(['01-water.md'])
  await met(() => expect(told.sight?.standing).toBe('final'))
  await met(() => expect(listed()).toBe('final'))
  await close()
})

test('a remedy that nobody signed is said beside its words', async () => {
  const remedy = ':::remedy{#rest}\nLie down for an hour.\n:::\n'
  const { told, ready, close } = await galleyOn({
    ...calm,
    '01-water.md': `# Water\n\n## How much\n\nDrink when you are thirsty.\n\n${remedy}`,
  })
  await ready()
  expect(told.sight?.standing).toBe('proof')
  const met = told.remarks?.remarks.find(({ rule }) => rule === 'imprimatur')
  expect(met).toMatchObject({ file: '01-water.md', line: 7, reason: told.sight?.reasons[0] })
  expect(met?.at).toMatchObject({ page: 0 })
  await close()
})

test('the folder may be empty, be gone and come back', async () => {
  const { told, met, put, galley, folder, ready, close } = await galleyOn(
    {},
    { remarks: 'publication' },
  )
  await ready()
  expect(told.overview).toMatchObject({ chapters: 0, publications: [] })
  expect(told.sight).toBeUndefined()
  await put('01-water.md', calm['01-water.md'])
  galley.changed()
  await met(() => expect(told.sight?.shown).toBeDefined())
  await rename(folder, `${folder}-away`)
  galley.changed()
  await met(() => expect(told.state?.trouble?.reason).toContain('is gone'))
  expect(told.sight?.shown).toBeDefined()
  await rename(`${folder}-away`, folder)
  galley.changed()
  await met(() => expect(told.state?.trouble).toBeUndefined())
  await close()
})

test('an edit prints what is looked at, and nothing else', async () => {
  const printed: string[] = []
  const counting: Printer = {
    ...printer,
    print: html => {
      printed.push(/<title>([^<]*)/.exec(html)?.[1] ?? '')
      return printer.print(html)
    },
  }
  const faulty = '# Water\n\n## How much\n\nTake .5 mg of it.\n'
  const files = { ...calm, '01-water.md': faulty }
  const { put, galley, ready, told, met, close } = await galleyOn(files, undefined, {
    openPrinter: async () => counting,
  })
  await ready()
  printed.length = 0
  const edit = async (file: string, text: string) => {
    const before = told.remarks
    await put(file, text)
    galley.changed([file])
    await met(() => expect(told.remarks).not.toBe(before))
    await ready()
  }
  await edit('02-rest.md', '# Rest\n\n## When\n\nRest when you like.\n')
  expect(printed).toEqual([])
  await edit('01-water.md', `${faulty}\nDrink it.\n`)
  expect(printed).toEqual(['Water'])
  // Without the error it is a proof until the checks are done, and a final then.
  await edit('01-water.md', calm['01-water.md'])
  expect(printed).toEqual(['Water', 'Water', 'Water'])
  await close()
})

test('without a browser it says so, and goes on once there is one', async () => {
  let there = false
  const { told, met, galley, put, close } = await galleyOn(calm, undefined, {
    openPrinter: async () => {
      if (there) return printer
      throw new NoBrowser('No browser was found to print with. Install one.')
    },
  })
  await met(() =>
    expect(told.state?.trouble).toEqual({
      reason: 'The browser does not start.',
      note: 'No browser was found to print with. Install one.',
      isBehind: true,
    }),
  )
  there = true
  await put('02-rest.md', '# Rest\n\n## When\n\nRest when you like.\n')
  galley.changed(['02-rest.md'])
  await met(() => expect(told.sight?.shown).toBeDefined())
  expect(told.state?.trouble).toBeUndefined()
  await close()
})

test('a review that expires overnight ends what was final', async () => {
  let day = '2026-11-22'
  const asked: string[] = []
  const watching: Checks = {
    check: (path, folder, contents, on) => {
      asked.push(on)
      return checks.check(path, folder, contents, on)
    },
    close: async () => {},
  }
  const { galley, ready, met, close } = await galleyOn(calm, undefined, {
    checks: watching,
    today: () => day,
  })
  await ready()
  day = '2026-11-23'
  galley.changed()
  await met(() => expect(asked).toEqual(['2026-11-22', '2026-11-23']))
  await close()
})
