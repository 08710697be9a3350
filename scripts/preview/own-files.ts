import { readdir, readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import type { Templates } from '../read/templates.ts'
import type { Sources } from './answers.ts'

/** The files of the preview's own page, by the path that they are served under. */
export async function ownFiles({ text }: Pick<Templates, 'text'>): Promise<Sources['own']> {
  const folder = new URL('./client/', import.meta.url)
  const scripts = (await readdir(folder)).filter(name => /(?<!\.d)\.[jt]s$/.test(name))
  return new Map([
    ['/', { type: 'text/html', body: text('preview/preview.html') }],
    ['/preview.css', { type: 'text/css', body: text('preview/preview.css') }],
    ['/icon.svg', { type: 'image/svg+xml', body: text('preview/icon.svg') }],
    ...(await Promise.all(
      scripts.map(async name => {
        const source = await readFile(new URL(name, folder), 'utf8')
        const body = name.endsWith('.ts') ? stripped(source) : source
        // The page asks for its first script by a name that fits both.
        const path = `/client/${name.replace(/^page\.ts$/, 'page.js')}`
        return [path, { type: 'text/javascript', body }] as const
      }),
    )),
  ])
}

/** Run from its sources, the press serves them as Node itself runs them. */
function stripped(source: string): string {
  const { emitWarning } = process
  // Node says with each first use that this is new.
  process.emitWarning = () => {}
  try {
    return stripTypeScriptTypes(source)
  } finally {
    process.emitWarning = emitWarning
  }
}
