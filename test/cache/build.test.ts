import { mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openCache } from '../../scripts/cache.ts'
import { check } from '../../scripts/check/check.ts'
import type { Expected } from '../../scripts/commands/pressed.ts'
import { openKept } from '../../scripts/kept.ts'
import type { Pressroom } from '../../scripts/press.ts'
import { read } from '../../scripts/read/read.ts'
import type { Recall } from '../../scripts/read/recall.ts'
import { pressroomWith, sharedPrinter } from '../press/shared-printer.ts'
import { build, contents, lay, listed, madeAnew, remembering } from './builder.ts'
import { first } from './edits.ts'

let bench: string
let room: Pressroom
let printer: ReturnType<typeof remembering>
let close: () => Promise<void>
beforeAll(async () => {
  bench = await mkdtemp(join(tmpdir(), 'cached-'))
  const shared = await sharedPrinter()
  close = shared.close
  printer = remembering(shared.printer)
  room = pressroomWith(printer)
})
afterAll(async () => {
  await close()
  await rm(bench, { recursive: true, force: true })
})

let number = 0
let order: { folder: string; out: string; publications: readonly string[] }
let store: string
beforeEach(async () => {
  number += 1
  const home = join(bench, String(number))
  order = { folder: join(home, 'manuscript'), out: join(home, 'out'), publications: [] }
  store = join(home, 'store')
})

/** A pressroom that has no browser to give. */
const noBrowser = (): Pressroom => ({
  ...room,
  openPrinter: () => Promise.reject(new Error('The browser was started.')),
})

const again = async (files = first.files, day = first.day, own = room) => {
  await lay(order.folder, files)
  return build(order, day, own, store)
}

const changed = (path: string, text: string) => new Map(first.files).set(path, text)

test('much is expected of a first build, something of an edit, and nothing of another day', async () => {
  const expected: Expected[] = []
  const edited = changed('02-water.md', '# Water\n\nDrink tea.\n')
  const pressed = async (files = first.files, day = first.day, mode?: 'release') => {
    await lay(order.folder, files)
    const asked = mode ? { ...order, mode } : order
    await build(asked, day, room, store, each => expected.push(each))
  }
  await pressed()
  await pressed()
  await pressed(edited)
  await pressed(edited, '2027-01-01')
  await pressed(first.files, first.day, 'release')
  expect(expected).toEqual(['all', 'some', 'unknown', 'unknown'])
})

describe('a build in which nothing changed', () => {
  test('sets nothing, starts no browser, and tells the same', async () => {
    const before = await again()
    const left = await contents(order.out)
    const after = await again(first.files, first.day, {
      ...noBrowser(),
      get stock(): never {
        throw new Error('Something was loaded.')
      },
    })
    expect(after.account).toEqual(JSON.parse(JSON.stringify(before.account)))
    expect(await contents(order.out)).toEqual(left)
  })

  test('asks the gate anew for a release, and sets nothing', async () => {
    await lay(order.folder, first.files)
    const release = { ...order, mode: 'release' as const }
    const loaded: string[] = []
    const own = {
      ...noBrowser(),
      get day() {
        loaded.push('the day')
        return first.day
      },
    }
    await build(release, first.day, room, store)
    const made = await build(release, first.day, own, store)
    expect(loaded).not.toEqual([])
    expect(madeAnew(made)).toEqual([])
  })

  test('mends an output file that somebody altered, lost or cut short', async () => {
    await again()
    const left = await contents(order.out)
    const path = join(order.out, 'leaflets/01-rest-a4.pdf')
    const { atime, mtime } = await stat(path)
    const bytes = await readFile(path)
    const spoilt: Readonly<Record<string, () => Promise<void>>> = {
      // As long as before, and dated back.
      altered: () =>
        writeFile(
          path,
          bytes.map((byte, at) => (at === 900 ? byte ^ 1 : byte)),
        ).then(() => utimes(path, atime, mtime)),
      lost: () => rm(path),
      cut: () => writeFile(path, bytes.subarray(0, 900)),
      listed: () => writeFile(join(order.out, 'manifest.json'), '{}'),
    }
    for (const [name, spoil] of Object.entries(spoilt)) {
      await spoil()
      expect(await contents(order.out), name).not.toEqual(left)
      await again(first.files, first.day, noBrowser())
      expect(await contents(order.out), name).toEqual(left)
    }
  })

  test('is another one where only a picture changed', async () => {
    await again()
    const made = await again(
      changed('figures/cup.svg', first.files.get('figures/cup.svg')!.replace('red', 'blue')),
    )
    expect(madeAnew(made)).toEqual(['02-water', 'two'])
  })
})

