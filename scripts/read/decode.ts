/** The text of a file, or what it is instead. */
export type Decoded = { readonly text: string } | { readonly reason: string; readonly note: string }

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
    const text = utf8.decode(bytes)
    return { text: text.replace(/\r\n?/g, '\n') }
  } catch {
    return {
      reason: 'Unexpected bytes that are not UTF-8 text',
      note: 'Save the file again with the encoding UTF-8.',
    }
  }
}
