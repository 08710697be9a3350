import type { Dict, Name, Value } from './object.ts'

/** A word that is no value: `obj`, `stream`, or an operator of a content stream. */
export interface Keyword {
  readonly kind: 'keyword'
  readonly word: string
}

/** Reads values and keywords one after the other from PDF syntax, a character for each byte. */
export interface Lexer {
  /** Where the next token begins, or the white space before it. */
  at: number
  /** The next value, keyword, or undefined at the end; `refs` false reads `1 0 R` as three. */
  next(): Value | Keyword | undefined
}

/** Thrown where a file is not as the syntax has it; the message says what was met and where. */
export class PdfSyntaxError extends Error {}

const space = 1
const delimiter = 2
/** What each byte is: white space, a delimiter, or part of a word (ISO 32000-1, 7.2.2). */
const classes = new Uint8Array(256)
for (const code of [0, 9, 10, 12, 13, 32]) classes[code] = space
for (const char of '()<>[]{}/%') classes[char.charCodeAt(0)] = delimiter

/** The value of each hexadecimal digit; 255 for all else. */
const digits = new Uint8Array(256).fill(255)
for (const [value, char] of [...'0123456789abcdef'].entries()) {
  digits[char.charCodeAt(0)] = value
  digits[char.toUpperCase().charCodeAt(0)] = value
}

/** A lexer on `source` from `at`. In content streams there are no references: `refs` is false. */
export function lexer(source: string, at = 0, refs = true): Lexer {
  const self: Lexer = { at, next }
  return self

  function next(): Value | Keyword | undefined {
    skip()
    const code = source.charCodeAt(self.at)
    if (Number.isNaN(code)) return undefined
    if (code === 47) return name()
    if (code === 60) return source.charCodeAt(self.at + 1) === 60 ? dictionary() : hex()
    if (code === 40) return literal()
    if (code === 91) return array()
    if ((code >= 48 && code <= 57) || code === 45 || code === 43 || code === 46) return number(code)
    return keyword()
  }

  function skip(): void {
    for (;;) {
      const code = source.charCodeAt(self.at)
      if (classes[code] === space) self.at += 1
      else if (code === 37) {
        while (self.at < source.length && !/[\r\n]/.test(source[self.at]!)) self.at += 1
      } else return
    }
  }

  function wordEnd(from: number): number {
    let end = from
    // Past the last character the code is NaN, and its class undefined.
    while (classes[source.charCodeAt(end)] === 0) end += 1
    return end
  }

  function name(): Name {
    const end = wordEnd(self.at + 1)
    const met = source.slice(self.at, end) as Name
    self.at = end
    return met
  }

  function number(first: number): Value {
    const end = wordEnd(self.at + 1)
    const met = Number(source.slice(self.at, end))
    if (Number.isNaN(met))
      throw broken(`\`${source.slice(self.at, end)}\` where a number was expected`)
    self.at = end
    if (!refs || first < 48 || first > 57) return met
    // `12 0 R` is a reference; only generation 0 occurs in what browsers print.
    if (source.charCodeAt(end) !== 32) return met
    if (source.startsWith(' 0 R', end) && classes[source.charCodeAt(end + 4)] !== 0) {
      self.at = end + 4
      return { kind: 'ref', number: met }
    }
    return met
  }

  function hex(): Value {
    let bytes = ''
    let high = -1
    for (self.at += 1; self.at < source.length; self.at += 1) {
      const code = source.charCodeAt(self.at)
      if (code === 62) {
        self.at += 1
        return { kind: 'text', bytes: high < 0 ? bytes : bytes + String.fromCharCode(high << 4) }
      }
      const digit = digits[code]!
      if (digit > 15) continue
      if (high < 0) high = digit
      else {
        bytes += String.fromCharCode((high << 4) | digit)
        high = -1
      }
    }
    throw broken('a string in hexadecimal digits without end')
  }

  function literal(): Value {
    const start = self.at + 1
    let depth = 1
    let escaped = false
    for (let end = start; end < source.length; end += 1) {
      const code = source.charCodeAt(end)
      if (code === 92) {
        escaped = true
        end += 1
      } else if (code === 40) depth += 1
      else if (code === 41) {
        depth -= 1
        if (depth === 0) {
          self.at = end + 1
          const raw = source.slice(start, end)
          return { kind: 'text', bytes: escaped ? unescaped(raw) : raw }
        }
      }
    }
    throw broken('a string without end')
  }

  function array(): Value[] {
    self.at += 1
    const items: Value[] = []
    for (;;) {
      skip()
      if (source.charCodeAt(self.at) === 93) {
        self.at += 1
        return items
      }
      items.push(value())
    }
  }

  function dictionary(): Dict {
    self.at += 2
    const entries: Dict = new Map()
    for (;;) {
      skip()
      if (source.charCodeAt(self.at) === 62) {
        self.at += 2
        return entries
      }
      if (source.charCodeAt(self.at) !== 47) throw broken('a dictionary whose key is no name')
      const key = name().slice(1)
      entries.set(key, value())
    }
  }

  function value(): Value {
    const met = next()
    if (met === undefined) throw broken('the end of the file within an object')
    if (isKeyword(met)) throw broken(`\`${met.word}\` where a value was expected`)
    return met
  }

  function keyword(): Value | Keyword {
    const end = Math.max(wordEnd(self.at), self.at + 1)
    const word = source.slice(self.at, end)
    self.at = end
    if (word === 'true') return true
    if (word === 'false') return false
    if (word === 'null') return null
    return { kind: 'keyword', word }
  }

  function broken(met: string): PdfSyntaxError {
    return new PdfSyntaxError(`Met ${met}, at byte ${self.at}.`)
  }
}

/** Whether what a lexer gave is a keyword. */
export function isKeyword(met: Value | Keyword | undefined): met is Keyword {
  return typeof met === 'object' && met !== null && 'kind' in met && met.kind === 'keyword'
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function unescaped(raw: string): string {
  return raw.replace(/\\([0-7]{1,3}|\r\n|[\s\S])/g, (_, met: string) => {
    if (/^[0-7]/.test(met)) return String.fromCharCode(Number.parseInt(met, 8) & 255)
    if (met === '\n' || met === '\r' || met === '\r\n') return ''
    return escapes[met] ?? met
  })
}
