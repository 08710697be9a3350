import { stemmer as arabic } from '@orama/stemmers/arabic'
import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as french } from '@orama/stemmers/french'
import { stemmer as german } from '@orama/stemmers/german'
import { stemmer as russian } from '@orama/stemmers/russian'
import { stemmer as spanish } from '@orama/stemmers/spanish'

const stemmers: ReadonlyMap<string, (word: string) => string> = new Map([
  ['ar', arabic],
  ['de', german],
  ['en', english],
  ['es', spanish],
  ['fr', french],
  ['ru', russian],
])

const kept = new Map<string, Map<string, string>>()

/** Stems of a language; where there is no stemmer, a word stands for itself. */
export function stems(language: string): (word: string) => string {
  const primary = primaryOf(language)
  const stem = stemmers.get(primary)
  if (!stem) return word => word
  let known = kept.get(primary)
  if (!known) {
    known = new Map()
    kept.set(primary, known)
  }
  const cache = known
  return word => {
    const met = cache.get(word)
    if (met !== undefined) return met
    // Words past this are noise (codes, names); the store stays bounded in a large library.
    if (cache.size > 200_000) cache.clear()
    const made = stem(word) || word
    cache.set(word, made)
    return made
  }
}

/** The language alone, without script or region: `pt-BR` is `pt`. */
export function primaryOf(language: string): string {
  return language.toLowerCase().split(/[-_]/, 1)[0] ?? 'en'
}
