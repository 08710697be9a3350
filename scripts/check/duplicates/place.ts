import type { Position } from 'unist'
import type { Place } from '../../read/finding.ts'

/** A place as a position in the tree; none where the place is a whole file. */
export function positionOf({ start, end }: Place): Position | undefined {
  return start && end ? { start, end } : undefined
}

/** How a message names another place: by line in the same file, else by file. */
export function within(other: Place, here: Place): string {
  return other.file === here.file ? `line ${other.start?.line ?? 1}` : `\`${other.file}\``
}
