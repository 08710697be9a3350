import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer from 'puppeteer'
import { locateBrowser } from '../../scripts/render/chromium.ts'

/** DAISY's Ace, with one browser for all ebooks. */
export interface Ace {
  /** What Ace says against an EPUB, a line for each violation. */
  readonly check: (epub: Uint8Array) => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

/** How Ace asks for a page to be judged. */
interface Runner {
  readonly concurrency: number
  readonly launch: () => Promise<void>
  readonly close: () => Promise<void>
  readonly run: (url: string, scripts: string[], contents: string[]) => Promise<unknown>
}

interface Report {
  readonly assertions: readonly {
    readonly 'earl:testSubject': { readonly url: string }
    readonly assertions: readonly {
      readonly 'earl:test': { readonly 'earl:impact': string; readonly 'dct:title': string }
      readonly 'earl:result': { readonly 'dct:description': string; readonly html?: string }
    }[]
  }[]
}

type Check = (
  file: string,
  options: Readonly<Record<string, unknown>>,
  runner: Runner,
) => Promise<readonly [job: string, report: Report]>

/** Starts Ace with the browser that the press prints with. */
export async function openAce(): Promise<Ace> {
  const home = await mkdtemp(join(tmpdir(), 'ace-'))
  // Ace keeps settings and logs of its own in the user's folders.
  process.env.XDG_CONFIG_HOME = home
  process.env.XDG_STATE_HOME = home
  const require = createRequire(import.meta.url)
  const ace = require('@daisy/ace-core') as Check
  const winston = createRequire(require.resolve('@daisy/ace-core'))('winston')
  winston.configure({ transports: [new winston.transports.Console({ silent: true })] })
  const { path, shell, env } = await locateBrowser({ env: process.env })
  const browser = await puppeteer.launch({
    executablePath: path,
    headless: shell ? 'shell' : true,
    env: { ...process.env, ...env },
    pipe: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  })
  const runner: Runner = {
    concurrency: 4,
    launch: async () => {},
    close: async () => {},
    run: async (url, scripts, contents) => {
      const page = await browser.newPage()
      try {
        await page.goto(url)
        const added = [
          ...contents.map(content => ({ content })),
          ...scripts.map(path => ({ path })),
        ]
        for (const script of added) {
          const element = await page.addScriptTag(script)
          await element.evaluate(node => node.setAttribute('data-ace', ''))
        }
        return await page.evaluate(
          `new Promise((done, fail) => daisy.ace.run((error, result) => error ? fail(error) : done(result)))`,
        )
      } finally {
        await page.close()
      }
    },
  }
  return {
    check: async epub => {
      const folder = await mkdtemp(join(home, 'book-'))
      await writeFile(join(folder, 'book.epub'), epub)
      const options = {
        cwd: folder,
        outdir: join(folder, 'report'),
        tmpdir: folder,
        jobid: '',
        lang: 'en',
        doNotReportMedia: true,
      }
      const [, { assertions }] = await ace(join(folder, 'book.epub'), options, runner)
      return assertions.flatMap(({ 'earl:testSubject': { url }, assertions: met }) =>
        met.map(({ 'earl:test': test, 'earl:result': result }) =>
          [url, test['earl:impact'], test['dct:title'], result['dct:description'], result.html]
            .filter(Boolean)
            .join(' '),
        ),
      )
    },
    close: async () => {
      await browser.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}
