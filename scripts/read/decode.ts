import type { Point } from './finding.ts'

/** The text of a file, or what it is instead. */
export type Decoded =
  | { readonly text: string }
  | { readonly reason: string; readonly note: string; readonly start?: Point }

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Reads bytes as UTF-8 text, with LF line ends and without a byte order mark. */
export function decode(bytes: Uint8Array): Decoded {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return {
      reason: 'Unexpected text in UTF-16, expected UTF-8',
      note: 'Save the file again with the encoding UTF-8.',
    }
  }
  if (bytes.includes(0)) {
    return {
      reason: 'Unexpected binary file, expected Markdown text',
      note: 'A picture or a Word file with the ending `.md`? Give it its own ending, or save it as Markdown.',
    }
  }
  try {
    const text = utf8.decode(bytes).replace(/\r\n?/g, '\n')
    return tooDeep(text) ?? { text }
  } catch {
    return {
      reason: 'Unexpected bytes that are not UTF-8 text',
      note: 'Save the file again with the encoding UTF-8.',
    }
  }
}

/** Quotations and lists on one line, or HTML elements, within one another deeper than anybody reads. */
const deep =
  /^(?![ \t]*([-*])(?:[ \t]*\1)*[ \t]*$)(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){100}|^[ \t]{200,}(?:[-*+]|\d{1,9}[.)])[ \t]|(?:<(?!br|hr|img|wbr)[a-z][^<>]*>\s*){100}/im

/** What no stage could follow to its end. */
function tooDeep(text: string): Decoded | undefined {
  const met = deep.exec(text)
  if (!met) return undefined
  return {
    reason:
      'Unexpected quotations, lists or HTML elements within one another a hundred times, expected a few',
    note: 'Take `>`, spaces or tags out at the start of the line.',
    start: { line: text.slice(0, met.index).split('\n').length, column: 1 },
  }
}
