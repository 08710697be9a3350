import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { lastRun } from '../../scripts/commands/last-run.ts'
import { type Expected, type Pressed, pressed } from '../../scripts/commands/pressed.ts'
import type { Order, Pressroom } from '../../scripts/press.ts'
import type { Printer } from '../../scripts/render/chromium.ts'
import { worldOn } from '../world.ts'

/** What a build depends on beside the press itself. */
export interface State {
  readonly files: ReadonlyMap<string, string>
  readonly day: string
}

/** A printer that prints each page once and gives the same bytes for it ever after. */
export function remembering(printer: Printer): Printer & { readonly printed: () => number } {
  const prints = new Map<string, Promise<Uint8Array>>()
  let printed = 0
  const once = (key: string, make: () => Promise<Uint8Array>) => {
    printed += 1
    const known = prints.get(key) ?? make()
    prints.set(key, known)
    return known
  }
  return {
    ...printer,
    print: html => once(`print ${html}`, () => printer.print(html)),
    picture: (html, width, height) =>
      once(`${width} ${height} ${html}`, () => printer.picture(html, width, height)),
    close: async () => {},
    printed: () => printed,
  }
}

/** Makes a folder hold these files and no others. */
export async function lay(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const path of await listed(folder)) {
    if (!files.has(path)) await rm(join(folder, path))
  }
  for (const [path, text] of files) {
    const place = join(folder, path)
    const met = await readFile(place, 'utf8').catch(() => undefined)
    if (met === text) continue
    await mkdir(dirname(place), { recursive: true })
    await writeFile(place, text)
  }
}

/** Builds as the command does, with a store of its own or none. */
export async function build(
  order: Order,
  day: string,
  room: Pressroom,
  store?: string,
  expecting: (expected: Expected) => void = () => {},
): Promise<Pressed> {
  const env = { ...process.env, IMPRIMATUR_CACHE: store ?? 'off' }
  const before = await lastRun(order, worldOn(day, env), () => {})
  return pressed(order, before, async expected => {
    expecting(expected)
    return { ...room, day }
  })
}

/** Ids of the publications of which something was made, as the explanation has it. */
export function madeAnew({ why }: Pressed): readonly string[] {
  return [...why].flatMap(([id, reason]) => (reason.startsWith('made') ? id : [])).sort()
}

/** Paths of all files below a folder, with forward slashes. */
export async function listed(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map(path => path.replaceAll('\\', '/'))
    .sort()
}

/** The hash of every file below a folder, by path. */
export async function contents(folder: string): Promise<Readonly<Record<string, string>>> {
  const paths = await listed(folder)
  const hashes = paths.map(async path => {
    const bytes = await readFile(join(folder, path))
    return [path, createHash('sha256').update(bytes).digest('hex')] as const
  })
  return Object.fromEntries(await Promise.all(hashes))
}
