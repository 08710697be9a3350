import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../scripts/', import.meta.url))
const stages = ['read', 'check', 'review', 'compose', 'render', 'write']

interface Import {
  readonly file: string
  readonly from: string
}

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? sources(path) : /\.ts$/.test(name) ? [path] : []
  })
}

const files = sources(root)
const imports: readonly Import[] = files.flatMap(path =>
  [
    ...readFileSync(path, 'utf8').matchAll(
      /(?:^import\b[^'"]*?|^export\b[^'"]*?\bfrom\s*|\bimport\(\s*)['"]([^'"]+)['"]/gm,
    ),
  ].map(([, name = '']) => ({
    file: relative(root, path),
    from: name.startsWith('.') ? relative(root, resolve(dirname(path), name)) : name,
  })),
)

const stageOf = (path: string) => {
  const [first = ''] = path.split(/[\\/]/)
  return stages.indexOf(first)
}

describe('the architecture', () => {
  it('finds the imports that it judges', () => {
    expect(imports.length).toBeGreaterThan(100)
    expect(imports).toContainEqual({ file: 'press.ts', from: join('read', 'read.ts') })
  })

  it('runs one way: a stage imports only itself and earlier stages', () => {
    const wrong = imports.filter(({ file, from }) => {
      const stage = stageOf(file)
      if (stage < 0 || !from.endsWith('.ts')) return false
      return stageOf(from) < 0 || stageOf(from) > stage
    })
    expect(wrong).toEqual([])
  })

  it('has one file that knows puppeteer', () => {
    const knowing = imports.filter(
      ({ file, from }) => /^puppeteer/.test(from) && !/^bench[\\/]/.test(file),
    )
    expect(new Set(knowing.map(({ file }) => file))).toEqual(
      new Set([join('render', 'chromium.ts')]),
    )
  })

  it('has one file that knows the store, and no stage that knows of it', () => {
    const knowing = imports.filter(({ from }) => from === 'cacache').map(({ file }) => file)
    expect(knowing).toEqual(['cache.ts'])
    const stagesThatKnow = imports.filter(
      ({ file, from }) => (from === 'cache.ts' || from === 'shelf.ts') && stageOf(file) >= 0,
    )
    expect(stagesThatKnow).toEqual([])
  })

  it('touches files only where files are read or written', () => {
    const touching = imports.filter(
      ({ file, from }) =>
        /^node:fs/.test(from) &&
        !/^(read|write|commands|bench)[\\/]/.test(file) &&
        file !== 'cli.ts' &&
        file !== 'cache.ts',
    )
    expect(new Set(touching.map(({ file }) => file))).toEqual(
      new Set([
        // The browser comes in a package, packed, and has to be unpacked.
        join('render', 'browser.ts'),
        // The preview keeps the folder in memory, and serves files of its own from there.
        join('preview', 'warm-folder.ts'),
        join('preview', 'changes.ts'),
        join('preview', 'own-files.ts'),
      ]),
    )
  })

  it('keeps the preview outermost: it knows the press, and only commands know it', () => {
    const inPreview = (path: string) => /^preview[\\/]/.test(path)
    const knowing = imports.filter(({ file, from }) => inPreview(from) && !inPreview(file))
    expect(knowing.length).toBeGreaterThan(0)
    expect(knowing.filter(({ file }) => !/^(commands|bench)[\\/]/.test(file))).toEqual([])
    const outside = imports.filter(
      ({ file, from }) => inPreview(file) && /^(commands|write|bench)[\\/]|^cli\.ts$/.test(from),
    )
    expect(outside).toEqual([])
  })

  it('has one file that serves, and a page that takes only types from the press', () => {
    const serving = imports.filter(
      ({ file, from }) => /^node:(http|https|net|http2)$/.test(from) && !/^bench[\\/]/.test(file),
    )
    expect(new Set(serving.map(({ file }) => file))).toEqual(
      new Set([join('preview', 'guard.ts'), join('preview', 'server.ts')]),
    )
    const client = join('preview', 'client')
    for (const path of files.filter(path => relative(root, path).startsWith(client))) {
      const source = readFileSync(path, 'utf8')
      expect(source.match(/^import (?!type )[^;]*? from '(?!\.\/)[^']+'/gm)).toBeNull()
    }
  })

  it('takes clock and chance from outside', () => {
    const pure = files.filter(path =>
      /^(read|check|review|compose|render)$/.test(stages[stageOf(relative(root, path))] ?? ''),
    )
    const wrong = pure.filter(path =>
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\b/.test(
        readFileSync(path, 'utf8'),
      ),
    )
    expect(wrong).toEqual([])
  })

  it('keeps each folder of types, utilities and helpers out', () => {
    const folders = new Set(files.flatMap(path => relative(root, path).split(/[\\/]/).slice(0, -1)))
    for (const name of ['types', 'utils', 'shared', 'helpers', 'lib'])
      expect(folders).not.toContain(name)
  })
})
