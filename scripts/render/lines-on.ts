import { operations } from './pdf/content.ts'
import { isStream, type Ref } from './pdf/object.ts'
import { type Pdf, unpacked } from './pdf/pdf.ts'

type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]
const identity: Matrix = [1, 0, 0, 1, 0, 0]

/**
 * The number of lines of upright text on a page between `foot` and `head`, in points from its
 * lower edge; what stands side by side, as in the cells of a row, is one line.
 */
export function linesOn(pdf: Pdf, page: Ref, foot: number, head: number): number {
  const contents = pdf.list(pdf.dict(page).get('Contents')).map(each => pdf.get(each))
  const content = Buffer.concat(contents.filter(isStream).flatMap(each => [unpacked(each), gap]))
  const heights = new Set<number>()
  const saved: Matrix[] = []
  let space = identity
  let text = identity
  for (const { operator, operands } of operations(content.toString('latin1'))) {
    if (operator === 'q') saved.push(space)
    else if (operator === 'Q') space = saved.pop() ?? identity
    else if (operator === 'cm') space = product(operands.map(Number), space)
    else if (operator === 'BT') text = identity
    else if (operator === 'Tm') text = product(operands.map(Number), identity)
    else if (operator === 'Td' || operator === 'TD')
      text = product([1, 0, 0, 1, ...operands.map(Number)], text)
    else if (operator === 'Tj' || operator === 'TJ') {
      const [, slope, , , , y] = product(text, space)
      if (Math.abs(slope) < 0.001 && y > foot && y < head) heights.add(Math.round(y))
    }
  }
  // A raised note mark stands in the line that it is of.
  return [...heights].sort((a, b) => a - b).filter((y, index, all) => y - (all[index - 1] ?? 0) > 6)
    .length
}

const gap = Buffer.from('\n')

function product(first: readonly number[], then: Matrix): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = first
  const [g, h, i, j, k, l] = then
  return [
    a * g + b * i,
    a * h + b * j,
    c * g + d * i,
    c * h + d * j,
    e * g + f * i + k,
    e * h + f * j + l,
  ]
}
