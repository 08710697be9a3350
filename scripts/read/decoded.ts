/** An address without its percent signs; one with a stray percent sign as it stands. */
export function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
