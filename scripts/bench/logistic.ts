import type { Model } from './boosted-trees.ts'

/** What a weight costs: holds back those that few rows speak for. */
const cost = 30
const rounds = 12

/** Logistic regression on standardised measures with a cost of squares, by Newton's method. */
export function logistic(rows: readonly (readonly number[])[], same: readonly boolean[]): Model {
  const width = rows[0]!.length
  const scales = Array.from({ length: width }, (_, at) => {
    const values = rows.map(row => row[at]!)
    const mean = values.reduce((x, y) => x + y, 0) / rows.length
    const spread = Math.sqrt(values.reduce((x, y) => x + (y - mean) ** 2, 0) / rows.length)
    return { mean, spread: spread || 1 }
  })
  // The last is the same for all rows: how many are pairs.
  const scaled = (row: readonly number[]) =>
    Float64Array.from({ length: width + 1 }, (_, at) =>
      at === width ? 1 : (row[at]! - scales[at]!.mean) / scales[at]!.spread,
    )
  const all = rows.map(scaled)
  let weights = new Float64Array(width + 1)
  const guess = (row: Float64Array) =>
    1 / (1 + Math.exp(-row.reduce((sum, value, at) => sum + value * weights[at]!, 0)))
  for (let round = 0; round < rounds; round++) {
    const slope = weights.map((weight, at) => (at === width ? 0 : -cost * weight))
    const bend = Array.from({ length: width + 1 }, (_, at) => {
      const line = new Float64Array(width + 1)
      line[at] = at === width ? 1e-9 : cost
      return line
    })
    for (const [index, row] of all.entries()) {
      const part = guess(row)
      for (let x = 0; x <= width; x++) {
        slope[x]! += ((same[index] ? 1 : 0) - part) * row[x]!
        const times = part * (1 - part) * row[x]!
        const line = bend[x]!
        for (let y = 0; y <= width; y++) line[y]! += times * row[y]!
      }
    }
    const step = solved(bend, slope)
    weights = weights.map((weight, at) => weight + step[at]!)
  }
  return row => guess(scaled(row))
}

/** Solves linear equations by elimination; both arguments are used up. */
function solved(lines: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length
  for (let at = 0; at < size; at++) {
    for (let below = at + 1; below < size; below++) {
      const times = lines[below]![at]! / lines[at]![at]!
      if (times === 0) continue
      for (let x = at; x < size; x++) lines[below]![x]! -= times * lines[at]![x]!
      right[below]! -= times * right[at]!
    }
  }
  for (let at = size - 1; at >= 0; at--) {
    for (let x = at + 1; x < size; x++) right[at]! -= lines[at]![x]! * right[x]!
    right[at]! /= lines[at]![at]!
  }
  return right
}
