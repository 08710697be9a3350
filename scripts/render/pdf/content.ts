import { isKeyword, lexer } from './lexer.ts'
import type { Value } from './object.ts'

/** One operation of a content stream. */
export interface Operation {
  readonly operator: string
  readonly operands: readonly Value[]
  /** Where its first operand begins, and where it ends, in characters of the content. */
  readonly start: number
  readonly end: number
}

/** The operations of a content stream in their order; an inline image counts as one, `BI`. */
export function* operations(content: string): Generator<Operation> {
  const reading = lexer(content, 0, false)
  let operands: Value[] = []
  let start = 0
  for (;;) {
    const met = reading.next()
    if (met === undefined) return
    if (!isKeyword(met)) {
      operands.push(met)
      continue
    }
    // The bytes of an inline image are no syntax.
    if (met.word === 'BI') reading.at = imageEnd(content, reading.at)
    yield { operator: met.word, operands, start, end: reading.at }
    operands = []
    start = reading.at
  }
}

function imageEnd(content: string, from: number): number {
  const end = /\sEI(?=\s|$)/g
  end.lastIndex = from
  return end.exec(content) ? end.lastIndex : content.length
}
