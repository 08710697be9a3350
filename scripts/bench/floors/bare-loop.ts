import { readFile } from 'node:fs/promises'
import puppeteer from 'puppeteer'
import { locateBrowser } from '../../render/chromium.ts'

/*
 * The floor of printing: `node scripts/bench/floors/bare-loop.ts <pages.json> <browsers>` starts so
 * many browsers and prints every page by `setContent` and `pdf`, as any program would, and keeps
 * nothing. Prints one line of JSON with the milliseconds that the loop alone took.
 */
const [file = '', browsers = '1'] = process.argv.slice(2)
const pages: readonly string[] = JSON.parse(await readFile(file, 'utf8'))
const found = await locateBrowser({ env: process.env })
const open = await Promise.all(
  Array.from({ length: Number(browsers) }, async () => {
    const browser = await puppeteer.launch({
      executablePath: found.path,
      headless: found.shell ? 'shell' : true,
      env: { ...process.env, ...found.env },
      args: ['--no-sandbox', '--font-render-hinting=none'],
    })
    return { browser, page: await browser.newPage() }
  }),
)
const began = performance.now()
const left = pages.values()
await Promise.all(
  open.map(async ({ page }) => {
    for (const html of left) {
      await page.setContent(html)
      await page.pdf({
        preferCSSPageSize: true,
        printBackground: true,
        tagged: true,
        outline: true,
      })
    }
  }),
)
console.log(JSON.stringify({ loop: performance.now() - began }))
await Promise.all(open.map(({ browser }) => browser.close()))
