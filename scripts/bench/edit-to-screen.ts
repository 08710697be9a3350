import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import puppeteer, { type Page } from 'puppeteer'
import { locateBrowser } from '../render/chromium.ts'
import { median } from './turns.ts'

/** What is used for the first time is slow, here and there. */
const warmUp = 3

/**
 * Milliseconds from the saving of a chapter until the preview's page, open in a browser of its own,
 * has drawn the new picture of the leaflet; the median of so many edits. Each is made once the
 * press is done with the one before.
 */
export async function editToScreen(
  program: string,
  folder: string,
  file: string,
  edits: number,
): Promise<number> {
  const path = join(folder, file)
  const text = await readFile(path, 'utf8')
  const found = await locateBrowser({ env: process.env })
  const browser = await puppeteer.launch({
    executablePath: found.path,
    headless: found.shell ? 'shell' : true,
    env: { ...process.env, ...found.env },
    args: ['--no-sandbox'],
  })
  let watch: ChildProcess | undefined
  try {
    // Not the usual port: a page that stands open for another run would look on.
    const port = await freePort()
    watch = spawn(process.execPath, [program, 'watch', folder, '--port', port], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(watch.stdout!, 'data')
    const page = await browser.newPage()
    await page.setViewport({ width: 1366, height: 768 })
    await page.goto(`http://127.0.0.1:${port}/#/${file.replace(/\.md$/, '')}`)
    await settled(page)
    const times: number[] = []
    for (let edit = 1; edit <= warmUp + edits; edit += 1) {
      await page.evaluate(waitForNext)
      const began = performance.now()
      await writeFile(
        path,
        text.replace(/^## .*$/m, heading => `${heading} ${edit}`),
      )
      await page.evaluate('next')
      times.push(performance.now() - began)
      await settled(page)
    }
    return median(times.slice(warmUp))
  } finally {
    await writeFile(path, text)
    // By force: nothing of it is kept, and its own browser ends with it.
    if (watch?.kill('SIGKILL')) await once(watch, 'exit')
    await browser.close()
  }
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return String(port)
}

/** The press has nothing left to do, and what it made last is in sight. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(`(() => {
    const { impression } = document.querySelector('#sheets').dataset
    return document.querySelector('#status').textContent === 'Up to date' &&
      impression && document.querySelector('#open').href.includes(impression)
  })()`)
}

/** Resolves once another impression is in sight: after the frame that is made of it. */
const waitForNext = `
  var next = new Promise(resolve => {
    new MutationObserver((_, observer) => {
      observer.disconnect()
      requestAnimationFrame(() => {
        // A message waits until the frame is made, and not for the next one.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(0)
        port2.postMessage(0)
      })
    }).observe(document.querySelector('#sheets'), { attributeFilter: ['data-impression'] })
  })
  0`
