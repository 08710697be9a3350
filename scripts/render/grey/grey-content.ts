import { operations } from '../pdf/content.ts'

/** Thrown for a colour that cannot be made a grey; `what` was met. */
export class NotGrey extends Error {
  constructor(what: string) {
    super(`Met ${what}, which has no grey.`)
  }
}

/** The grey of a colour (red, green, blue from 0 to 1) after ISO 32000-1, 10.3.2. */
export function luminance([red = 0, green = 0, blue = 0]: readonly number[]): number {
  return Math.round((0.3 * red + 0.59 * green + 0.11 * blue) * 10_000) / 10_000
}

/** What sets a colour, for areas and for lines, and what sets a grey in its place. */
const greys: Readonly<Record<string, 'g' | 'G'>> = {
  rg: 'g',
  sc: 'g',
  scn: 'g',
  RG: 'G',
  SC: 'G',
  SCN: 'G',
}

/** A content stream whose colours are greys; patterns stay what they are. */
export function greyContent(content: string): string {
  let grey = ''
  let from = 0
  for (const { operator, operands, start, end } of operations(content)) {
    if (operator === 'k' || operator === 'K' || operator === 'BI')
      throw new NotGrey(`the operator \`${operator}\``)
    const instead = greys[operator]
    const colour = operands.filter(each => typeof each === 'number')
    if (!instead || colour.length !== 3) continue
    grey += `${content.slice(from, start)}\n${luminance(colour)} ${instead}`
    from = end
  }
  return grey + content.slice(from)
}
