import type { World } from '../scripts/commands/world.ts'

/** A world without a terminal, whose day is handed in; `said` is all that it was told. */
export function worldOn(
  day: string,
  env: World['env'] = {},
): World & { readonly said: () => string } {
  const lines: string[] = []
  return {
    // A test that wants a cache hands in its own.
    env: { IMPRIMATUR_CACHE: 'off', ...env },
    out: text => lines.push(text),
    err: text => lines.push(text),
    terminal: false,
    colour: false,
    signal: new AbortController().signal,
    now: () => Date.parse(`${day}T12:00:00Z`),
    said: () => lines.join(''),
  }
}
