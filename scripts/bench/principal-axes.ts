/** Axes along which rows vary most, first the most, each of length 1: Jacobi's method on their covariance. */
export function principalAxes(rows: readonly Float64Array[]): readonly Float64Array[] {
  const size = rows[0]!.length
  const matrix = Array.from({ length: size }, () => new Float64Array(size))
  for (const row of rows) {
    for (let x = 0; x < size; x++) {
      for (let y = x; y < size; y++) matrix[x]![y]! += (row[x]! * row[y]!) / rows.length
    }
  }
  for (let x = 0; x < size; x++) for (let y = 0; y < x; y++) matrix[x]![y] = matrix[y]![x]!
  const axes = Array.from({ length: size }, (_, x) => {
    const axis = new Float64Array(size)
    axis[x] = 1
    return axis
  })
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0
    for (let x = 0; x < size; x++) {
      for (let y = x + 1; y < size; y++) {
        off += matrix[x]![y]! ** 2
        rotate(matrix, axes, x, y)
      }
    }
    if (off < 1e-20) break
  }
  const order = Array.from(matrix.keys()).sort((x, y) => matrix[y]![y]! - matrix[x]![x]!)
  return order.map(x => axes[x]!)
}

/** Turns the axes `x` and `y` so that nothing is shared between them. */
function rotate(
  matrix: readonly Float64Array[],
  axes: readonly Float64Array[],
  x: number,
  y: number,
): void {
  const shared = matrix[x]![y]!
  if (shared === 0) return
  const slope = (matrix[y]![y]! - matrix[x]![x]!) / (2 * shared)
  const tangent = (slope >= 0 ? 1 : -1) / (Math.abs(slope) + Math.sqrt(slope * slope + 1))
  const cosine = 1 / Math.sqrt(tangent * tangent + 1)
  const sine = tangent * cosine
  for (const row of matrix) {
    const [p, q] = [row[x]!, row[y]!]
    row[x] = cosine * p - sine * q
    row[y] = sine * p + cosine * q
  }
  for (const pair of [matrix, axes]) {
    const [p, q] = [pair[x]!, pair[y]!]
    for (let at = 0; at < p.length; at++) {
      const [one, other] = [p[at]!, q[at]!]
      p[at] = cosine * one - sine * other
      q[at] = sine * one + cosine * other
    }
  }
}
