import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { Sight } from '../preview/sheets.ts'
import { median } from './turns.ts'

/** The width in pixels at which a page is fetched: about that of a window. */
const width = 800

/**
 * Milliseconds from the saving of a chapter to the picture of its first page in the preview, the
 * median of so many edits. The preview stands open before, as it does while somebody writes.
 */
export async function editToScreen(
  program: string,
  folder: string,
  file: string,
  edits: number,
): Promise<number> {
  const watch = spawn(process.execPath, [program, 'watch', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(watch, 'exit')
  const path = join(folder, file)
  const text = await readFile(path, 'utf8')
  let sights: Awaited<ReturnType<typeof sightsOf>> | undefined
  try {
    const address = await addressOf(watch.stdout)
    sights = await sightsOf(new URL(`/events?publication=${idOf(file)}`, address))
    await sights.next('')
    const times: number[] = []
    for (let edit = 1; edit <= edits; edit += 1) {
      let shown = await sights.quiet()
      const began = performance.now()
      await writeFile(path, `${text}\nEdit number ${edit} of the watched text.\n`)
      // A version that the next one has overtaken is no longer there to be fetched.
      do shown = await sights.next(shown)
      while (!(await isFetched(new URL(`/pages/${shown}/0?width=${width}`, address))))
      times.push(performance.now() - began)
    }
    return median(times)
  } finally {
    await writeFile(path, text)
    sights?.close()
    // By force: nothing of it is kept, and its browser ends with it.
    watch.kill('SIGKILL')
    await ended
  }
}

const idOf = (file: string) => file.replace(/\.md$/, '')

async function addressOf(out: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: out })) {
    const met = /http:\/\/127\.0\.0\.1:\d+\//.exec(line)
    if (met) return met[0]
  }
  throw new Error('`imprimatur watch` named no address.')
}

/** What the preview tells of one publication, as its page would hear it. */
async function sightsOf(url: URL) {
  const { body } = await fetch(url)
  const told = Readable.fromWeb(body as ReadableStream)
  let seen: Sight | undefined
  let ready = false
  let heard = () => {}
  let event = ''
  createInterface({ input: told }).on('line', line => {
    if (line.startsWith('event: ')) event = line.slice(7)
    if (!line.startsWith('data: ')) return
    const part = JSON.parse(line.slice(6))
    if (event === 'sight') seen = part
    if (event === 'state') ready = part.at === 'ready'
    heard()
  })
  const until = (met: () => boolean) =>
    new Promise<void>(resolve => {
      heard = () => {
        if (met()) resolve()
      }
      heard()
    })
  const shown = () => seen?.shown?.id ?? ''
  return {
    /** What is shown as soon as it is no longer `before`. */
    next: async (before: string): Promise<string> => {
      await until(() => shown() !== before)
      return shown()
    },
    /** What is shown when the press has done all that the last edit asked for. */
    quiet: async (): Promise<string> => {
      await until(() => ready)
      return shown()
    },
    close: () => told.destroy(),
  }
}

async function isFetched(url: URL): Promise<boolean> {
  const response = await fetch(url)
  await response.arrayBuffer()
  return response.ok
}
