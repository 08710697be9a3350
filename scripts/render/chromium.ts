import type { CDPSession, Browser as Process } from 'puppeteer'
import { type Browser, findBrowser } from './browser.ts'
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
  readonly close: () => Promise<void>
}

/** How a printer is opened. */
export interface PrinterOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly say?: (line: string) => void
}

/** Milliseconds in which a browser that is told to end should have ended. */
const farewell = 5000

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
  const process = await launch(found, options.env)
  // A browser that dies leaves a broken pipe; what was asked of it fails below.
  for (const pipe of process.process()?.stdio ?? []) pipe?.on('error', () => {})
  const close = closing(process)
  try {
    const page = await process.newPage()
    const session = await page.createCDPSession()
    await closeTheWindows(session)
    const { frameTree } = await session.send('Page.getFrameTree')
    const show = async (html: string): Promise<void> => {
      await session.send('Page.setDocumentContent', { frameId: frameTree.frame.id, html })
      const { exceptionDetails } = await session.send('Runtime.evaluate', {
        expression: settled,
        awaitPromise: true,
      })
      if (exceptionDetails) throw new Error(`The page did not settle: ${exceptionDetails.text}`)
    }
    const inTurn = queue(dying(process, session))
    return {
      from: found.from,
      version: await process.version(),
      abreast: 1,
      print: html =>
        inTurn(async () => {
          await show(html.replace('<style>', `<style>${unseen}`))
          const { data } = await session.send('Page.printToPDF', {
            printBackground: true,
            preferCSSPageSize: true,
            generateTaggedPDF: true,
            generateDocumentOutline: true,
          })
          return plain(Buffer.from(data, 'base64'))
        }),
      picture: (html, width, height) =>
        inTurn(async () => {
          await session.send('Emulation.setDeviceMetricsOverride', {
            width,
            height,
            deviceScaleFactor: 1,
            mobile: false,
          })
          await show(html)
          const { data } = await session.send('Page.captureScreenshot', { format: 'png' })
          await session.send('Emulation.clearDeviceMetricsOverride')
          return Buffer.from(data, 'base64')
        }),
      close,
    }
  } catch (error) {
    await close()
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

async function launch(found: Browser, env: PrinterOptions['env']): Promise<Process> {
  const { default: puppeteer } = await import('puppeteer')
  const start = (sandbox: boolean) =>
    puppeteer.launch({
      executablePath: found.path,
      headless: found.shell ? 'shell' : true,
      env: { ...env, ...found.env },
      // Who asks for a print knows how long it may take.
      protocolTimeout: 0,
      // By a pipe: the browser ends with the program, even where that is killed.
      pipe: true,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: [
        ...(sandbox ? [] : ['--no-sandbox']),
        '--font-render-hinting=none',
        '--force-color-profile=srgb',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--disable-background-networking',
        '--host-resolver-rules=MAP * ~NOTFOUND',
        '--no-proxy-server',
      ],
    })
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

async function closeTheWindows(session: CDPSession): Promise<void> {
  await session.send('Page.enable')
  await session.send('Emulation.setScriptExecutionDisabled', { value: true })
  session.on('Fetch.requestPaused', ({ requestId }) => {
    session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }).catch(() => {
      // The page has gone on meanwhile; nothing was loaded.
    })
  })
  // All but `data:`, which is the page's own.
  const patterns = ['http', 'https', 'file', 'ftp', 'ws', 'wss', 'chrome', 'filesystem', 'blob']
  await session.send('Fetch.enable', {
    patterns: patterns.map(scheme => ({ urlPattern: `${scheme}:*` })),
  })
}

/** Ends a browser: politely, and by force where it does not listen. */
function closing(process: Process): () => Promise<void> {
  return async () => {
    const child = process.process()
    const force = setTimeout(() => child?.kill('SIGKILL'), farewell)
    try {
      await process.close()
    } finally {
      clearTimeout(force)
    }
  }
}

/** Calls its listener once the browser or its page is gone. */
type Dying = (listener: (reason: Error) => void) => void

function dying(process: Process, session: CDPSession): Dying {
  return listener => {
    process.once('disconnected', () => listener(new Error('the browser ended')))
    session.once('Inspector.targetCrashed', () => listener(new Error('the page crashed')))
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
