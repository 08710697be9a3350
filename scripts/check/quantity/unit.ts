import { shipped } from '../../read/shipped.ts'
import type { Lexeme } from './lexeme.ts'
import { type Phrases, phrases } from './wording.ts'

/** A unit of measurement in UCUM's terms. */
export interface Unit {
  /** UCUM code: `mg`, `[tsp_m]`, `{tablet}`, `mg/kg`. */
  readonly code: string
  /** What it measures: `mass`, `volume`, `time`, `mass/volume`, … Only equal ones compare. */
  readonly dimension: string
  /** Times this gives the dimension's base unit (g, mL, m, s, Cel, kJ, mol, Pa, 1/d, 1). */
  readonly factor: number
  /** Added after the factor; only temperatures have one. */
  readonly offset?: number
  /** A household measure without an exact size. */
  readonly about?: boolean
}

interface UnitTable {
  readonly units: readonly (Unit & {
    readonly source: string
    readonly names: Readonly<Record<string, readonly string[]>>
    readonly cased?: readonly string[]
  })[]
}

/** A language's units, ready for look-up. */
export interface Units {
  readonly named: Phrases<Unit>
  readonly cased: ReadonlyMap<string, Unit>
}

const kept = new Map<string, Units>()

/** The units that a language knows, with the symbols that all share. */
export function units(language: string): Units {
  const primary = language.toLowerCase().split(/[-_]/, 1)[0] ?? 'en'
  const known = kept.get(primary)
  if (known) return known
  const table = shipped<UnitTable>('check/quantity/units.yaml').units
  const named: [string, Unit][] = []
  const cased = new Map<string, Unit>()
  for (const { names, cased: exact, source: _, ...unit } of table) {
    for (const name of [...(names['*'] ?? []), ...(names[primary] ?? [])]) {
      named.push([spaced(name), unit])
    }
    for (const name of exact ?? []) cased.set(name, unit)
  }
  const made = { named: phrases(named), cased }
  kept.set(primary, made)
  return made
}

/** The unit that begins at lexeme `at`, with the index after it. */
export function unitAt(
  words: readonly Lexeme[],
  at: number,
  known: Units,
): { readonly unit: Unit; readonly next: number } | undefined {
  const first = words[at]
  if (!first) return undefined
  const exact = known.cased.get(first.text)
  if (exact) return { unit: exact, next: at + 1 }
  return phraseAt(words, at, known.named)
}

/** The longest phrase that begins at lexeme `at`. */
export function phraseAt<T>(
  words: readonly Lexeme[],
  at: number,
  known: Phrases<T>,
): { readonly unit: T; readonly next: number } | undefined {
  for (const [phrase, unit] of known.get(words[at]?.key ?? '') ?? []) {
    let same = true
    for (let step = 1; same && step < phrase.length; step++) {
      same = words[at + step]?.key === phrase[step]
    }
    if (same) return { unit, next: at + phrase.length }
  }
  return undefined
}

/** One unit over another: `mg/kg`, `mmol/L`. */
export function over(unit: Unit, divisor: Unit): Unit {
  return {
    code: `${unit.code}/${divisor.code}`,
    dimension: `${unit.dimension}/${divisor.dimension}`,
    factor: unit.factor / divisor.factor,
    ...(unit.about || divisor.about ? { about: true } : {}),
  }
}

/** Signs are lexemes of their own: `°C` is looked up as `°`, `c`. */
function spaced(name: string): string {
  return name
    .toLowerCase()
    .replace(/([^\p{L}\p{Nd}\s'’])(?=\S)/gu, '$1 ')
    .trim()
}
