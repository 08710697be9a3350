/** Numbers with a place of their own each: `slots` has the place of each, in their order. */
export interface Numbered {
  readonly slots: Int32Array
  /** By place: the number, and how often it was met. */
  readonly hashes: Int32Array
  readonly counts: Int32Array
}

/** Gives each different number a place, in the order in which they are met: open addressing. */
export function numbered(tokens: Int32Array): Numbered {
  let room = 1 << 12
  let held = new Int32Array(room)
  let hashes = new Int32Array(room / 2)
  const slots = new Int32Array(tokens.length)
  let size = 0
  const placeOf = (token: number) => {
    let place = (Math.imul(token, 0x9e3779b1) >>> 7) & (room - 1)
    while (held[place] !== 0 && hashes[held[place]! - 1] !== token) place = (place + 1) & (room - 1)
    return place
  }
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!
    let place = placeOf(token)
    if (held[place] === 0) {
      if (size === hashes.length) {
        room *= 4
        const before = hashes
        held = new Int32Array(room)
        hashes = new Int32Array(room / 2)
        hashes.set(before)
        for (let slot = 0; slot < size; slot++) held[placeOf(hashes[slot]!)] = slot + 1
        place = placeOf(token)
      }
      hashes[size++] = token
      held[place] = size
    }
    slots[at] = held[place]! - 1
  }
  const counts = new Int32Array(size)
  for (const slot of slots) counts[slot]!++
  return { slots, hashes: hashes.slice(0, size), counts }
}
