import type { Block } from '../prose.ts'

/**
 * True where a technical word is explained on the spot: in brackets or quotation marks, before a
 * bracket, or after "doctors call this", "also known as"; and where it is part of a name or an
 * address.
 */
export function explained({ text }: Block, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 60), start)
  const after = text.slice(end, end + 4)
  if (/["“‘'(]\s*(?:\p{L}+\s+)?$/u.test(before) || /^(?:["”’']|\s*\()/.test(after)) return true
  return naming.test(before) || inName(text, start, end)
}

const naming = /\b(?:call(?:s|ed)?|known as|terms?|names?|named|means?|short for|words?)\b[^.;:]*$/i

/** "Royal College of Obstetricians", "Drugs.com". */
function inName(text: string, start: number, end: number): boolean {
  if (/^\.\p{L}/u.test(text.slice(end))) return true
  return (
    /^\p{Lu}\p{Ll}/u.test(text.slice(start)) &&
    /\p{Lu}\p{Ll}+(?: (?:of|and|for|the|in))* $/u.test(text.slice(0, start))
  )
}
