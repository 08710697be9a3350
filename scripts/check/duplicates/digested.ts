import { hash } from 'node:crypto'
import type { Chapter, Passage as SharedPassage } from '../../read/manuscript.ts'
import { readPassages } from './corpus.ts'
import { type Digest, digest } from './digest.ts'
import type { GlossaryTable } from './glossary.ts'
import { passagesOf } from './passages.ts'

/** A text as the comparison keeps it from run to run: plain data, made of that text alone. */
export interface Digested {
  readonly file: string
  /** Hash of all that it is made of. */
  readonly key: string
  readonly digest: Digest
  /** Its passages as JSON: they are only looked at where they are alike. */
  readonly passages: string
}

/** Digests texts, each once; what was made before of the same text stands. `usual` is the language. */
export function digester(
  usual: string,
  glossaries: readonly GlossaryTable[],
  before: ReadonlyMap<string, Digested>,
): (text: Chapter | SharedPassage) => Digested {
  const known = new WeakMap<object, Digested>()
  const digested = (text: Chapter | SharedPassage): Digested => {
    const { file } = text
    const where = surroundings(text, usual)
    const key = hash('sha256', JSON.stringify([where, text.text]))
    const kept = before.get(file)
    if (kept?.key === key) return kept
    const own = passagesOf(text.source, where)
    // What is read of a passage is large, and few are ever looked at again: it is not held.
    const reads = readPassages(own, glossaries)
    return { file, key, digest: digest(reads), passages: JSON.stringify(own) }
  }
  return text => {
    const made = known.get(text) ?? digested(text)
    known.set(text, made)
    return made
  }
}

function surroundings(text: Chapter | SharedPassage, language: string) {
  const { file } = text
  if (!('matter' in text)) return { file, language }
  const { reviewed } = text.matter
  return { file, language: text.language, ...(reviewed ? { reviewed } : {}) }
}
