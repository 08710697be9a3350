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
    const schema = scalars === 'texts' ? FAILSAFE_SCHEMA : CORE_SCHEMA
    kept.set(path, load(shippedText(path), { schema }))
  }
  return kept.get(path) as T
}

/** A text that ships with the press, read anew at each call; `path` counts from `scripts/`. */
export function shippedText(path: string): string {
  return readFileSync(new URL(`../../scripts/${path}`, import.meta.url), 'utf8')
}

/** Bytes that ship with the press, read anew at each call; `path` counts from `scripts/`. */
export function shippedBytes(path: string): Uint8Array {
  return readFileSync(new URL(`../../scripts/${path}`, import.meta.url))
}
