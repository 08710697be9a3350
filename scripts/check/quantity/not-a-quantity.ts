import type { Wording } from './wording.ts'

const date =
  /\b\p{Nd}{4}-\p{Nd}{1,2}-\p{Nd}{1,2}\b|\b\p{Nd}{1,2}([/.-])\p{Nd}{1,2}\1(?:\p{Nd}{4}|\p{Nd}{2})\b/gu
const clock =
  /\b(?:[01]?\p{Nd}|2[0-3])[:.][0-5]\p{Nd}\s*(?:[ap]\.?m\b\.?|o['’]clock|uhr|ч\b)|\b(?:1[0-2]|0?[1-9])\s*(?:a\.?m\b\.?|p\.?m\b\.?|o['’]clock|noon|midnight)|\b(?:[01]?\p{Nd}|2[0-3]):[0-5]\p{Nd}(?::[0-5]\p{Nd})?(?![\p{Nd}:])/giu
const phone =
  /(?<![\p{L}\p{Nd}])(?:\+\p{Nd}{1,3}[\s-]?)?(?:\(\p{Nd}{1,5}\)[\s-]?)?\p{Nd}{2,5}(?:[\s\u00a0-]\p{Nd}{2,5}){1,4}(?!\p{Nd})|(?<![\p{L}\p{Nd}])\+?\p{Nd}{7,15}(?!\p{Nd})/gu
const reference = /https?:\/\/\S+|www\.\S+|\bdoi:\S+|\S+@\S+\.\S+|\[\^?\p{Nd}+\]|§\s?\p{Nd}+/giu

/**
 * Stretches of text whose digits count nothing: dates, times of day, telephone numbers, addresses.
 *
 * A group of digits is a telephone number where it begins with 0 or +, or where the words before
 * say so ("call 999"); `10:30` is a time, unless the words before speak of a ratio.
 */
export function notQuantities(
  text: string,
  words: Wording,
): readonly (readonly [number, number])[] {
  const spans: (readonly [number, number])[] = []
  const add = (at: number, length: number) => spans.push([at, at + length])
  for (const match of text.matchAll(reference)) add(match.index, match[0].length)
  for (const match of text.matchAll(date)) add(match.index, match[0].length)
  const before = (at: number) => text.slice(Math.max(0, at - 40), at).toLowerCase()
  const ratio = words.list('ratio')
  for (const match of text.matchAll(clock)) {
    const context = before(match.index).split(/[^\p{L}]+/u)
    const plain = /^\p{Nd}+:\p{Nd}+$/u.test(match[0])
    if (!plain || !context.some(word => ratio.has(word))) add(match.index, match[0].length)
  }
  const calls = words.list('phone')
  for (const match of text.matchAll(phone)) {
    const digits = match[0].replace(/\P{Nd}/gu, '').length
    const last =
      before(match.index)
        .trimEnd()
        .split(/[\s(]+/u)
        .at(-1)
        ?.replace(/[:.]/g, '') ?? ''
    const told = calls.has(last)
    const signed = /^[+(0]/.test(match[0]) && !/^0[.,]/.test(match[0])
    if (digits >= 7 && (signed || told)) add(match.index, match[0].length)
  }
  const months = [...words.list('months')].join('|')
  if (months) {
    const named = new RegExp(
      `(?:\\p{Nd}{1,2}(?:st|nd|rd|th|er|\\.)?\\s+(?:de\\s+)?(?:${months})\\b\\.?(?:,?\\s+(?:de\\s+)?\\p{Nd}{4})?|(?<!\\p{L})(?:${months})\\s+\\p{Nd}{1,2}(?:st|nd|rd|th)?(?!\\p{Nd})(?:,?\\s+\\p{Nd}{4})?|(?<!\\p{L})(?:${months})\\s+\\p{Nd}{4})`,
      'giu',
    )
    for (const match of text.matchAll(named)) add(match.index, match[0].length)
  }
  return spans
}