describe('what is made again', () => {
  test.for<[what: string, files: Map<string, string>, ids: readonly string[], why: string]>([
    [
      'a chapter: its own publications',
      changed('02-water.md', '# Water\n\nDrink tea.\n'),
      ['02-water', 'two'],
      'made again: chapter 02-water.md changed; picture figures/cup.svg is no longer in it',
    ],
    [
      'a shared passage: those that include it',
      changed('passages/call.md', 'Call us on Friday.\n'),
      ['01-rest', 'two'],
      'made again: passage passages/call.md changed',
    ],
    [
      'a publication: that one',
      changed(
        'publications/two.yaml',
        'kind: leaflet\ntitle: Both\nchapters: [01-rest, 02-water]\n',
      ),
      ['two'],
      'made again: its own settings changed',
    ],
    [
      'the clinic: all',
      changed('clinic.yaml', 'publisher: Another clinic\n'),
      ['01-rest', '02-water', '03-pack', 'two'],
      'made again: clinic.yaml changed',
    ],
    [
      'a review: those that print it',
      changed(
        'reviews/pack.yaml',
        first.files.get('reviews/pack.yaml')!.replace('Not at night.', 'Not by day.'),
      ),
      ['03-pack'],
      'made again: remedy `pack` or its review changed',
    ],
    ['the style sheet: none', changed('style-sheet.yaml', 'rules:\n  no-blame: off\n'), [], ''],
  ])('%s', async ([, files, ids, why]) => {
    await again()
    const made = await again(files)
    expect(madeAnew(made)).toEqual(ids)
    for (const id of ids) expect(made.why.get(id)).toBe(why)
    const back = await again()
    expect(madeAnew(back)).toEqual([])
  })

  test('on another day only what expired, though no file changed', async () => {
    await again()
    const next = await again(first.files, '2026-02-01')
    expect(madeAnew(next)).toEqual([])
    const late = await again(first.files, '2026-02-02')
    expect(madeAnew(late)).toEqual(['03-pack'])
    expect(late.why.get('03-pack')).toBe(
      'made again: The review of `pack` ended on 2026-02-01; it is final without pack now, and was final',
    )
    const proofs = changed('publications/each.yaml', 'kind: leaflets\n')
    await again(proofs, '2026-02-01')
    expect(await listed(order.out)).toContain('leaflets/03-pack-a4.pdf')
    await again(proofs, '2026-02-02')
    expect(await listed(order.out)).toContain('proofs/03-pack-a4.pdf')
    expect(await listed(order.out)).not.toContain('leaflets/03-pack-a4.pdf')
  })

  test('by each publication alone as by all together', async () => {
    await again()
    const left = await contents(order.out)
    await lay(order.folder, first.files)
    const one = await build({ ...order, publications: ['two'] }, first.day, noBrowser(), store)
    expect([...one.why]).toEqual([['two', 'kept: nothing it is made of changed']])
    expect(await contents(order.out)).toEqual(left)
  })
})

