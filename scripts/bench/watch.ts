import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import puppeteer, { type Browser, type Page } from 'puppeteer'
import { composeProof } from '../compose/compose.ts'
import { openFonts } from '../read/fonts.ts'
import type { Leaflet } from '../read/publication.ts'
import { read } from '../read/read.ts'
import { openTemplates } from '../read/templates.ts'
import { locateBrowser } from '../render/chromium.ts'
import { leafletPage } from '../render/leaflet.ts'
import { imprimatur } from '../review/imprimatur.ts'
import { writeManuscript } from './manuscript.ts'
import { inTurns, type Result } from './turns.ts'

const bare = 'a bare print, the browser warm'

/**
 * How long a saved edit takes to stand in the reloaded page of `imprimatur watch`, in a manuscript
 * of so many chapters, held against one bare `setContent` and `pdf` of the same leaflet.
 *
 * The clock runs from the writing of the file until the page has drawn the new picture of the
 * printed page. Each edit is measured once the checks of the one before are done.
 */
export async function editToScreen(chapters: number, rounds: number): Promise<readonly Result[]> {
  const folder = await mkdtemp(join(tmpdir(), 'imprimatur-bench-'))
  const closing: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })]
  try {
    await writeManuscript(folder, chapters)
    const html = await leafletOf(folder)
    const browsers = await Promise.all([open(), open()])
    closing.push(...browsers.map(browser => () => browser.close()))
    const [printing, looking] = await Promise.all(browsers.map(browser => browser.newPage()))
    const print = async () => {
      await printing!.setContent(html)
      await printing!.pdf({
        preferCSSPageSize: true,
        printBackground: true,
        tagged: true,
        outline: true,
      })
    }
    const program = await watching(folder)
    closing.push(() => ended(program.process))
    await looking!.setViewport({ width: 1366, height: 768 })
    await looking!.goto(`${program.url}#/00001-leaflet`)
    await settled(looking!)
    const edit = editing(folder, looking!)
    // What is used for the first time is slow, here and there.
    for (let warm = 0; warm < 5; warm += 1) {
      await print()
      await edit()
    }
    return await inTurns(
      [
        { name: bare, run: () => timed(print) },
        { name: 'watch, edit to screen', floor: bare, run: edit },
      ],
      rounds,
    )
  } finally {
    for (const close of closing.reverse()) await close()
  }
}

/** The page that the press prints of the first leaflet. */
async function leafletOf(folder: string): Promise<string> {
  const stock = { templates: openTemplates(), fonts: openFonts() }
  const manuscript = await read(folder)
  const publication = manuscript.publications[0] as Leaflet
  const { standings } = imprimatur(manuscript, publication, '2026-11-22')
  const room = { templates: stock.templates, epoch: '2000-01-01', standings }
  return leafletPage(composeProof(manuscript, publication, [], room), 'a4', stock)
}

async function open(): Promise<Browser> {
  const found = await locateBrowser({ env: process.env })
  return puppeteer.launch({
    executablePath: found.path,
    headless: found.shell ? 'shell' : true,
    env: { ...process.env, ...found.env },
    args: ['--no-sandbox', '--font-render-hinting=none'],
  })
}

async function watching(folder: string): Promise<{ process: ChildProcess; url: string }> {
  const program = fileURLToPath(new URL('../imprimatur.ts', import.meta.url))
  // Not the usual port: a page that stands open for another run would look on.
  const started = spawn(process.execPath, [program, 'watch', folder, '--port', await freePort()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = await once(started.stdout, 'data')
  const url = /http:\S+/.exec(String(said))?.[0]
  if (!url) throw new Error(`The press does not watch: ${said}`)
  return { process: started, url }
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return String(port)
}

async function ended(program: ChildProcess): Promise<void> {
  const exit = once(program, 'exit')
  program.kill('SIGINT')
  await exit
}

/** The press has nothing left to do, and what it made last is in sight. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(`(() => {
    const { impression } = document.querySelector('#sheets').dataset
    return document.querySelector('#status').textContent === 'Up to date' &&
      impression && document.querySelector('#open').href.includes(impression)
  })()`)
}

function editing(folder: string, page: Page) {
  const file = join(folder, '00001-leaflet.md')
  let edits = 0
  return async () => {
    const text = await readFile(file, 'utf8')
    edits += 1
    await page.evaluate(waitForNext)
    const measured = await timed(async () => {
      await writeFile(file, text.replace(/^## Morning.*$/m, `## Morning ${edits}`))
      await page.evaluate('next')
    })
    await settled(page)
    return measured
  }
}

/** Resolves once another impression is in sight, and drawn. */
const waitForNext = `
  var next = new Promise(resolve => {
    new MutationObserver((_, observer) => {
      observer.disconnect()
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)))
    }).observe(document.querySelector('#sheets'), { attributeFilter: ['data-impression'] })
  })
  0`

async function timed(work: () => Promise<void>): Promise<{ readonly milliseconds: number }> {
  const start = performance.now()
  await work()
  return { milliseconds: performance.now() - start }
}
