import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { processTree } from '../../scripts/bench/process-tree.ts'
import { press } from '../../scripts/press.ts'
import { openPrinter, type Printer } from '../../scripts/render/chromium.ts'
import { PrinterFailed, PrintFailed, printingRoom } from '../../scripts/render/printing-room.ts'
import { pressroomWith } from './shared-printer.ts'

const book = fileURLToPath(new URL('./manuscripts/everything-at-once/', import.meta.url))
const real = () => openPrinter({ env: process.env })
const forever = new Promise<never>(() => {})
const bytes = (text: string) => new TextEncoder().encode(text)

let bench: string
beforeAll(async () => {
  bench = await mkdtemp(join(tmpdir(), 'printing-room-'))
})
afterAll(() => rm(bench, { recursive: true, force: true }))

/** A printer that prints a page as its own text, in the next turn. */
function typist(print: Printer['print'] = async html => bytes(html)): Printer {
  const later = () => new Promise<void>(resolve => setImmediate(resolve))
  return {
    from: 'here',
    version: 'Typist',
    abreast: 1,
    print: async html => {
      await later()
      return print(html)
    },
    picture: async html => bytes(html),
    close: async () => {},
  }
}

/** Printers that are numbered as they are opened, each of which prints as `print` says. */
function typists(print: (html: string, number: number) => Promise<Uint8Array>) {
  const seen = { opened: 0, open: 0, most: 0 }
  const open = async (): Promise<Printer> => {
    const number = ++seen.opened
    seen.open += 1
    seen.most = Math.max(seen.most, seen.open)
    return {
      ...typist(html => print(html, number)),
      close: async () => {
        seen.open -= 1
      },
    }
  }
  return { open, seen }
}

const pages = (count: number) => Array.from({ length: count }, (_, index) => `<p>${index}</p>`)
const text = (printed: Uint8Array) => new TextDecoder().decode(printed)

async function contents(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter(entry => entry.isFile()).map(e => join(e.parentPath, e.name))
  const hashes = paths.sort().map(async path => {
    const hash = createHash('sha256').update(await readFile(path))
    return [path.slice(folder.length + 1), hash.digest('hex')] as const
  })
  return Object.fromEntries(await Promise.all(hashes))
}

describe('a printing room', () => {
  it('gives each print to who asked for it, with one browser as with five', async () => {
    for (const most of [1, 2, 5]) {
      const { open, seen } = typists(async html => bytes(html))
      const room = await printingRoom({ open, most })
      const printed = await Promise.all(pages(100).map(html => room.print(html)))
      expect(printed.map(text)).toEqual(pages(100))
      expect(seen.most).toBe(most)
      await room.close()
      expect(seen.open).toBe(0)
    }
  })

  it('starts no second browser for a few prints', async () => {
    const { open, seen } = typists(async html => bytes(html))
    const room = await printingRoom({ open, most: 4 })
    await Promise.all(pages(8).map(html => room.print(html)))
    await room.close()
    expect(seen.opened).toBe(1)
  })

  it('goes on with the browsers that it has where one more does not start', async () => {
    const first = typist()
    let opened = 0
    const open = async () => {
      opened += 1
      if (opened > 1) throw new Error('no memory')
      return first
    }
    const room = await printingRoom({ open, most: 3 })
    const printed = await Promise.all(pages(60).map(html => room.print(html)))
    expect(printed.map(text)).toEqual(pages(60))
    expect(opened).toBeGreaterThan(1)
    await room.close()
  })

  it('lets a browser go after a number of prints', async () => {
    const printers: number[] = []
    const { open, seen } = typists(async (html, number) => {
      printers.push(number)
      return bytes(html)
    })
    const room = await printingRoom({ open, most: 1, renewal: 3 })
    for (const html of pages(8)) await room.print(html)
    expect(printers).toEqual([1, 1, 1, 2, 2, 2, 3, 3])
    expect(seen.most).toBe(1)
    await room.close()
    expect(seen.open).toBe(0)
  })

  it('replaces a browser that does not finish, and tries its page again', async () => {
    const { open, seen } = typists(async (html, number) =>
      html === '<p>3</p>' && number === 1 ? forever : bytes(html),
    )
    const room = await printingRoom({ open, most: 1, patience: () => 50 })
    const printed = await Promise.all(pages(6).map(html => room.print(html)))
    expect(printed.map(text)).toEqual(pages(6))
    expect(seen).toEqual({ opened: 2, open: 1, most: 1 })
    await room.close()
  })

  it('gives a page up that two browsers fail at, and prints the others', async () => {
    const { open } = typists(async html => (html === '<p>1</p>' ? forever : bytes(html)))
    const room = await printingRoom({ open, most: 2, patience: () => 50 })
    const ends = await Promise.allSettled(pages(4).map(html => room.print(html)))
    expect(ends.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ])
    await expect(room.print('<p>1</p>')).rejects.toThrow(PrintFailed)
    await expect(room.print('<p>1</p>')).rejects.toThrow(/^it was not done in 1 s$/)
    await room.close()
  })

  it('gives a longer page more time', async () => {
    const slow = typist(
      html => new Promise(resolve => setTimeout(() => resolve(bytes(html)), html.length)),
    )
    const room = await printingRoom({
      open: async () => slow,
      most: 1,
      patience: characters => characters * 3 + 100,
    })
    const long = 'x'.repeat(300)
    expect(text(await room.print(long))).toBe(long)
    await room.close()
  })

  it('says that the browser is at fault where it prints nothing else either', async () => {
    const { open } = typists(async () => {
      throw new Error('the browser ended')
    })
    const room = await printingRoom({ open, most: 1 })
    await expect(room.print('<p>1</p>')).rejects.toThrow(PrinterFailed)
    await expect(room.print('<p>1</p>')).rejects.toThrow(
      /^The browser prints nothing any more: the browser ended\. .*\n.*`imprimatur doctor`/,
    )
    await room.close()
  })

  it('does not start a browser again once it is closed', async () => {
    const { open, seen } = typists(() => forever)
    const room = await printingRoom({ open, most: 1, patience: () => 100 })
    const printing = room.print('<p>1</p>')
    await room.close()
    await expect(printing).rejects.toThrow('it was not done')
    expect(seen).toMatchObject({ opened: 1, open: 0 })
  })
})

