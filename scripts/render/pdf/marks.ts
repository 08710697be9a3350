import { isKeyword, lexer } from './lexer.ts'
import { isDict } from './object.ts'

/** What a stretch of content shows; where it shows several things, the first of these. */
export type Shown = 'text' | 'picture' | 'lines' | 'nothing'

/** A stretch of content between `BDC` and `EMC` that belongs to the structure by its number. */
export interface Marked {
  readonly id: number
  /** Where the `BDC` with its operands stands, in characters of the content. */
  readonly start: number
  readonly end: number
  readonly shown: Shown
}

/** Something painted that belongs to nothing. */
export interface Unmarked {
  readonly start: number
  readonly end: number
  readonly shown: 'text' | 'picture' | 'lines'
  /** The height above the lower edge at which its text begins, in the content's own units. */
  readonly height?: number
  /** The names of the pictures and forms that it paints. */
  readonly names: readonly string[]
}

/** What there is in a content stream: what is marked, and what is painted outside of that. */
export interface Survey {
  readonly marked: readonly Marked[]
  readonly unmarked: readonly Unmarked[]
}

type Matrix = readonly [number, number, number, number, number, number]
const still: Matrix = [1, 0, 0, 1, 0, 0]

/** Reads a content stream for its marks; only their operands are taken apart. */
export function survey(content: string): Survey {
  const marked: Marked[] = []
  const unmarked: Unmarked[] = []
  /** Of each open `BDC` or `BMC`: the marked stretch that it opens, if it opens one. */
  const open: { id: number; start: number; end: number; shown: Shown }[] = []
  const matrices: Matrix[] = []
  let matrix = still
  /** Where the operands of the last `Tm` stand; few of them are needed. */
  let lineAt = -1
  /** Where what is being painted begins: the first piece of a path, or `BT`. */
  let begin = -1
  let inText: { height: number; names: readonly string[] } | undefined
  let textShown = false

  const inside = () => open.findLast(({ id }) => id >= 0)
  const paint = (start: number, end: number, shown: Exclude<Shown, 'nothing'>, name?: string) => {
    const mark = inside()
    if (mark) mark.shown = stronger(mark.shown, shown)
    else if (shown === 'text') textShown = true
    else unmarked.push({ start, end, shown, names: name === undefined ? [] : [name] })
  }

  scan(content, (operator, start, end) => {
    switch (operator) {
      case 'Tj':
      case 'TJ':
      case "'":
      case '"':
        if (inText && !textShown && !inside())
          inText.height = apply(
            matrix,
            (lineAt < 0 ? undefined : operandsOf(content, lineAt)) ?? still,
          )
        return paint(start, end, 'text')
      case 'm':
      case 're':
      case 'l':
      case 'c':
        if (begin < 0) begin = start
        return
      case 'f':
      case 'f*':
      case 'F':
      case 'S':
      case 's':
      case 'B':
      case 'B*':
      case 'b':
      case 'b*':
        paint(begin < 0 ? start : begin, end, 'lines')
        begin = -1
        return
      case 'n':
        begin = -1
        return
      case 'sh':
        return paint(start, end, 'lines')
      case 'BI':
        return paint(start, end, 'picture')
      case 'Do':
        return paint(start, end, 'picture', content.slice(start, end).trim().slice(1, -3).trim())
      case 'BT':
        begin = start
        inText = { height: 0, names: [] }
        lineAt = -1
        textShown = false
        return
      case 'Tm':
        lineAt = start
        return
      case 'ET':
        if (textShown)
          unmarked.push({
            start: begin,
            end,
            shown: 'text',
            height: inText?.height ?? 0,
            names: [],
          })
        inText = undefined
        textShown = false
        begin = -1
        return
      case 'BDC':
      case 'BMC':
        open.push({
          id: operator === 'BDC' ? idOf(content, start) : -1,
          start,
          end,
          shown: 'nothing',
        })
        return
      case 'EMC': {
        const mark = open.pop()
        if (mark && mark.id >= 0) marked.push(mark)
        return
      }
      case 'q':
        matrices.push(matrix)
        return
      case 'Q':
        matrix = matrices.pop() ?? still
        return
      case 'cm':
        matrix = product(operandsOf(content, start) ?? still, matrix)
        return
    }
  })
  return { marked, unmarked }
}

function stronger(a: Shown, b: Shown): Shown {
  const order: readonly Shown[] = ['text', 'picture', 'lines', 'nothing']
  return order.indexOf(a) < order.indexOf(b) ? a : b
}

function apply(matrix: Matrix, [, , , , x, y]: Matrix): number {
  return matrix[1] * x + matrix[3] * y + matrix[5]
}

function product(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[1] * b[2],
    a[0] * b[1] + a[1] * b[3],
    a[2] * b[0] + a[3] * b[2],
    a[2] * b[1] + a[3] * b[3],
    a[4] * b[0] + a[5] * b[2] + b[4],
    a[4] * b[1] + a[5] * b[3] + b[5],
  ]
}

function operandsOf(content: string, start: number): Matrix | undefined {
  const reading = lexer(content, start, false)
  const numbers = Array.from({ length: 6 }, () => reading.next())
  return numbers.every(each => typeof each === 'number') ? (numbers as never as Matrix) : undefined
}

/** The number of a marked stretch; -1 where its mark has none, as a span with other text has. */
function idOf(content: string, start: number): number {
  const reading = lexer(content, start, false)
  reading.next()
  const properties = reading.next()
  if (isKeyword(properties) || !isDict(properties)) return -1
  const id = properties.get('MCID')
  return typeof id === 'number' ? id : -1
}

/**
 * Calls `visit` for each operator of a content stream with the place where its operands begin and
 * the place where it ends. It is quicker than taking every operand apart, which only few need.
 */
function scan(
  content: string,
  visit: (operator: string, start: number, end: number) => void,
): void {
  const length = content.length
  let start = -1
  for (let at = 0; at < length; ) {
    const code = content.charCodeAt(at)
    if (code <= 32) {
      at += 1
      continue
    }
    if (start < 0) start = at
    // Numbers: digits, signs and the point.
    if (code >= 43 && code <= 57 && code !== 47) at += 1
    else if (code === 60 && content.charCodeAt(at + 1) !== 60) at = past(content, '>', at)
    else if (code === 40) at = pastString(content, at)
    else if (code === 37) at = past(content, '\n', at)
    else if (code === 47) at = wordEnd(content, at + 1)
    else if (code === 60 || code === 62) at += 2
    else if (code === 91 || code === 93) at += 1
    else {
      let end = wordEnd(content, at + 1)
      const operator = content.slice(at, end)
      if (operator === 'BI') {
        const image = /\sEI(?=\s|$)/g
        image.lastIndex = end
        end = image.exec(content) ? image.lastIndex : length
      }
      if (operator !== 'true' && operator !== 'false' && operator !== 'null') {
        visit(operator, start, end)
        start = -1
      }
      at = end
    }
  }
}

function past(content: string, char: string, from: number): number {
  const found = content.indexOf(char, from)
  return found < 0 ? content.length : found + 1
}

function pastString(content: string, from: number): number {
  const reading = lexer(content, from, false)
  reading.next()
  return reading.at
}

/** A word ends at white space and at a delimiter. */
function wordEnd(content: string, from: number): number {
  let end = from
  for (; end < content.length; end += 1) {
    const code = content.charCodeAt(end)
    if (
      code <= 32 ||
      code === 47 ||
      code === 60 ||
      code === 62 ||
      code === 40 ||
      code === 41 ||
      code === 91 ||
      code === 93
    )
      break
  }
  return end
}
