import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseMarkdown } from '../../read/markdown.ts'

/* The floor of the checks: parses every chapter of a folder and looks at none. */
const folder = process.argv[2] ?? ''
for (const name of readdirSync(folder)) {
  if (name.endsWith('.md')) parseMarkdown(readFileSync(join(folder, name), 'utf8'))
}