describe('the press in a printing room', () => {
  it('makes the same bytes with one, two and three browsers, new or used', async () => {
    const made: Readonly<Record<string, string>>[] = []
    for (const most of [1, 2, 3]) {
      const folder = join(bench, `browsers-${most}`, 'manuscript')
      const out = join(bench, `browsers-${most}`, 'dist')
      await cp(book, folder, { recursive: true })
      // The book and the ebook of it are printed in turn in any case.
      await mkdir(join(folder, 'publications'))
      await writeFile(join(folder, 'publications', 'leaflets.yaml'), 'kind: leaflets\n')
      for (let index = 10; index < 40; index += 1)
        await writeFile(
          join(folder, `${index}-more.md`),
          `# More ${index}\n\n| a |\n|---|\n| b |\n`,
        )
      let opened = 0
      const open = () => {
        opened += 1
        return real()
      }
      const printer = await printingRoom({ open, most, renewal: most === 2 ? 9 : 1000 })
      await press({ folder, out, publications: [] }, pressroomWith(printer))
      expect(opened).toBeGreaterThanOrEqual(most)
      made.push(await contents(out))
    }
    expect(Object.keys(made[0]!).length).toBeGreaterThan(37)
    expect(made[1]).toEqual(made[0])
    expect(made[2]).toEqual(made[0])
  }, 120_000)

  it('names the publication that cannot be printed, and writes the others', async () => {
    const folder = join(bench, 'stubborn')
    const out = join(bench, 'stubborn-dist')
    await cp(fileURLToPath(new URL('../books/no-front-matter/', import.meta.url)), folder, {
      recursive: true,
    })
    const hanging = async (): Promise<Printer> => {
      const printer = await real()
      const print: Printer['print'] = html =>
        html.includes('<title>Water</title>') ? forever : printer.print(html)
      return { ...printer, print }
    }
    await press({ folder, out, publications: [] }, pressroomWith(await real()))
    const whole = await contents(out)
    const printer = await printingRoom({ open: hanging, most: 2, patience: () => 3000 })
    const { outcomes, findings } = await press(
      { folder, out, publications: [] },
      pressroomWith(printer),
    )
    expect(findings.filter(({ rule }) => rule === 'print')).toEqual([
      {
        rule: 'print',
        severity: 'error',
        file: '02-water.md',
        reason: 'Cannot print `leaflets/02-water-a4.pdf`: it was not done in 3 s',
        note: expect.stringContaining('Two browsers failed at it.'),
      },
    ])
    expect(outcomes.filter(({ standing }) => standing === 'not made')).toMatchObject([
      { publication: { id: '02-water' }, refused: ['leaflets/02-water-a4.pdf'] },
    ])
    const left = await contents(out)
    expect(Object.keys(whole).filter(path => !(path in left))).toEqual(['leaflets/02-water-a4.pdf'])
    expect(left['leaflets/01-rest-a4.pdf']).toBe(whole['leaflets/01-rest-a4.pdf'])
  })
})

describe.skipIf(process.platform !== 'linux')(
  'a browser (its processes are found on Linux)',
  () => {
    const long = `<!doctype html><title>Long</title>${'<p>Rest when you are tired, and drink water.'.repeat(5000)}`
    const short = '<!doctype html><title>Short</title><p>Rest.</p>'

    it.each([
      ['is killed', 'SIGKILL', /chromium(?!.*--type=)/],
      ['loses its page', 'SIGKILL', /--type=renderer/],
      ['stands still', 'SIGSTOP', /--type=renderer/],
    ] as const)('that %s while it prints is replaced', async (_, signal, which) => {
      const before = new Set(processTree(process.pid).map(({ pid }) => pid))
      let opened = 0
      const open = async (): Promise<Printer> => {
        const printer = await real()
        opened += 1
        if (opened > 1) return printer
        const print: Printer['print'] = html => {
          const printing = printer.print(html)
          for (const { pid, command } of processTree(process.pid))
            if (!before.has(pid) && which.test(command)) process.kill(pid, signal)
          return printing
        }
        return { ...printer, print }
      }
      const printer = await printingRoom({ open, most: 2, patience: () => 5000 })
      const printed = await Promise.all([printer.print(long), printer.print(short)])
      expect(opened).toBe(2)
      expect(printed.map(pdf => text(pdf.subarray(0, 5)))).toEqual(['%PDF-', '%PDF-'])
      expect(printed[0]!.byteLength).toBeGreaterThan(printed[1]!.byteLength)
      await printer.close()
      const left = processTree(process.pid).filter(({ pid }) => !before.has(pid))
      expect(left.filter(({ command }) => which.test(command))).toEqual([])
    })
  },
)
