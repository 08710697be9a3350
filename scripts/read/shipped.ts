import { readFileSync } from 'node:fs'
import { CORE_SCHEMA, FAILSAFE_SCHEMA, load } from 'js-yaml'

const kept = new Map<string, unknown>()

/**
 * A table that ships with the press: YAML under `scripts/`, read at first use and kept.
 *
 * `path` counts from `scripts/`. The compiled code in `lib/` reads the same files. Their shape is
 * held by tests, so no place of an error is wanted, and the parser that keeps none takes a fifth of
 * the time: these tables are read at every start.
 *
 * @param scalars `texts`: all of them are, as in a manuscript's own YAML.
 */
export function shipped<T>(path: string, scalars: 'typed' | 'texts' = 'typed'): T {
  if (!kept.has(path)) {
    const text = readFileSync(new URL(`../../scripts/${path}`, import.meta.url), 'utf8')
    kept.set(path, load(text, { schema: scalars === 'texts' ? FAILSAFE_SCHEMA : CORE_SCHEMA }))
  }
  return kept.get(path) as T
}
