import type { Block } from '../prose.ts'
import type { Page } from '../rule.ts'
import { words } from './words.ts'

/**
 * The heading that a paragraph opens: the heading right before it, or a short line that stands
 * where a heading would.
 */
export function headingOf({ blocks }: Page, index: number): Block | undefined {
  const before = blocks[index - 1]
  if (!before) return undefined
  if (before.kind === 'heading') return before.text.trim() ? before : undefined
  return isPlainHeading(before) ? before : undefined
}

/** A paragraph of a few words without a stop at its end: a heading in all but its mark. */
export function isPlainHeading(block: Block): boolean {
  if (block.kind !== 'paragraph' || block.item || block.boxes.length > 0) return false
  const { text } = block
  if (text.includes('\n') || text.length > 90) return false
  if (!/^["“‘']?[\p{Lu}\p{N}]/u.test(text) || /[.,;:…]["”’)]?\s*$/.test(text)) return false
  const count = words(block).length
  return count > 0 && count <= 10 && !text.includes('\uFFFC')
}
