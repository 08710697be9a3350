/**
 * What `make` gave in an earlier run, if it was made of the very same texts; else what it gives now.
 *
 * Plain data only: it comes back as JSON has it. The texts must be all that it is made of.
 */
export type Recall = <T>(of: readonly string[], make: () => T) => T

/** Makes everything anew. */
export const makeAnew: Recall = (_, make) => make()
