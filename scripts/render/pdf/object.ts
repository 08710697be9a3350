/** A name as it stands in the file, slash and `#20` escapes included: `/Type`. */
export type Name = `/${string}`

/** Points to an object by its number; generations do not occur in what browsers print. */
export interface Ref {
  readonly kind: 'ref'
  readonly number: number
}

/** A string, one character (0 to 255) for each byte; see {@link textOf} for what it says. */
export interface Text {
  readonly kind: 'text'
  readonly bytes: string
}

/** A stream with its bytes as they stand in the file, usually packed. */
export interface Stream {
  readonly kind: 'stream'
  readonly dict: Dict
  readonly packed: Uint8Array
}

/** A dictionary; its keys have no slash. */
export type Dict = Map<string, Value>

/** Any object of a PDF. */
export type Value = null | boolean | number | Name | Ref | Text | Stream | Dict | Value[]

/** Whether a value is a name. */
export function isName(value: Value | undefined): value is Name {
  return typeof value === 'string'
}

/** Whether a value is a dictionary. */
export function isDict(value: Value | undefined): value is Dict {
  return value instanceof Map
}

/** Whether a value points to an object. */
export function isRef(value: Value | undefined): value is Ref {
  return isKind(value, 'ref')
}

/** Whether a value is a string. */
export function isText(value: Value | undefined): value is Text {
  return isKind(value, 'text')
}

/** Whether a value is a stream. */
export function isStream(value: Value | undefined): value is Stream {
  return isKind(value, 'stream')
}

function isKind(value: Value | undefined, kind: 'ref' | 'text' | 'stream'): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind
}

/** A dictionary from its entries; those that are undefined stay out. */
export function dict(entries: Readonly<Record<string, Value | undefined>>): Dict {
  const made: Dict = new Map()
  for (const [key, value] of Object.entries(entries)) if (value !== undefined) made.set(key, value)
  return made
}

/** A string that says `words`: plain where they are ASCII, else UTF-16 with its mark. */
export function text(words: string): Text {
  if (/^[\n\r\t\x20-\x7e]*$/.test(words)) return { kind: 'text', bytes: words }
  return {
    kind: 'text',
    bytes: `\u00fe\u00ff${Buffer.from(words, 'utf16le').swap16().toString('latin1')}`,
  }
}

/** What a string says: UTF-16 or UTF-8 by its mark, else as Latin 1. */
export function textOf({ bytes }: Text): string {
  if (bytes.startsWith('\u00fe\u00ff'))
    return Buffer.from(bytes.slice(2, bytes.length & ~1), 'latin1')
      .swap16()
      .toString('utf16le')
  if (bytes.startsWith('\u00ef\u00bb\u00bf'))
    return Buffer.from(bytes.slice(3), 'latin1').toString()
  return bytes
}

/** What a name says, without its slash; bytes above 127 are UTF-8. */
export function nameOf(name: Name): string {
  if (!/[#\u0080-\u00ff]/.test(name)) return name.slice(1)
  const bytes = name
    .slice(1)
    .replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}
