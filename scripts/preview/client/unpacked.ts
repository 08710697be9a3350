/**
 * The pixels of a picture that the press has packed: each number is a run of one colour, its length
 * on top, then blue, green and red.
 *
 * @param count how many pixels the picture has.
 */
export function unpacked(packed: ArrayBuffer, count: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint32Array(count)
  let at = 0
  for (const run of new Uint32Array(packed)) {
    const end = at + (run >>> 24)
    const colour = run | 0xff000000
    // A few are set sooner one by one.
    if (end - at > 16) pixels.fill(colour, at, end)
    else for (let pixel = at; pixel < end; pixel += 1) pixels[pixel] = colour
    at = end
  }
  return new Uint8ClampedArray(pixels.buffer)
}
