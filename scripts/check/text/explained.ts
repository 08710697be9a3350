import type { Block } from '../prose.ts'

/**
 * True where a technical word is explained on the spot: in brackets or quotation marks, before a
 * bracket, or after "doctors call this", "also known as".
 */
export function explained({ text }: Block, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 60), start)
  const after = text.slice(end, end + 4)
  if (/["“‘'(]\s*(?:\p{L}+\s+)?$/u.test(before) || /^(?:["”’']|\s*\()/.test(after)) return true
  return naming.test(before)
}

const naming = /\b(?:call(?:s|ed)?|known as|terms?|names?|named|means?|short for|words?)\b[^.;:]*$/i
