import type { CDPSession } from 'puppeteer'
import { type Browser, findBrowser } from './browser.ts'
import { type DevTools, startBrowser } from './devtools.ts'
import { plain } from './pdf/plain.ts'

/** Prints HTML. */
export interface Printer {
  /** Where the browser came from. */
  readonly from: string
  /** The browser's own name and version. */
  readonly version: string
  /** How many prints it makes at once, at most. */
  readonly abreast: number
  /** A tagged PDF with an outline, as the page's own `@page` rules say. */
  readonly print: (html: string) => Promise<Uint8Array>
  /** A PNG of the page's top left corner, in CSS pixels. */
  readonly picture: (html: string, width: number, height: number) => Promise<Uint8Array>
  /** Says how many prints are about to be asked for, so that as many browsers can be started. */
  readonly expect?: (prints: number) => void
  readonly close: () => Promise<void>
}

/** How a printer is opened. */
export interface PrinterOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly say?: (line: string) => void
}

/** Finds a browser; see {@link findBrowser}. */
export function locateBrowser({ env, say }: PrinterOptions): Promise<Browser> {
  return findBrowser({
    env,
    platform: process.platform,
    arch: process.arch,
    puppeteerCache: async () => {
      const { default: puppeteer } = await import('puppeteer')
      for (const headless of ['shell', true] as const) {
        try {
          return puppeteer.executablePath({ headless })
        } catch {
          // This kind is not in the cache.
        }
      }
      return undefined
    },
    ...(say ? { say } : {}),
  })
}

/**
 * Starts a browser that runs nothing and loads nothing: no script, no network, no file. What a
 * page shows must stand in its HTML.
 *
 * Prints are made one after the other in one page; two pages in one browser gain nothing.
 */
export async function openPrinter(options: PrinterOptions): Promise<Printer> {
  const found = await locateBrowser(options)
  const browser = await launch(found, options.env)
  try {
    const session = await openPage(browser)
    await closeTheWindows(browser, session)
    const { frameTree } = await session('Page.getFrameTree')
    const { product } = await session('Browser.getVersion')
    const show = async (html: string): Promise<void> => {
      await session('Page.setDocumentContent', { frameId: frameTree.frame.id, html })
      const { exceptionDetails } = await session('Runtime.evaluate', {
        expression: settled,
        awaitPromise: true,
      })
      if (exceptionDetails) throw new Error(`The page did not settle: ${exceptionDetails.text}`)
    }
    const inTurn = queue(dying(browser))
    return {
      from: found.from,
      version: product,
      abreast: 1,
      print: html =>
        inTurn(async () => {
          await show(html.replace('<style>', `<style>${unseen}`))
          const { data } = await session('Page.printToPDF', {
            printBackground: true,
            preferCSSPageSize: true,
            generateTaggedPDF: true,
            generateDocumentOutline: true,
          })
          return plain(Buffer.from(data, 'base64'))
        }),
      picture: (html, width, height) =>
        inTurn(async () => {
          await session('Emulation.setDeviceMetricsOverride', {
            width,
            height,
            deviceScaleFactor: 1,
            mobile: false,
          })
          await show(html)
          const { data } = await session('Page.captureScreenshot', { format: 'png' })
          await session('Emulation.clearDeviceMetricsOverride')
          return Buffer.from(data, 'base64')
        }),
      close: browser.close,
    }
  } catch (error) {
    await browser.close()
    throw error
  }
}

/** Nobody looks at a page that is printed: laid out for a screen and painted, it takes a quarter longer. */
const unseen = '@media screen{html{display:none}}'

/**
 * Fonts and pictures are ready: a font still loading would print as nothing at all. What is not
 * laid out asks for no font, so all are asked for.
 */
const settled = `Promise.all([
  ...Array.from(document.fonts, font => font.load()),
  document.fonts.ready,
  ...Array.from(document.images, image => image.decode().catch(() => 0)),
]).then(() => [...document.fonts].filter(font => font.status === 'error').length)
  .then(failed => { if (failed) throw new Error(failed + ' fonts failed to load') })`

