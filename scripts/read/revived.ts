/** Texts are read one after the other; no work looks at more of them than this at a time. */
const most = 64

const held: (() => void)[] = []

/**
 * Something large that is made when somebody asks for it, and let go when enough others were asked
 * for since; who asks again gets an equal one.
 */
export function revived<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  const letGo = () => {
    made = undefined
  }
  return () => {
    if (made) return made.value
    const value = make()
    made = { value }
    held.push(letGo)
    if (held.length > most) held.shift()!()
    return value
  }
}
