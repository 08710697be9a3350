import {
  accessSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdtempSync,
  readFileSync,
} from 'node:fs'
import { mkdir, mkdtemp, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir, tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'

/** A browser that can print, and where it came from. */
export interface Browser {
  readonly path: string
  /** In words, for `doctor` and the first line of a build. */
  readonly from: string
  /** True for the headless-shell, which needs no window system. */
  readonly shell: boolean
  /** True where it comes in an npm package, which is the same on every machine. */
  readonly packed?: boolean
  /** What it needs in its environment beside ours. */
  readonly env: Readonly<Record<string, string>>
}

/** The system, as far as finding a browser depends on it. */
export interface System {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly arch: string
  /** The browser in puppeteer's own cache, if it has one. */
  readonly puppeteerCache: () => Promise<string | undefined>
  /** Told once, before the packed browser is unpacked. */
  readonly say?: (line: string) => void
}

/** Thrown where no browser is to be had; the message names the one command that helps. */
export class NoBrowser extends Error {}

/**
 * Finds a browser, in this order: the one that `PUPPETEER_EXECUTABLE_PATH` names, the
 * headless-shell that comes with npm (Linux on x64; pinned, so that output repeats), the one in
 * puppeteer's cache, an installed Chrome, Chromium or Edge.
 */
export async function findBrowser(system: System): Promise<Browser> {
  const named = system.env.PUPPETEER_EXECUTABLE_PATH
  if (named) {
    if (isProgram(named)) return plain(named, 'PUPPETEER_EXECUTABLE_PATH')
    throw new NoBrowser(
      `PUPPETEER_EXECUTABLE_PATH names \`${named}\`, and no program stands there.\n` +
        'Mend the variable, or unset it to let the press look for a browser itself.',
    )
  }
  const packed = await packedBrowser(system)
  if (packed) return packed
  const cached = await system.puppeteerCache()
  if (cached && isProgram(cached)) return plain(cached, "puppeteer's cache")
  const installed = installedBrowsers(system).find(isProgram)
  if (installed) return plain(installed, 'installed on this machine')
  throw new NoBrowser(`No browser was found to print with.\n${advice(system.platform)}`)
}

/**
 * Tells a browser from its next version without starting it: one from npm by its package, an
 * installed one by the place, time and size of its program.
 */
export async function browserMark({ path, from, packed }: Browser): Promise<string> {
  if (packed) return from
  // A snap is started by the same program in every version, and stands in a folder of its own.
  const snap = /^\/snap\/bin\/([^/.]+)/.exec(path)?.[1]
  const program = await realpath(snap ? `/snap/${snap}/current` : path)
  const { size, mtimeMs } = await stat(program)
  return `${from} ${program} ${size} ${mtimeMs}`
}

function plain(path: string, from: string): Browser {
  return { path, from, shell: /headless[-_]shell/.test(path), env: {} }
}

function advice(platform: NodeJS.Platform): string {
  const command =
    platform === 'darwin'
      ? 'npx puppeteer browsers install chrome-headless-shell'
      : platform === 'win32'
        ? 'winget install Google.Chrome'
        : 'sudo apt-get install chromium'
  return `Install one with \`${command}\`, or set PUPPETEER_EXECUTABLE_PATH to the program of a Chrome, Chromium or Edge.`
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const require = createRequire(import.meta.url)

/**
 * The headless-shell in the npm package, unpacked once a version into the user's cache folder.
 *
 * It brings its own libraries (a bare system has no libnss), and it sees none of the fonts that
 * are installed: they must not change what is printed.
 */
async function packedBrowser(system: System): Promise<Browser | undefined> {
  if (system.platform !== 'linux' || system.arch !== 'x64') return undefined
  const entry = resolved('@sparticuz/chromium')
  if (!entry) return undefined
  const root = dirname(dirname(entry))
  const archive = join(root, 'bin', 'chromium.br')
  if (!existsSync(archive)) return undefined
  // At once: a browser that is to be there soon is started before anything else is loaded.
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const folder = await unpacked(join(root, 'bin'), `headless-shell-${version}`, system)
  return {
    path: join(folder, 'chromium'),
    from: `npm package @sparticuz/chromium ${version}`,
    packed: true,
    shell: true,
    env: {
      LD_LIBRARY_PATH: [join(folder, 'lib'), system.env.LD_LIBRARY_PATH]
        .filter(Boolean)
        .join(delimiter),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  }
}

function resolved(name: string): string | undefined {
  try {
    return require.resolve(name)
  } catch {
    return undefined
  }
}

async function unpacked(bin: string, name: string, system: System): Promise<string> {
  const places = [cacheFolder(system), join(tmpdir(), `imprimatur-${process.getuid?.() ?? 'user'}`)]
  let failure: unknown
  for (const place of places) {
    const folder = join(place, name)
    if (existsSync(join(folder, 'chromium'))) return folder
    try {
      await mkdir(place, { recursive: true, mode: 0o700 })
      system.say?.('Unpacking the browser, once …')
      await unpackInto(place, folder, bin)
      return folder
    } catch (error) {
      failure = error
    }
  }
  throw failure
}

/** Unpacks beside its place and moves it there whole: a run that is stopped leaves no half. */
async function unpackInto(place: string, folder: string, bin: string): Promise<void> {
  const { extract } = await import('tar-fs')
  const draft = await mkdtemp(join(place, 'unpacking-'))
  try {
    await pipeline(
      createReadStream(join(bin, 'chromium.br')),
      createBrotliDecompress(),
      createWriteStream(join(draft, 'chromium'), { mode: 0o755 }),
    )
    for (const archive of ['al2023.tar.br', 'fonts.tar.br']) {
      await pipeline(createReadStream(join(bin, archive)), createBrotliDecompress(), extract(draft))
    }
    // With no font on the system at all, fonts of the page fail to load too: the package's one
    // font stands in for the system's, and nothing is ever set in it.
    const fonts = `<dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fontconfig')}</cachedir>`
    await mkdir(join(draft, 'fontconfig'))
    await writeFile(
      join(draft, 'fonts.conf'),
      `<?xml version="1.0"?><fontconfig>${fonts}</fontconfig>\n`,
    )
    await rename(draft, folder)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    // Another run may have put it there in the meantime.
    if (!existsSync(join(folder, 'chromium'))) throw error
  }
}

/** A folder for what a browser writes down while it runs. */
export function openProfile(): { readonly path: string; readonly remove: () => Promise<void> } {
  const path = mkdtempSync(join(tmpdir(), 'imprimatur-browser-'))
  return {
    path,
    // A browser that was killed may still be letting go of a file.
    remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined),
  }
}

/** Where the press keeps what it can make again. */
export function cacheFolder({ env, platform }: Pick<System, 'env' | 'platform'>): string {
  const home = homedir()
  const base =
    platform === 'darwin'
      ? join(home, 'Library', 'Caches')
      : platform === 'win32'
        ? (env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'))
        : (env.XDG_CACHE_HOME ?? join(home, '.cache'))
  return join(base, 'imprimatur')
}

function installedBrowsers({ env, platform }: System): readonly string[] {
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      name => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  }
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
    const programs = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Chromium\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ]
    return programs.flatMap(program => roots.flatMap(root => (root ? [`${root}\\${program}`] : [])))
  }
  const names = [
    'chromium-headless-shell',
    'google-chrome-stable',
    'google-chrome',
    'chromium',
    'chromium-browser',
    'microsoft-edge',
  ]
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/snap/bin'].filter(Boolean)
  return names.flatMap(name => folders.map(folder => join(folder, name)))
}