/** What a browser would do beside printing, and need not. */
const idle = [
  'allow-pre-commit-input',
  'disable-background-networking',
  'disable-background-timer-throttling',
  'disable-backgrounding-occluded-windows',
  'disable-breakpad',
  'disable-client-side-phishing-detection',
  'disable-component-extensions-with-background-pages',
  'disable-crash-reporter',
  'disable-default-apps',
  'disable-dev-shm-usage',
  'disable-extensions',
  'disable-features=Translate,AcceptCHFrame,MediaRouter,OptimizationHints,ProcessPerSiteUpToMainFrameThreshold,IsolateSandboxedIframes',
  'disable-gpu',
  'disable-hang-monitor',
  'disable-infobars',
  'disable-ipc-flooding-protection',
  'disable-popup-blocking',
  'disable-prompt-on-repost',
  'disable-renderer-backgrounding',
  'disable-search-engine-choice-screen',
  'disable-sync',
  'enable-automation',
  'enable-features=PdfOopif',
  'hide-scrollbars',
  'metrics-recording-only',
  'mute-audio',
  'no-first-run',
  'password-store=basic',
  'use-mock-keychain',
]

/** The same page on every machine, and nothing from outside it. */
const alone = [
  'export-tagged-pdf',
  'font-render-hinting=none',
  'force-color-profile=srgb',
  'generate-pdf-document-outline',
  'host-resolver-rules=MAP * ~NOTFOUND',
  'no-proxy-server',
]

async function launch(found: Browser, env: PrinterOptions['env']): Promise<DevTools> {
  const start = async (sandbox: boolean): Promise<DevTools> => {
    const words = [
      found.shell ? 'headless' : 'headless=new',
      ...(sandbox ? [] : ['no-sandbox']),
      ...idle,
      ...alone,
    ]
    const browser = startBrowser(
      found.path,
      words.map(word => `--${word}`),
      { ...env, ...found.env },
    )
    try {
      // The first answer tells that it has started.
      await browser.send('Browser.getVersion')
      return browser
    } catch (error) {
      await browser.close()
      throw error
    }
  }
  const root = process.getuid?.() === 0
  if (root) return start(false)
  try {
    return await start(true)
  } catch (error) {
    // Containers and some distributions do not let a program build its own sandbox.
    if (process.platform !== 'linux') throw error
    return start(false)
  }
}

/** Asks something of the page. */
type Session = CDPSession['send']

async function openPage({ send }: DevTools): Promise<Session> {
  const { targetId } = (await send('Target.createTarget', { url: 'about:blank' })) as {
    targetId: string
  }
  const { sessionId } = (await send('Target.attachToTarget', { targetId, flatten: true })) as {
    sessionId: string
  }
  return ((method: string, params?: object) => send(method, params, sessionId)) as Session
}

async function closeTheWindows(browser: DevTools, session: Session): Promise<void> {
  await session('Page.enable')
  await session('Emulation.setScriptExecutionDisabled', { value: true })
  browser.on('Fetch.requestPaused', params => {
    const { requestId } = params as { readonly requestId: string }
    session('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }).catch(() => {
      // The page has gone on meanwhile; nothing was loaded.
    })
  })
  // All but `data:`, which is the page's own.
  const patterns = ['http', 'https', 'file', 'ftp', 'ws', 'wss', 'chrome', 'filesystem', 'blob']
  await session('Fetch.enable', {
    patterns: patterns.map(scheme => ({ urlPattern: `${scheme}:*` })),
  })
}

/** Calls its listener once the browser or its page is gone. */
type Dying = (listener: (reason: Error) => void) => void

function dying(browser: DevTools): Dying {
  return listener => {
    void browser.gone.then(() => listener(new Error('the browser ended')))
    browser.on('Inspector.targetCrashed', () => listener(new Error('the page crashed')))
  }
}

/** Runs what it is given one after the other; once the browser is gone, nothing runs any more. */
function queue(dying: Dying) {
  let last: Promise<unknown> = Promise.resolve()
  let gone: Error | undefined
  let fail = (_reason: Error): void => {}
  dying(reason => {
    gone ??= reason
    fail(gone)
  })
  const run = <T>(job: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      fail = reject
      if (gone) reject(gone)
      // What it was asked and cannot answer any more says less than that it is gone.
      else job().then(resolve, error => setImmediate(() => reject(gone ?? error)))
    })
  return <T>(job: () => Promise<T>): Promise<T> => {
    const next = last.then(() => run(job))
    last = next.catch(() => undefined)
    return next
  }
}
