import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What shapes every file that the press makes, each as a hash of its contents. */
export interface OwnCode {
  /** The press's program, its tables and the version of Node. */
  readonly program: string
  /** `templates/`: looks and fixed words. */
  readonly looks: string
  /** All installed packages, fonts among them. */
  readonly packages: string
}

/**
 * Hashes the press itself; undefined where nobody can tell which packages are installed, so that
 * nothing made before can be trusted.
 */
export function ownCode(): OwnCode | undefined {
  const packages = packageList()
  if (packages === undefined) return undefined
  const root = fileURLToPath(new URL('../../', import.meta.url))
  // Compiled code stands in `lib/` and reads its tables from `scripts/`.
  const code = fileURLToPath(new URL('../', import.meta.url))
  const program = createHash('sha256').update(`${process.version} ${process.platform}`)
  for (const folder of new Set([join(root, 'scripts'), join(code, '.')])) addFolder(program, folder)
  const looks = createHash('sha256')
  addFolder(looks, join(root, 'templates'))
  return { program: program.digest('hex'), looks: looks.digest('hex'), packages }
}

/** Lists that package managers keep of what they installed, with the hash of each package. */
const lists = ['.package-lock.json', '.pnpm/lock.yaml', '.yarn-state.yml', '.yarn-integrity']

function packageList(): string | undefined {
  for (let folder = new URL('../../', import.meta.url); ; folder = new URL('../', folder)) {
    for (const name of lists) {
      const path = new URL(`node_modules/${name}`, folder)
      if (existsSync(path)) return createHash('sha256').update(readFileSync(path)).digest('hex')
    }
    if (new URL('../', folder).href === folder.href) return undefined
  }
}

function addFolder(sum: ReturnType<typeof createHash>, folder: string): void {
  const entries = readdirSync(folder, { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    sum.update(`${entry.name}\0`)
    if (entry.isDirectory()) addFolder(sum, path)
    else sum.update(readFileSync(path)).update('\0')
  }
}
