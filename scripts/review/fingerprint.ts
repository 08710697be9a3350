import { createHash } from 'node:crypto'

/**
 * The fingerprint of a remedy's words: `sha256-` and the SHA-256, in hexadecimal, of the UTF-8
 * bytes of {@link words}, without white space at the end.
 *
 * It is the same on every machine, and anyone can compute it from the words that a review keeps:
 * `printf %s "$WORDS" | sha256sum`.
 */
export function fingerprint(words: string): string {
  return `sha256-${createHash('sha256').update(words.trimEnd(), 'utf8').digest('hex')}`
}
