import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { shippedGlossaries } from '../../scripts/check/duplicates/glossary.ts'
import { shipped } from '../../scripts/read/shipped.ts'

const names = z.array(z.string().min(1))
const byLanguage = z.record(z.union([z.literal('*'), z.string().length(2)]), names)
const comparators = z.partialRecord(z.enum(['<=', '>=', '<', '>', '~']), names)
const numbers = z.record(z.string(), z.number().min(0))

describe('shipped tables', () => {
  test('units have a code, a dimension, a size and a known source', () => {
    const table = z
      .object({
        sources: z.record(z.string(), z.string()),
        units: z.array(
          z
            .object({
              code: z.string().min(1),
              dimension: z.string().min(1),
              factor: z.number().positive(),
              offset: z.number().optional(),
              about: z.literal(true).optional(),
              source: z.string(),
              names: byLanguage,
              cased: names.optional(),
            })
            .strict(),
        ),
      })
      .strict()
      .parse(shipped('check/quantity/units.yaml'))
    const codes = table.units.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    for (const { source } of table.units) expect(Object.keys(table.sources)).toContain(source)
  })

  test('wordings have their closed lists', () => {
    const wording = z
      .object({
        decimal: z.enum(['.', ',']),
        numbers,
        scales: numbers.optional(),
        times: numbers.optional(),
        fractions: numbers.optional(),
        daily: numbers.optional(),
        before: comparators,
        after: comparators,
        not: names,
        stop: names,
      })
      .catchall(names.or(z.array(z.never())))
    const table = z
      .record(z.string().length(2), wording)
      .parse(shipped('check/quantity/wordings.yaml'))
    expect(Object.keys(table)).toEqual(expect.arrayContaining(['en', 'es', 'fr', 'de', 'ru', 'ar']))
  })

  test('glossaries name only concepts that there are', () => {
    const sets = z.record(z.string(), names)
    const glossary = z
      .object({
        concepts: z.record(z.string(), z.record(z.string(), names.or(z.string()))),
        contrasts: sets,
        opposites: sets.optional(),
      })
      .strict()
    const tables = ['general', 'health', 'maternity'].map(name =>
      glossary.parse(shipped(`check/duplicates/glossaries/${name}.yaml`)),
    )
    const known = new Set(tables.flatMap(({ concepts }) => Object.keys(concepts)))
    // The kinds of the formulary, whose names come on top.
    for (const kind of ['herb', 'medicine']) expect(known).toContain(kind)
    for (const id of shippedGlossaries().flatMap(({ concepts }) => Object.keys(concepts))) {
      known.add(id)
    }
    const named = tables.flatMap(({ concepts, contrasts, opposites = {} }) => [
      ...Object.values(concepts).flatMap(({ is = [] }) => is),
      ...Object.values(contrasts).flat(),
      ...Object.values(opposites).flat(),
    ])
    expect(named.filter(name => !known.has(name))).toEqual([])
  })
})
