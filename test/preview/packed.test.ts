import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unpack } from '../../scripts/preview/client/unpack.ts'
import { packed } from '../../scripts/preview/packed.ts'

/** Rows of pixels in runs, as a page has them; the fourth byte of each says nothing. */
const pictures = fc
  .array(
    fc.record({
      colour: fc.uint8Array({ minLength: 4, maxLength: 4 }),
      length: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 250, max: 600 })),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map(runs =>
    Buffer.concat(runs.flatMap(({ colour, length }) => Array(length).fill(Buffer.from(colour)))),
  )
  // The buffers of small pieces are shared, and begin anywhere.
  .map(pixels => Uint8Array.from(pixels))

test('a picture that is unpacked has every pixel, and none that is seen through', () => {
  fc.assert(
    fc.property(pictures, pixels => {
      const whole = pixels.map((byte, at) => (at % 4 === 3 ? 255 : byte))
      const file = packed(pixels)
      const met = new Uint8ClampedArray(pixels.length)
      unpack(file.buffer as ArrayBuffer, met)
      expect(Buffer.from(met.buffer).equals(whole)).toBe(true)
    }),
  )
})

test('paper without words takes next to no room', () => {
  expect(packed(new Uint8Array(600 * 800 * 4).fill(255)).byteLength).toBeLessThan(8000)
})
