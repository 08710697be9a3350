import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

const kept = new Map<string, unknown>()

/**
 * A table that ships with the press: YAML under `scripts/`, read at first use and kept.
 *
 * `path` counts from `scripts/`. The compiled code in `lib/` reads the same files. Their shape is
 * held by tests, so nothing is checked here at every start.
 */
export function shipped<T>(path: string): T {
  if (!kept.has(path)) {
    const url = new URL(`../../scripts/${path}`, import.meta.url)
    kept.set(path, parse(readFileSync(url, 'utf8')))
  }
  return kept.get(path) as T
}
