/** Room to write in, as large as the largest picture so far. */
let room = new Uint32Array(0)

/**
 * A picture as the page of the preview unpacks it: a number of 32 bits for each run of one colour,
 * its length (1 to 255) on top, then blue, green and red. Of a page of text an eighth is left, in
 * a tenth of the time that packing a PNG takes.
 *
 * @param pixels rows of red, green, blue and something else.
 */
export function packed(pixels: Uint8Array): Uint8Array {
  const all = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.byteLength >> 2)
  if (room.length < all.length) room = new Uint32Array(all.length)
  let length = 0
  for (let at = 0; at < all.length; ) {
    const colour = all[at]! & 0xffffff
    const most = Math.min(all.length, at + 255)
    let end = at + 1
    while (end < most && (all[end]! & 0xffffff) === colour) end += 1
    room[length] = ((end - at) << 24) | colour
    length += 1
    at = end
  }
  return new Uint8Array(room.buffer.slice(0, length * 4))
}
