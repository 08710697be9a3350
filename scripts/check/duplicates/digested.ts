import { hash } from 'node:crypto'
import type { Chapter, Passage as SharedPassage } from '../../read/manuscript.ts'
import { type Read, readPassages } from './corpus.ts'
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

/** A text, digested; with its passages as they are read, where that was done in this run. */
export interface Taken {
  readonly digested: Digested
  readonly reads?: readonly Read[]
}

/** Digests texts, each once; what was made before of the same text stands. `usual` is the language. */
export function digester(
  usual: string,
  glossaries: readonly GlossaryTable[],
  before: ReadonlyMap<string, Digested>,
): (text: Chapter | SharedPassage) => Taken {
  const known = new WeakMap<object, Taken>()
  const take = (text: Chapter | SharedPassage): Taken => {
    const { file } = text
    const where = surroundings(text, usual)
    const key = hash('sha256', JSON.stringify([where, text.text]))
    const kept = before.get(file)
    if (kept?.key === key) return { digested: kept }
    const own = passagesOf(text.source, where)
    const reads = readPassages(own, glossaries)
    const digested = { file, key, digest: digest(reads), passages: JSON.stringify(own) }
    return { digested, reads }
  }
  return text => {
    const taken = known.get(text) ?? take(text)
    known.set(text, taken)
    return taken
  }
}

function surroundings(text: Chapter | SharedPassage, language: string) {
  const { file } = text
  if (!('matter' in text)) return { file, language }
  const { reviewed } = text.matter
  return { file, language: text.language, ...(reviewed ? { reviewed } : {}) }
}
