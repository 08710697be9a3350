import { type ToUnicode, utf16 } from './to-unicode.ts'

/** What a content stream may use, by the names that it has for it. */
export interface Resources {
  /** A font's letters, and how many bytes a code of it has. */
  readonly font: (name: string) => Font | undefined
  /** The content of a form, and what it may use. */
  readonly form: (name: string) => Form | undefined
}
export interface Font {
  readonly letters: ToUnicode
  readonly bytes: 1 | 2
}
export interface Form {
  /** The number of its object; ids within it count for themselves (see {@link markOf}). */
  readonly number: number
  readonly content: string
  readonly matrix: Matrix
  readonly resources: Resources
}

/** A transformation as PDF writes it: a b c d e f. */
export type Matrix = readonly [number, number, number, number, number, number]

/** Text under one marked-content id. */
export interface Marked {
  /** Its letters; lines apart by line breaks. */
  readonly text: string
  /** Where its first and its last line begin, in points. */
  readonly from: Spot
  readonly to: Spot
}
export interface Spot {
  readonly x: number
  readonly y: number
}

/** What one page says. */
export interface PageText {
  /** By {@link markOf} a marked-content id. */
  readonly marked: ReadonlyMap<number, Marked>
  /** What stands under no id: margins, watermark. */
  readonly unmarked: string
  /** Words of lines that begin beyond the paper's edge. */
  readonly beyond: string
}

/** The sheet in points, from the lower left corner: x, y, x, y. */
export type Box = readonly [number, number, number, number]

/**
 * The text of a page's content: letters by what each font says of its codes, by ActualText where a
 * stretch has one, runs that are painted in reverse turned round again.
 */
export function contentText(content: string, resources: Resources, box: Box): PageText {
  const into = new Texts(box)
  paint(content, resources, into, [1, 0, 0, 1, 0, 0])
  return into.done()
}

/** One number for a marked-content id of a page, or of a form that is painted on it. */
export function markOf(id: number, form = 0): number {
  return form * 2 ** 20 + id
}

const none = -1

/** Collects pieces of text as they are painted. */
class Texts {
  readonly #marked = new Map<number, Marked>()
  readonly #box: Box
  readonly #painted = new Map<number, number>()
  #unmarked = ''
  #beyond = ''
  #id = none
  #text = ''
  #from: Spot = { x: 0, y: 0 }
  #to = this.#from
  #off = false

  constructor(box: Box) {
    this.#box = box
  }

