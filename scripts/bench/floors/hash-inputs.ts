import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/* The floor of a build with nothing to do: reads every file of a folder and hashes it. */
const folder = process.argv[2] ?? ''
const hash = createHash('sha256')
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (entry.isFile()) hash.update(readFileSync(join(entry.parentPath, entry.name)))
}
console.log(hash.digest('hex'))
