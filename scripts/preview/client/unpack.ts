/**
 * Unpacks a picture of the press: each number is a run of one colour, its length on top, then blue,
 * green and red.
 *
 * @param pixels where all of its pixels are put.
 */
export function unpack(packed: ArrayBuffer, pixels: Uint8ClampedArray): void {
  const colours = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.byteLength >> 2)
  let at = 0
  for (const run of new Uint32Array(packed)) {
    const end = at + (run >>> 24)
    const colour = run | 0xff000000
    // A few are set sooner one by one.
    if (end - at > 16) colours.fill(colour, at, end)
    else for (let pixel = at; pixel < end; pixel += 1) colours[pixel] = colour
    at = end
  }
}
