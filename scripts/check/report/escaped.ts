/** A text as it may stand in XML or HTML, in an attribute too; what XML cannot hold is marked. */
export function escaped(text: string): string {
  return text
    .replace(unprintable, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids them
  /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