  /** Says that the text that follows belongs to `id` and begins here, in the page's own points. */
  at(id: number, x: number, y: number): void {
    const spot = { x, y }
    if (id !== this.#id) {
      this.#flush()
      this.#id = id
      const before = this.#marked.get(id)
      this.#text = before?.text ?? ''
      this.#from = before?.from ?? spot
      if (before && breaks(before.to, spot)) this.#text += '\n'
    } else if (breaks(this.#to, spot)) this.#text += '\n'
    this.#to = spot
    const [left, bottom, right, top] = this.#box
    this.#off = x < left - 1 || x > right + 1 || y < bottom - 1 || y > top + 1
  }

  /** How often a form was painted before: one that is set twice on a sheet is two texts. */
  painted(form: number): number {
    const times = this.#painted.get(form) ?? 0
    this.#painted.set(form, times + 1)
    return times
  }

  put(text: string): void {
    this.#text += text
    if (this.#off) this.#beyond += text
  }

  #flush(): void {
    if (this.#id === none) this.#unmarked += this.#text === '' ? '' : `${this.#text}\n`
    else this.#marked.set(this.#id, { text: this.#text, from: this.#from, to: this.#to })
    this.#text = ''
  }

  done(): PageText {
    this.#flush()
    return { marked: this.#marked, unmarked: this.#unmarked, beyond: this.#beyond }
  }
}

/** Whether text that begins at `next` stands on another line than text that began at `before`. */
export function breaks(before: Spot, next: Spot): boolean {
  return Math.abs(next.y - before.y) > tolerance || next.x < before.x
}

/** Points by which one line's baseline may differ from itself. */
const tolerance = 0.5

interface Mark {
  readonly id: number
  /** Whether the stretch says something in place of its glyphs. */
  readonly actual: boolean
  readonly reversed: boolean
}

function paint(
  content: string,
  resources: Resources,
  into: Texts,
  base: Matrix,
  under = none,
  within = 0,
) {
  let matrix = base
  const saved: Matrix[] = []
  const marks: Mark[] = []
  let id = under
  let font: Font | undefined
  // The line's start (Td counts from it), and whether the next glyph is the first at its place.
  let line: Matrix = [1, 0, 0, 1, 0, 0]
  let begins = true
  let reversed: string[] | undefined
  let actual: string | undefined
  let said = false
  const show = (text: string) => {
    if (reversed) {
      reversed.push(text)
      return
    }
    if (begins) {
      begins = false
      into.at(id, placedX(line, matrix), placedY(line, matrix))
    }
    into.put(text)
  }
  const glyph = (code: number) => {
    if (actual === undefined) show(font?.letters.get(code) ?? unknown)
    else if (!said) {
      said = true
      show(actual)
    }
  }
  const numbers = [0, 0, 0, 0, 0, 0]
  let count = 0
  let names: string[] = []
  // Where the last string begins and ends; the codes of all of them, an operator's operands.
  let string = ''
  let codes: number[] = []
  const length = content.length
  let at = 0
  while (at < length) {
    const code = content.charCodeAt(at)
    // What opens and closes arrays and dictionaries says nothing here.
    if (code <= 32 || code === 62 || code === 91 || code === 93) {
      at += 1
      continue
    }
    if (code === lessThan) {
      if (content.charCodeAt(at + 1) === lessThan) {
        at += 2
        continue
      }
      const end = content.indexOf('>', at)
      const width = font?.bytes === 2 ? 4 : 2
      if (end - at === 5 && width === 4) codes.push(Number.parseInt(content.slice(at + 1, end), 16))
      else {
        string = content.slice(at + 1, end).replace(/\s+/g, '')
        for (let from = 0; from + width <= string.length; from += width)
          codes.push(Number.parseInt(string.slice(from, from + width), 16))
      }
      at = end + 1
      continue
    }
    if (code === parenthesis) {
      const end = literalEnd(content, at)
      string = Buffer.from(unescaped(content.slice(at + 1, end - 1)), 'latin1').toString('hex')
      const width = font?.bytes === 2 ? 4 : 2
      for (let from = 0; from + width <= string.length; from += width)
        codes.push(Number.parseInt(string.slice(from, from + width), 16))
      at = end
      continue
    }
    let end = at + 1
    while (end < length && !delimits(content.charCodeAt(end))) end += 1
    if (code === slash) {
      names.push(content.slice(at + 1, end))
      at = end
      continue
    }
    if ((code >= 48 && code <= 57) || code === 45 || code === 46 || code === 43) {
      numbers[count++ % 6] = Number(content.slice(at, end))
      at = end
      continue
    }
    const operator = content.slice(at, end)
    at = end
    switch (operator) {
      case 'Tj':
      case 'TJ':
        for (const each of codes) glyph(each)
        break
      case 'Td': {
        const [x = 0, y = 0] = numbers
        const [a, b, c, d, e, f] = line
        line = [a, b, c, d, e + x * a + y * c, f + x * b + y * d]
        if (y !== 0) begins = true
        break
      }
      case 'Tm':
        line = six(numbers)
        begins = true
        break
      case 'BT':
        line = [1, 0, 0, 1, 0, 0]
        begins = true
        break
      case 'Tf':
        font = resources.font(names[0] ?? '')
        break
      case 'BDC':
      case 'BMC': {
        const number = names.includes('MCID') ? markOf(numbers[0] ?? 0, within) : undefined
        const text = names.includes('ActualText') ? textString(string) : undefined
        const turned = names[0] === 'ReversedChars'
        // What is an artifact within the text is no text.
        const next = names[0] === 'Artifact' ? none : (number ?? id)
        if (next !== id) begins = true
        id = next
        marks.push({ id, reversed: turned, actual: text !== undefined })
        if (turned) reversed = []
        if (text !== undefined) {
          actual = text
          said = false
        }
        break
      }
      case 'EMC': {
        const ended = marks.pop()
        if (ended?.reversed && reversed) {
          const text = reversed.reverse().join('')
          reversed = undefined
          show(text)
        }
        if (ended?.actual) actual = undefined
        const next = marks.at(-1)?.id ?? under
        if (next !== id) begins = true
        id = next
        break
      }
      case 'q':
        saved.push(matrix)
        break
      case 'Q':
        matrix = saved.pop() ?? base
        break
      case 'cm':
        matrix = product(six(numbers), matrix)
        break
      case 'Do': {
        const form = resources.form(names[0] ?? '')
        if (form) {
          const { content, resources, number } = form
          const again = number + into.painted(number) * 2 ** 24
          paint(content, resources, into, product(form.matrix, matrix), id, again)
        }
        begins = true
        break
      }
      case 'BI': {
        // The bytes of an inline image are no syntax.
        const image = /\sEI(?=\s|$)/g
        image.lastIndex = at
        if (image.exec(content)) at = image.lastIndex
        break
      }
    }
    count = 0
    if (names.length > 0) names = []
    if (codes.length > 0) codes = []
  }
}

const lessThan = 60
const parenthesis = 40
const slash = 47
/** What a code without a meaning is read as, so that it is never taken for nothing. */
const unknown = '\ufffd'

/** Whether a byte ends a word: white space or one of `<>[](){}/%`. */
function delimits(code: number): boolean {
  return (
    code <= 32 ||
    code === 47 ||
    code === 60 ||
    code === 62 ||
    code === 91 ||
    code === 93 ||
    code === 40 ||
    code === 41
  )
}

function literalEnd(content: string, from: number): number {
  let depth = 0
  for (let at = from; at < content.length; at += 1) {
    const code = content.charCodeAt(at)
    if (code === 92) at += 1
    else if (code === 40) depth += 1
    else if (code === 41) {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return content.length
}

/** A text string: UTF-16 after its mark, else a byte a letter. */
function textString(hex: string): string {
  if (/^feff/i.test(hex)) return utf16(hex.slice(4))
  return Buffer.from(hex, 'hex').toString('latin1')
}

function unescaped(raw: string): string {
  return raw.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, met: string) => {
    if (/^[0-7]/.test(met)) return String.fromCharCode(Number.parseInt(met, 8) & 255)
    return { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }[met] ?? met
  })
}

function six(operands: readonly number[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = operands
  return [a, b, c, d, e, f]
}

function product([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [
    a * g + b * i,
    a * h + b * j,
    c * g + d * i,
    c * h + d * j,
    e * g + f * i + k,
    e * h + f * j + l,
  ]
}

function placedX(line: Matrix, matrix: Matrix): number {
  return line[4] * matrix[0] + line[5] * matrix[2] + matrix[4]
}

function placedY(line: Matrix, matrix: Matrix): number {
  return line[4] * matrix[1] + line[5] * matrix[3] + matrix[5]
}