describe('the store', () => {
  const damage: Readonly<Record<string, (bytes: Buffer, other: Buffer) => Buffer>> = {
    'cut short': bytes => bytes.subarray(0, 20),
    emptied: () => Buffer.alloc(0),
    flipped: bytes =>
      bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte)) as Buffer,
    "another's": (_, other) => other,
  }

  test.for(Object.keys(damage))('makes again what is %s in it', async how => {
    await again()
    const left = await contents(order.out)
    for (const part of ['content', 'index']) {
      const paths = (await listed(store)).filter(path => path.startsWith(part))
      const all = await Promise.all(paths.map(path => readFile(join(store, path))))
      for (const [index, path] of paths.entries()) {
        const other = all[(index + 1) % all.length]!
        await writeFile(join(store, path), damage[how]!(all[index]!, other))
      }
      await rm(order.out, { recursive: true })
      const made = await again()
      expect(madeAnew(made)).toEqual(['01-rest', '02-water', '03-pack', 'two'])
      expect(await contents(order.out)).toEqual(left)
      // And it is whole again.
      await rm(order.out, { recursive: true })
      const healed = await again(first.files, first.day, noBrowser())
      expect(madeAnew(healed)).toEqual([])
      expect(await contents(order.out)).toEqual(left)
    }
  })

  test('keeps what is known of each text, for the very same words, settings and press only', async () => {
    await lay(order.folder, first.files)
    const shelf = { cache: openCache(store, 1_000_000), press: { program: 'a', packages: 'b' } }
    /** What is worked out anew, by the kind of thing. */
    const anew = async (changes: Readonly<Record<string, string>> = {}, program = 'a') => {
      await lay(order.folder, new Map([...first.files, ...Object.entries(changes)]))
      const kept = await openKept({ ...shelf, press: { ...shelf.press, program } }, 'texts')
      const made: string[] = []
      const recall: Recall = (of, make) =>
        kept.recall(of, () => {
          made.push(of[0]!)
          return make()
        })
      const manuscript = await read(order.folder, { recall })
      const findings = check(manuscript, { day: first.day })
      const apart = check(await read(order.folder), { day: first.day })
      expect(findings).toEqual(apart)
      await kept.save()
      return made.filter(name => /^(written|set|written findings)$/.test(name)).sort()
    }
    const each = (count: number, ...names: readonly string[]) =>
      names.flatMap(name => Array.from({ length: count }, () => name))
    // Three chapters and a passage.
    const all = [...each(3, 'set'), ...each(4, 'written', 'written findings')]
    expect(await anew()).toEqual(all)
    expect(await anew()).toEqual([])
    expect(await anew({ '02-water.md': '# Water\n\nTake .5 mg.\n' })).toEqual([
      'set',
      'written',
      'written findings',
    ])
    expect(await anew()).toEqual(['set', 'written', 'written findings'])
    // The chapter that includes it is set anew; its own words are what they were.
    expect(await anew({ 'passages/call.md': 'Take .7 mg.\n' })).toEqual([
      'set',
      'written',
      'written findings',
    ])
    expect(await anew({ 'style-sheet.yaml': 'rules: { no-blame: off }\n' })).toEqual([
      'set',
      'written',
      ...each(4, 'written findings'),
    ])
    expect(await anew({}, 'another program')).toEqual(all)
  })

  test('costs nothing but time where it cannot be written', async () => {
    await lay(order.folder, first.files)
    await writeFile(`${store}-file`, 'no folder')
    const made = await build(order, first.day, room, `${store}-file`)
    expect(madeAnew(made)).toEqual(['01-rest', '02-water', '03-pack', 'two'])
    expect(await listed(order.out)).toContain('leaflets/two-a4.pdf')
  })

  test('holds nothing of an entry but what it held last', async () => {
    const cache = openCache(store, 1_000_000)
    for (const value of ['one', 'two', 'two', 'three']) await cache.put('a', value)
    expect(await cache.get('a')).toBe('three')
    const paths = await listed(store)
    expect(paths.filter(path => path.startsWith('content'))).toHaveLength(1)
    const [index] = paths.filter(path => path.startsWith('index'))
    expect((await readFile(join(store, index!), 'utf8')).trim().split('\n')).toHaveLength(1)
  })

  test('drops what was out of use for longest once it holds too much', async () => {
    const cache = openCache(store, 10_000)
    const long = 'x'.repeat(3_000)
    const old = new Date('2026-01-01')
    for (const key of ['a', 'b', 'c']) {
      await cache.put(key, long + key)
      for (const path of await listed(store)) await utimes(join(store, path), old, old)
    }
    expect(await cache.get('a')).toBe(`${long}a`)
    await cache.put('d', `${long}d`)
    await cache.trim()
    const left = await Promise.all(['a', 'b', 'c', 'd'].map(key => cache.get(key)))
    expect(left.map(value => value !== undefined)).toEqual([true, false, false, true])
    expect((await cache.size()).bytes).toBeLessThan(10_000)
    await cache.clear()
    expect(await cache.size()).toEqual({ entries: 0, bytes: 0 })
    expect(await listed(store)).toEqual([])
  })
})
