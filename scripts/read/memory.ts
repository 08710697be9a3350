/** Keeps what was made of something, for as long as that stays the same. */
export interface Memory {
  /**
   * What `make` gave the last time under this name, if it was made `of` the very same values; else
   * what it gives now. The same object comes back, so whatever hangs on it is kept as well.
   */
  readonly recall: <T>(name: string, of: readonly unknown[], make: () => T) => T
}

/** A memory with nothing in it yet; a program that reads a manuscript again and again holds one. */
export function openMemory(): Memory {
  const kept = new Map<string, { readonly of: readonly unknown[]; readonly made: unknown }>()
  return {
    recall<T>(name: string, of: readonly unknown[], make: () => T): T {
      const known = kept.get(name)
      const same =
        known?.of.length === of.length && known.of.every((value, index) => value === of[index])
      if (known && same) return known.made as T
      const made = make()
      kept.set(name, { of, made })
      return made
    },
  }
}
