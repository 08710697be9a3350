import type { Formulary, FormularyEntry } from '../../read/formulary.ts'
import { fold, singular, wordPattern } from './fold.ts'
import { trie } from './trie.ts'

/** A name of an entry met in a text. */
export interface Hit {
  readonly start: number
  readonly end: number
  /** Id of the entry. */
  readonly entry: string
  /** The name as the formulary spells it. */
  readonly name: string
}

/** All names of a formulary, ready to be looked for in one pass. */
export interface Names {
  /** The names in a text, from left to right, the longest at each place. */
  readonly in: (text: string) => readonly Hit[]
}

interface Found {
  /** Undefined for a phrase that only looks like a name. */
  readonly entry: string | undefined
  readonly name: string
  /** Set for a short sign such as `Mg`, which counts only in these letters. */
  readonly exactly: string | undefined
}

/**
 * Makes the automaton of a formulary's names: a trie of words, walked once from left to right.
 *
 * A step costs one look-up in a hash table, whatever the number of names. Where two names begin at
 * one place, the longer one counts; names do not overlap.
 */
export function names(formulary: Pick<Formulary, 'entries' | 'notMeant'>): Names {
  const ids = new Map<string, number>()
  const sequences: [words: readonly number[], found: Found][] = []

  function insert(words: readonly string[], found: Found): void {
    const sequence = words.map(word => {
      const id = ids.get(word) ?? ids.size
      ids.set(word, id)
      return id
    })
    sequences.push([sequence, found])
  }

  // Of two entries with one name the first counts: a manuscript's own stands above the press's.
  const own = [...formulary.entries.values()].filter(({ file }) => file !== '')
  const all = [...own, ...[...formulary.entries.values()].filter(({ file }) => file === '')]
  for (const entry of all) {
    for (const name of [entry.name, ...entry.names]) {
      const bare = name.replace(/\s*\([^)]*\)/g, '')
      const exactly = /^\p{Lu}[\p{L}\d]{0,3}$/u.test(bare) && isSign(bare) ? bare : undefined
      const found = { entry: entry.id, name, exactly }
      for (const words of forms(bare, entry)) insert(words, found)
    }
  }
  for (const phrase of formulary.notMeant) {
    const words = wordsOf(phrase)
    insert(words, { entry: undefined, name: phrase, exactly: undefined })
  }

  const { step, end } = trie(sequences)

  /** Spelling, base form and joined form are looked up once for each different word. */
  const known = new Map<string, readonly number[]>()
  function idsOf(raw: string): readonly number[] {
    let met = known.get(raw)
    if (!met) {
      const { word, base } = fold(raw)
      met = [word, base].flatMap(form => (form === undefined ? [] : (ids.get(form) ?? [])))
      if (known.size > 50_000) known.clear()
      known.set(raw, met)
    }
    return met
  }

  return {
    in(text) {
      const starts: number[] = []
      const stops: number[] = []
      const words: (readonly number[])[] = []
      for (const match of text.matchAll(wordPattern)) {
        starts.push(match.index)
        stops.push(match.index + match[0].length)
        words.push(idsOf(match[0]))
      }
      const hits: Hit[] = []
      for (let at = 0; at < words.length; ) {
        let best: Found | undefined
        let bestAt = at
        const walk = (node: number, next: number): void => {
          const found = end(node)
          if (found && next > bestAt && fits(found, text.slice(starts[at], stops[next - 1]))) {
            best = found
            bestAt = next
          }
          if (next >= words.length) return
          if (next > at && !joins(text, starts[next - 1]!, stops[next - 1]!, starts[next]!)) return
          for (const id of words[next]!) {
            const to = step(node, id)
            if (to >= 0) walk(to, next + 1)
          }
          // "No-shpa" is also looked up as "Noshpa".
          if (text[stops[next]!] === '-' && starts[next + 1] === stops[next]! + 1) {
            const joined =
              text.slice(starts[next], stops[next]) + text.slice(starts[next + 1], stops[next + 1])
            for (const id of idsOf(joined)) {
              const to = step(node, id)
              if (to >= 0) walk(to, next + 2)
            }
          }
        }
        walk(0, at)
        const { entry, name } = (best as Found | undefined) ?? { entry: undefined, name: '' }
        if (entry) hits.push({ start: starts[at]!, end: stops[bestAt - 1]!, entry, name })
        at = Math.max(bestAt, at + 1)
      }
      return hits
    },
  }
}

function fits({ exactly }: Found, met: string): boolean {
  return exactly === undefined || exactly === met
}

/** Words of one name stand beside each other; a full stop only behind a short form ("St. John"). */
function joins(text: string, begin: number, stop: number, start: number): boolean {
  if (start - stop > 2) return false
  for (let at = stop; at < start; at++) {
    const between = text[at]!
    if (between === '.' && !/^\p{Lu}\p{Ll}{0,2}$/u.test(text.slice(begin, stop))) return false
    if (!' \t\n\u00a0\u202f-\u2010\u2011\u2013./'.includes(between)) return false
  }
  return true
}

/** `Mg`, `THC`, `LI4`: letters of a sign, not a short word with a capital. */
function isSign(name: string): boolean {
  return name.length <= 2 || /\p{Lu}.*\p{Lu}|\d/u.test(name)
}

function wordsOf(name: string): string[] {
  return [...name.matchAll(wordPattern)].map(([word]) => fold(word).word)
}

/** The forms under which a name is looked up. */
function forms(name: string, entry: FormularyEntry): readonly (readonly string[])[] {
  const words = wordsOf(name)
  if (words.length === 0) return []
  const last = words.length - 1
  const all = [words]
  const withLast = (word: string) => all.push([...words.slice(0, last), word])
  if (/[\u0400-\u04ff]/.test(name)) {
    all.push(words.map(word => fold(word).base ?? word))
    return all
  }
  if (!/^\p{Lu}/u.test(name)) withLast(singular(words[last]!))
  if (name.includes('-') && words.length === 2) all.push([words.join('')])
  const split = /^([a-z]+)(\d+)$/.exec(words[last]!)
  if (split) all.push([...words.slice(0, last), split[1]!, split[2]!])
  if (entry.kind === 'procedure') {
    for (const form of verbForms(words[0]!)) all.push([form, ...words.slice(1)])
  }
  // A brand in a translated text keeps the case ending of the first language: "Ortofenom".
  if (/^\p{Lu}\p{Ll}{4,}$/u.test(name) || /^\p{Lu}\p{Ll}+-\p{L}\p{Ll}+$/u.test(name)) {
    const bare = words[last]!.replace(/a$/, '')
    const endings = bare === words[last] ? ['a', 'u', 'om', 'e', 'y'] : ['u', 'y', 'e', 'oy', 'oi']
    for (const ending of endings) {
      withLast(bare + ending)
      if (words.length === 2) all.push([words[0]! + bare + ending])
    }
  }
  return all
}

/** "massage" is also "massaging" and "massaged"; "sleep on the side" also "sleeping on the side". */
function verbForms(word: string): readonly string[] {
  if (word.length < 3 || !/^[a-z]+$/.test(word) || /(?:ing|ed|s)$/.test(word)) return []
  if (word === 'lie') return ['lying', 'lies']
  const bare = word.replace(/e$/, '')
  return [`${bare}ing`, `${bare}ed`, `${word}s`]
}
