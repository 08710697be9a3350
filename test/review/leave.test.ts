import { expect, expectTypeOf, test } from 'vitest'
import type { Imprimatur } from '../../scripts/review/imprimatur.ts'

/** Stands for anything that makes a final edition. */
declare function final(leave: Imprimatur): void

test('an Imprimatur cannot be written by hand', () => {
  const forged = {
    publication: 'handbook',
    day: '2026-11-22',
    fingerprints: new Map<string, string>(),
    reviews: new Map(),
    withheld: new Set<string>(),
  }
  // Never run: whether it compiles is what is tested.
  const attempts = () => {
    // @ts-expect-error Only the gate makes one.
    final(forged)
    // @ts-expect-error An assertion does not make one either.
    final(forged as Imprimatur)
    // @ts-expect-error There is no final edition without one.
    final()
  }
  expect(attempts).toBeTypeOf('function')
  expectTypeOf(forged).not.toExtend<Imprimatur>()
})
