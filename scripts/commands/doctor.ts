import { access, constants, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { openFonts } from '../read/fonts.ts'
import { read } from '../read/read.ts'
import { NoBrowser } from '../render/browser.ts'
import { openPrinter } from '../render/chromium.ts'
import { missingFolder } from './missing-folder.ts'
import type { World } from './world.ts'

/** Says what the press found on this machine, and what is missing. Gives 1 where something is. */
export async function doctor(folder: string, out: string, world: World): Promise<0 | 1> {
  const checks: readonly (readonly [string, () => Promise<string>])[] = [
    ['Node', async () => process.version],
    ['Browser', () => browser(world)],
    ['Fonts', async () => openFonts().families.join(', ')],
    ['Manuscript', () => manuscript(folder)],
    ['Output', () => output(out)],
  ]
  let missing = 0
  for (const [name, look] of checks) {
    try {
      world.out(`${'ok'.padEnd(8)}${name.padEnd(12)}${await look()}\n`)
    } catch (error) {
      missing += 1
      const said = error instanceof Error ? error.message : String(error)
      world.out(
        `${'missing'.padEnd(8)}${name.padEnd(12)}${said.replaceAll('\n', `\n${' '.repeat(20)}`)}\n`,
      )
    }
  }
  world.out(
    missing === 0 ? 'Ready to press.\n' : `${missing} thing${missing > 1 ? 's' : ''} to mend.\n`,
  )
  return missing === 0 ? 0 : 1
}

async function browser({ env, err }: World): Promise<string> {
  try {
    const printer = await openPrinter({ env, say: line => err(`${line}\n`) })
    try {
      const pdf = await printer.print('<!doctype html><title>Proof</title><p>Proof</p>')
      return `${printer.version}, from ${printer.from}; printed a page of ${pdf.byteLength} bytes`
    } finally {
      await printer.close()
    }
  } catch (error) {
    if (error instanceof NoBrowser) throw error
    const said = error instanceof Error ? error.message : String(error)
    throw new Error(`A browser was found, but it does not start: ${said}`)
  }
}

async function manuscript(folder: string): Promise<string> {
  const missing = await missingFolder(folder)
  if (missing) throw new Error(missing)
  const { chapters, publications } = await read(folder)
  if (chapters.length === 0) throw new Error(`\`${folder}\` holds no Markdown files (\`.md\`).`)
  return `${folder}: ${chapters.length} chapters, ${publications.length} publications`
}

async function output(out: string): Promise<string> {
  let folder = resolve(out)
  // The nearest folder that is there already is the one that must be writable.
  while (!(await stat(folder).catch(() => undefined)) && dirname(folder) !== folder) {
    folder = dirname(folder)
  }
  try {
    await access(folder, constants.W_OK)
    return `${resolve(out)} can be written`
  } catch {
    throw new Error(`\`${out}\` cannot be written. Choose another folder with \`--out\`.`)
  }
}
