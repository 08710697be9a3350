/** One example of a rule: what the editor wrote, and what the rule says to it. */
export interface Example {
  /** The files of a small manuscript; a single text is `example.md`. */
  readonly files: readonly { readonly name: string; readonly text: string }[]
  /** `line:column-line:column: message`, with the file before it where there are several. */
  readonly messages: readonly string[]
  /** The day on which the example is checked. */
  readonly day: string
}

/** What a rule's doc comment says. */
export interface Documentation {
  /** The first paragraph. */
  readonly summary: string
  /** All paragraphs, the first included. */
  readonly paragraphs: readonly string[]
  readonly examples: readonly Example[]
}

/**
 * Reads the doc comment of a rule's file: its examples are the rule's tests, and the whole is its
 * manual.
 *
 * An example is `@example`, its texts in fences (the file's name after ```` ```md ````), then the
 * messages one a line; `@example clean` has none. `{U+200B}` stands for that character.
 */
export function documentation(source: string): Documentation {
  const comment = /\/\*\*\n([\s\S]*?)\n \*\/\nexport const/.exec(source)?.[1] ?? ''
  const lines = comment.split('\n').map(line => line.replace(/^ \* ?/, ''))
  const first = lines.findIndex(line => line.startsWith('@example'))
  const prose = first < 0 ? lines : lines.slice(0, first)
  const paragraphs = prose
    .join('\n')
    .split(/\n{2,}/)
    .map(paragraph => (/^- /m.test(paragraph) ? paragraph : paragraph.replaceAll('\n', ' ')).trim())
    .filter(paragraph => paragraph !== '')
  const examples: Example[] = []
  for (let at = first; at >= 0 && at < lines.length; ) {
    const next = lines.findIndex((line, index) => index > at && line.startsWith('@example'))
    examples.push(example(lines.slice(at, next < 0 ? undefined : next)))
    at = next < 0 ? lines.length : next
  }
  return { summary: paragraphs[0] ?? '', paragraphs, examples }
}

function example([title = '', ...body]: readonly string[]): Example {
  const files: { name: string; text: string }[] = []
  const messages: string[] = []
  let open: { name: string; lines: string[] } | undefined
  for (const line of body.map(line => line.replace(/^ {2}/, ''))) {
    const fence = /^```(?:\w+ ?(.*))?$/.exec(line)
    if (fence && open) {
      files.push({ name: open.name, text: `${open.lines.join('\n')}\n` })
      open = undefined
    } else if (fence) open = { name: fence[1] || 'example.md', lines: [] }
    else if (open) open.lines.push(character(line))
    else if (line.trim()) messages.push(character(line.trim()))
  }
  return { files, messages, day: /\d{4}-\d{2}-\d{2}/.exec(title)?.[0] ?? '2026-11-22' }
}

function character(line: string): string {
  return line.replace(/\{U\+([0-9A-F]{4,6})\}/g, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  )
}
